package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Optional;
import org.salonarchive.admin.account.OpenIdProvider;
import org.salonarchive.admin.account.Operators;
import org.salonarchive.admin.account.SignIn;
import org.salonarchive.admin.account.SignIn.Outcome;

/** Signing in. */
@Open
@Path(SignInResource.PATH)
public class SignInResource {

    static final String PATH = "/admin/sign-in";

    private final AdminPages pages;
    private final Visit visit;
    private final SignIn signIn;
    private final Operators operators;
    private final OpenIdProvider provider;

    SignInResource(AdminPages pages, Visit visit, SignIn signIn, Operators operators, OpenIdProvider provider) {
        this.pages = pages;
        this.visit = visit;
        this.signIn = signIn;
        this.operators = operators;
        this.provider = provider;
    }

    /**
     * @param mistake why it did not go; empty at first
     * @param nobody whether there is no operator yet
     * @param provider where one can sign in instead; empty where that is not set up
     */
    record SignInPage(AdminFrame frame, String name, String to, String mistake, boolean nobody, String provider)
            implements TemplateInstance {}

    @GET
    public Response get(@QueryParam("to") String to) throws SQLException {
        if (visit.operator().isPresent()) {
            return AdminPages.seeOther(inside(to));
        }
        return page(200, "", inside(to), "");
    }

    @POST
    public Response post() throws SQLException {
        String name = visit.form().get("name");
        String to = inside(visit.form().get("to"));
        Outcome outcome = signIn.with(name, visit.form().raw("password"), visit.address());
        if (outcome.pause().isPresent()) {
            long seconds = outcome.pause().get().toSeconds();
            return Response.fromResponse(page(429, name, to, """
                            There were too many wrong guesses. Try again in %d s.""".formatted(seconds)))
                    .header("Retry-After", seconds)
                    .build();
        }
        if (outcome.session().isEmpty()) {
            return page(403, name, to, "The name or the password is wrong.");
        }
        return Response.fromResponse(AdminPages.seeOther(to))
                .cookie(visit.begun(outcome.session().get()))
                .build();
    }

    private Response page(int status, String name, String to, String mistake) throws SQLException {
        AdminFrame frame = pages.frame("Sign in", "");
        return pages.html(
                status,
                new SignInPage(
                        frame,
                        name,
                        to,
                        mistake,
                        !operators.exist(),
                        provider.host().orElse("")));
    }

    /** Where to go on: a page of these, whatever the address said. */
    static String inside(String to) {
        return Optional.ofNullable(to)
                .filter(path -> path.matches("/admin/([A-Za-z0-9._+-]+/)*[A-Za-z0-9._+-]*") && !path.contains(".."))
                .filter(path -> !path.equals(PATH))
                .orElse("/admin/");
    }
}
