package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Optional;
import org.salonarchive.admin.account.Invitations;
import org.salonarchive.admin.account.Operator;
import org.salonarchive.admin.account.Sessions;
import org.salonarchive.admin.account.Token;

/** Where the link leads that is printed at the first start. */
@Open
@Path("/admin/first")
public class FirstOperatorResource {

    private final AdminPages pages;
    private final Visit visit;
    private final Invitations invitations;
    private final Sessions sessions;

    FirstOperatorResource(AdminPages pages, Visit visit, Invitations invitations, Sessions sessions) {
        this.pages = pages;
        this.visit = visit;
        this.invitations = invitations;
        this.sessions = sessions;
    }

    record FirstOperatorPage(AdminFrame frame, String token, String name, String mistake) implements TemplateInstance {}

    @GET
    public Response get(@QueryParam("token") @DefaultValue("") String text) throws SQLException {
        Optional<Token> token = Token.read(text);
        if (token.isEmpty() || !invitations.isGood(token.get())) {
            return used();
        }
        return page(200, text, "", "");
    }

    @POST
    public Response post() throws SQLException {
        Form form = visit.form();
        Optional<Token> token = Token.read(form.raw("token"));
        if (token.isEmpty()) {
            return used();
        }
        if (!form.raw("password").equals(form.raw("again"))) {
            return page(400, form.raw("token"), form.get("name"), "The two passwords are not the same.");
        }
        try {
            Optional<Operator> operator = invitations.accept(token.get(), form.get("name"), form.raw("password"));
            if (operator.isEmpty()) {
                return used();
            }
            return Response.fromResponse(AdminPages.seeOther("/admin/"))
                    .cookie(visit.begun(sessions.open(operator.get(), visit.address())))
                    .build();
        } catch (IllegalArgumentException mistake) {
            return page(400, form.raw("token"), form.get("name"), String.valueOf(mistake.getMessage()));
        }
    }

    private Response page(int status, String token, String name, String mistake) {
        return pages.html(status, new FirstOperatorPage(pages.frame("The first operator", ""), token, name, mistake));
    }

    private Response used() {
        return pages.refused(404, "This link is no longer good", """
                It can be used once, for a day, while there is no operator. Whoever runs the machine makes operators\
                 with the command "salon admin create NAME"; a start without any prints another link.""");
    }
}
