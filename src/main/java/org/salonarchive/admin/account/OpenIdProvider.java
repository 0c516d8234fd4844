package org.salonarchive.admin.account;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Authentication.CookieSameSite;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where operators can prove who they are instead of with a password: the OpenID provider that {@code quarkus.oidc}
 * names, and the e-mail addresses that are let in from there. Quarkus itself would ask the provider at every start, of
 * commands too; so its own tenant rests, and the same settings make one here that is asked when somebody signs in.
 */
@ApplicationScoped
public class OpenIdProvider implements TenantConfigResolver {

    /** The only address that the provider leads back to, and that its cookies are sent to. */
    public static final String PATH = "/admin/oidc";

    /** Part of the names of its cookies. */
    static final String TENANT = "admin";

    /** Marks a request that asks to be signed in. */
    static final String ASKED = "salon.openid";

    private final Optional<String> host;
    private final Set<String> emails;
    private final OidcTenantConfig tenant;

    OpenIdProvider(
            OidcConfig oidc, OpenIdConfig config, @ConfigProperty(name = "salon.site.url") Optional<String> site) {
        var settings = OidcConfig.getDefaultTenant(oidc);
        host = settings.authServerUrl().map(OpenIdProvider::hostOf);
        emails = config.emails().orElse(Set.of()).stream()
                .map(Operators::normal)
                .collect(Collectors.toUnmodifiableSet());
        tenant = OidcTenantConfig.builder(settings)
                .tenantId(TENANT)
                .enableTenant()
                .applicationType(ApplicationType.WEB_APP)
                .authentication()
                .scopes("email")
                .pkceRequired()
                .nonceRequired()
                .forwardParams("prompt")
                // Not what a request says that this site is called, where it is known.
                .redirectPath(site.map(url -> url.replaceFirst("/+$", "")).orElse("") + PATH)
                .restorePathAfterRedirect(false)
                .removeRedirectParameters(false)
                .cookiePath(PATH)
                .cookieForceSecure(site.orElse("").startsWith("https:"))
                .cookieSameSite(CookieSameSite.STRICT)
                .stateCookieSameSite(CookieSameSite.LAX)
                .end()
                .build();
    }

    private static String hostOf(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost()).orElse("OpenID Connect");
        } catch (IllegalArgumentException malformed) {
            return "OpenID Connect";
        }
    }

    /** What it is called on pages; empty where none is set up. */
    public Optional<String> host() {
        return host;
    }

    /** Whether an address is among those that may come in, however its letters are written. */
    public boolean admits(String email) {
        // Some letters of other alphabets are Latin ones in lower case.
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(email);
        return host.isPresent() && ascii && emails.contains(Operators.normal(email));
    }

    /** Only for a request that is marked; nothing that others send or ask for is looked at. */
    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        return request.get(ASKED) == null
                ? Uni.createFrom().nullItem()
                : Uni.createFrom().item(tenant);
    }
}
