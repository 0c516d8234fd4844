package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.salonarchive.admin.account.Operator;

/** How the operator's pages are answered: never kept by anybody, never listed, never framed. */
@RequestScoped
class AdminPages {

    static final String POLICY = "Content-Security-Policy";
    static final String HTML = "text/html;charset=UTF-8";

    private static final String OF_PAGES = "default-src 'none'; style-src 'self'; img-src 'self' data:;"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 16;

    private final Visit visit;
    private final UriInfo uri;
    private Optional<String> nonce = Optional.empty();

    AdminPages(Visit visit, UriInfo uri) {
        this.visit = visit;
        this.uri = uri;
    }

    /** A page that says that there is nothing, or that something did not go. */
    record AdminErrorPage(AdminFrame frame, String heading, String text) implements TemplateInstance {}

    /** A page that asks for itself again. */
    record AgainPage(String path) implements TemplateInstance {}

    /** @param here which entry of the navigation it is, or nothing */
    AdminFrame frame(String title, String here) {
        return frame(title, here, 0);
    }

    /** The frame of a page that changes while it is looked at; a script may run on it. */
    AdminFrame liveFrame(String title, String here, int refresh) {
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        nonce = Optional.of(Base64.getEncoder().encodeToString(random));
        return frame(title, here, refresh);
    }

    private AdminFrame frame(String title, String here, int refresh) {
        String said =
                Optional.ofNullable(uri.getQueryParameters().getFirst("said")).orElse("");
        return new AdminFrame(
                title,
                here,
                visit.operator().map(Operator::name).orElse(""),
                visit.formToken(),
                Notice.ofWord(said).map(Notice::text).orElse(""),
                nonce.orElse(""),
                refresh);
    }

    Response html(TemplateInstance page) {
        return html(200, page);
    }

    Response html(int status, TemplateInstance page) {
        ResponseBuilder answer =
                Response.status(status).type(HTML).entity(page.render()).header(POLICY, policy(nonce));
        visit.arrived().ifPresent(answer::cookie);
        return answer.build();
    }

    static String policy(Optional<String> nonce) {
        return OF_PAGES
                + nonce.map(word -> "; script-src 'nonce-" + word + "'; connect-src 'self'")
                        .orElse("");
    }

    /** Says why something was not done. */
    Response refused(int status, String heading, String text) {
        return html(status, new AdminErrorPage(frame(heading, ""), heading, text));
    }

    /** For a form that no page of this session has sent. */
    Response foreign() {
        return refused(403, "Nothing was changed", """
                The form did not come from a page of your present session, perhaps because you signed in anew since it\
                 was opened. Open the page again, then send it again.""");
    }

    Response notFound() {
        return refused(404, "Not found", "There is nothing at this address, or not any more.");
    }

    Response again(String path) {
        return html(200, new AgainPage(path));
    }

    /** Leads to the page that shows what was done. */
    static Response seeOther(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", path)
                .build();
    }

    static Response seeOther(String path, Notice notice) {
        return seeOther(path + "?said=" + notice.word());
    }
}
