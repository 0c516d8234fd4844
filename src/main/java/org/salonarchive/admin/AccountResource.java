package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.salonarchive.admin.account.Operator;
import org.salonarchive.admin.account.Operators;
import org.salonarchive.admin.account.Sessions;
import org.salonarchive.admin.account.SignIn;
import org.salonarchive.admin.account.SignIn.Outcome;

/** One's own password, and signing out. */
@Path("/admin/account")
public class AccountResource {

    private static final String PATH = "/admin/account";

    private final AdminPages pages;
    private final Visit visit;
    private final Operators operators;
    private final Sessions sessions;
    private final SignIn signIn;

    AccountResource(AdminPages pages, Visit visit, Operators operators, Sessions sessions, SignIn signIn) {
        this.pages = pages;
        this.visit = visit;
        this.operators = operators;
        this.sessions = sessions;
        this.signIn = signIn;
    }

    record AccountPage(AdminFrame frame, String mistake, boolean hasPassword) implements TemplateInstance {}

    @GET
    public Response get() {
        return page(200, "");
    }

    /** The old password is asked for, so that a browser left alone does not give the account away. */
    @POST
    public Response post() throws SQLException {
        Form form = visit.form();
        Operator operator = visit.operator().orElseThrow();
        if (!operator.hasPassword()) {
            // Who could choose one, would stay when the configuration no longer names them.
            return page(403, "You have no password that could be changed.");
        }
        if (!form.raw("password").equals(form.raw("again"))) {
            return page(400, "The two new passwords are not the same.");
        }
        Outcome proof = signIn.with(operator.name(), form.raw("old"), visit.address());
        if (proof.pause().isPresent()) {
            return page(
                    429,
                    "Too many wrong passwords. Try again in "
                            + proof.pause().get().toSeconds() + " s.");
        }
        if (proof.session().isEmpty()) {
            return page(403, "The present password is wrong.");
        }
        try {
            operators.changePassword(operator, form.raw("password"));
        } catch (IllegalArgumentException mistake) {
            sessions.end(proof.session().get());
            return page(400, String.valueOf(mistake.getMessage()));
        }
        return Response.fromResponse(AdminPages.seeOther(PATH, Notice.PASSWORD))
                .cookie(visit.begun(sessions.open(operator, visit.address())))
                .build();
    }

    /** Ends the session. */
    @POST
    @Path("sign-out")
    public Response signOut() throws SQLException {
        sessions.end(visit.session().orElseThrow());
        return Response.fromResponse(AdminPages.seeOther(SignInResource.PATH))
                .cookie(visit.ended())
                .build();
    }

    private Response page(int status, String mistake) {
        boolean hasPassword = visit.operator().orElseThrow().hasPassword();
        return pages.html(status, new AccountPage(pages.frame("Your account", "account"), mistake, hasPassword));
    }
}
