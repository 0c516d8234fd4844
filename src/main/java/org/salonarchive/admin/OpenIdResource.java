package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.salonarchive.admin.account.OpenIdProvider;
import org.salonarchive.admin.account.OpenIdSignIn;
import org.salonarchive.admin.account.OpenIdSignIn.Away;
import org.salonarchive.admin.account.OpenIdSignIn.Failed;
import org.salonarchive.admin.account.OpenIdSignIn.Fault;
import org.salonarchive.admin.account.OpenIdSignIn.Proven;
import org.salonarchive.admin.account.OpenIdSignIn.Step;
import org.salonarchive.admin.account.Operators;
import org.salonarchive.admin.account.Sessions;

/** Signing in at an OpenID provider: leads there, and takes in who comes back. */
@Open
@Path(OpenIdProvider.PATH)
public class OpenIdResource {

    private static final Logger LOG = Logger.getLogger(OpenIdResource.class);

    /** Remembers where to go on; it comes along when the provider leads back, so it cannot be strict. */
    private static final String WAY = "salon-way";

    private static final int REFUSED = 403;

    /** As long as the provider's answer is waited for. */
    private static final int WAY_SECONDS = (int) Duration.ofMinutes(5).toSeconds();

    private final AdminPages pages;
    private final Visit visit;
    private final OpenIdProvider provider;
    private final OpenIdSignIn signIn;
    private final Operators operators;
    private final Sessions sessions;
    private final CurrentVertxRequest request;

    OpenIdResource(
            AdminPages pages,
            Visit visit,
            OpenIdProvider provider,
            OpenIdSignIn signIn,
            Operators operators,
            Sessions sessions,
            CurrentVertxRequest request) {
        this.pages = pages;
        this.visit = visit;
        this.provider = provider;
        this.signIn = signIn;
        this.operators = operators;
        this.sessions = sessions;
        this.request = request;
    }

    /** @param prompt what lets the provider ask for somebody else; empty where that is of no use */
    record OpenIdFaultPage(AdminFrame frame, String heading, String text, String prompt) implements TemplateInstance {}

    @GET
    public Response get(@QueryParam("to") @Nullable String to, @CookieParam(WAY) @Nullable String way)
            throws SQLException {
        if (provider.host().isEmpty()) {
            return pages.notFound();
        }
        if (visit.operator().isPresent()) {
            return AdminPages.seeOther(SignInResource.inside(to));
        }
        Step step = signIn.step(request.getCurrent());
        if (step instanceof Away away) {
            return Response.fromResponse(AdminPages.seeOther(away.address()))
                    .cookie(way(SignInResource.inside(to), WAY_SECONDS))
                    .build();
        }
        return step instanceof Proven proven
                ? admit(proven, SignInResource.inside(way))
                : failed(((Failed) step).fault());
    }

    private NewCookie way(String to, int seconds) {
        return new NewCookie.Builder(WAY)
                .value(to)
                .path(OpenIdProvider.PATH)
                .maxAge(seconds)
                .httpOnly(true)
                .secure(visit.isSecure())
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    private Response admit(Proven proven, String way) throws SQLException {
        if (proven.email().isEmpty()) {
            return refused("""
                    %s did not tell your e-mail address. Whoever runs Salon sees to it that the claim email is part of\
                     the ID token.""".formatted(host()));
        }
        String email = proven.email().get();
        if (!proven.verified()) {
            return refused("""
                    %s says that you are %s, and not that this was verified. Have the address verified there, then sign\
                     in again.""".formatted(host(), email));
        }
        if (!provider.admits(email)) {
            return refused("""
                    %s may not come in here. Whoever runs Salon lets this address in by adding it to\
                     SALON_ADMIN_OIDC_EMAILS.""".formatted(email));
        }
        if (!Operators.isName(email)) {
            return refused("""
                    %s cannot be the name of an operator, which has up to 100 letters, digits and . _ @ + -\
                    """.formatted(email));
        }
        return Response.fromResponse(pages.again(way))
                .cookie(visit.begun(sessions.open(operators.vouchedFor(email), visit.address())), way("", 0))
                .build();
    }

    private String host() {
        return provider.host().orElseThrow();
    }

    private Response refused(String text) {
        LOG.infof("A sign-in with OpenID Connect from %s was refused: %s", visit.address(), text);
        return page(REFUSED, "You may not come in", text);
    }

    private Response failed(Fault fault) {
        String host = host();
        return switch (fault) {
            case STALE -> page(400, "This sign-in is over", """
                    The answer of %s was used already, took longer than five minutes, or belongs to another browser.\
                    """.formatted(host));
            case DENIED -> page(REFUSED, "You are not signed in", """
                    %s did not sign you in, perhaps because it was cancelled there.""".formatted(host));
            case UNPROVEN -> page(REFUSED, "You are not signed in", """
                    What %s answered does not prove who you are. The reason is in Salon's log.\
                    """.formatted(host));
            case UNREACHABLE -> page(503, "The provider cannot be asked", """
                    %s does not answer, or Salon is not set up right for it. The reason is in Salon's log. Who has a\
                     password can sign in with it.""".formatted(host));
            case BUSY -> page(503, "Too many at once", """
                    Too many sign-ins wait for %s. Try again in a minute.""".formatted(host));
        };
    }

    private Response page(int status, String heading, String text) {
        String prompt = status == REFUSED ? signIn.anew() : "";
        return pages.html(status, new OpenIdFaultPage(pages.frame(heading, ""), heading, text, prompt));
    }
}
