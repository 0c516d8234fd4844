package org.salonarchive.admin.account;

import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * The authorization code flow with PKCE, state and nonce, of which Quarkus knows every step. Its session cookie never
 * reaches the browser: what counts is the session that Salon opens.
 */
@ApplicationScoped
public class OpenIdSignIn {

    private static final Logger LOG = Logger.getLogger(OpenIdSignIn.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_REASON = 300;
    private static final String SELECT_ACCOUNT = "select_account";
    private static final String LOGIN = "login";

    /** Each waits for the provider; were it slow, not all of the server should wait with it. */
    private final Semaphore turns = new Semaphore(8);

    private final OidcAuthenticationMechanism mechanism;
    private final IdentityProviderManager identities;
    private final TenantConfigBean tenants;

    OpenIdSignIn(OidcAuthenticationMechanism mechanism, IdentityProviderManager identities, TenantConfigBean tenants) {
        this.mechanism = mechanism;
        this.identities = identities;
        this.tenants = tenants;
    }

    /** What a request for {@link OpenIdProvider#PATH} leads to. */
    public sealed interface Step permits Away, Proven, Failed {}

    /**
     * The provider has to be asked.
     *
     * @param address where the browser does so
     */
    public record Away(String address) implements Step {}

    /**
     * The provider says who it is.
     *
     * @param email empty when it does not tell a usable one
     * @param verified whether it vouches for it
     */
    public record Proven(Optional<String> email, boolean verified) implements Step {}

    /** Nobody is signed in. */
    public record Failed(Fault fault) implements Step {}

    /** Why nobody is signed in. */
    public enum Fault {
        /** The answer belongs to no sign-in that this browser has begun and not yet ended. */
        STALE,
        /** The provider, or who sat before it, said no. */
        DENIED,
        /** The answer of the provider does not prove anything. */
        UNPROVEN,
        /** The provider does not answer, or not as one. */
        UNREACHABLE,
        /** Too many at once. */
        BUSY
    }

    /** Goes one step on. */
    public Step step(RoutingContext request) {
        if (isStale(request)) {
            return new Failed(Fault.STALE);
        }
        if (!turns.tryAcquire()) {
            return new Failed(Fault.BUSY);
        }
        try {
            request.put(OpenIdProvider.ASKED, true);
            return ask(request);
        } catch (AuthenticationCompletionException refused) {
            String error = param(request, "error");
            return error.isEmpty()
                    ? failed(Fault.UNPROVEN, reason(refused))
                    : failed(Fault.DENIED, "the provider says " + error + " " + param(request, "error_description"));
        } catch (OIDCException | ConfigurationException | CompletionException | TimeoutException fault) {
            return failed(Fault.UNREACHABLE, reason(fault));
        } finally {
            forget(request);
            turns.release();
        }
    }

    /** The {@code prompt} by which the provider asks who it is, although it may know from before. */
    public String anew() {
        return Optional.ofNullable(tenants.getDynamicTenant(OpenIdProvider.TENANT))
                .map(TenantConfigContext::getOidcMetadata)
                .map(metadata -> metadata.getStringList("prompt_values_supported"))
                .filter(known -> known.contains(LOGIN) && !known.contains(SELECT_ACCOUNT))
                .map(known -> LOGIN)
                .orElse(SELECT_ACCOUNT);
    }

    private static boolean isStale(RoutingContext request) {
        boolean answer = List.of("state", "code", "error").stream()
                .anyMatch(name -> request.queryParams().contains(name));
        String cookie = OidcUtils.STATE_COOKIE_NAME + "_" + OpenIdProvider.TENANT + "_" + param(request, "state");
        return answer && request.request().getCookie(cookie) == null;
    }

    private static String param(RoutingContext request, String name) {
        return Optional.ofNullable(request.queryParams().get(name)).orElse("");
    }

    private Step ask(RoutingContext request) {
        Optional<SecurityIdentity> identity = identity(request);
        if (identity.isPresent()) {
            return proven((JsonWebToken) identity.get().getPrincipal());
        }
        // Without a place to go to, the provider has just led here and the browser kept nothing of the beginning.
        return awaited(mechanism.getChallenge(request)).getHeaders().entrySet().stream()
                .filter(header -> header.getKey().toString().equalsIgnoreCase("Location"))
                .<Step>map(header -> new Away(header.getValue()))
                .findFirst()
                .orElse(new Failed(Fault.STALE));
    }

    private Optional<SecurityIdentity> identity(RoutingContext request) {
        try {
            return Optional.ofNullable(awaited(mechanism.authenticate(request, identities)));
        } catch (AuthenticationFailedException nobodyYet) {
            return Optional.empty();
        }
    }

    private static <T> T awaited(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }

    private static Proven proven(JsonWebToken token) {
        Optional<String> email = Optional.ofNullable(token.<Object>getClaim("email"))
                .map(String::valueOf)
                .filter(text -> text.matches("[^\\s\\p{Cntrl}]{1,200}@[^\\s\\p{Cntrl}]{1,200}"));
        return new Proven(email, "true".equals(String.valueOf(token.<Object>getClaim("email_verified"))));
    }

    /** Takes away what the answer would make a session of Quarkus. */
    private static void forget(RoutingContext request) {
        List.copyOf(request.request().cookies()).stream()
                .map(Cookie::getName)
                .filter(OidcUtils::isSessionCookie)
                .forEach(name -> request.response().removeCookie(name));
    }

    private static Failed failed(Fault fault, String reason) {
        LOG.warnf("A sign-in with OpenID Connect failed: %s", told(reason));
        return new Failed(fault);
    }

    /** What others wrote, on one line, and without the token that a message may hold. */
    private static String told(String reason) {
        String line = reason.replaceAll("\\p{Cntrl}+", " ")
                .replaceFirst(".*Additional details: ", "")
                .replaceAll("eyJ[\\w.-]+", "(token)")
                .strip();
        return line.substring(0, Math.min(LONGEST_REASON, line.length()));
    }

    private static String reason(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
