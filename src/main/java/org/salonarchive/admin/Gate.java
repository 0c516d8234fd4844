package org.salonarchive.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.salonarchive.admin.account.Operator;
import org.salonarchive.admin.account.Sessions;
import org.salonarchive.admin.account.Token;

/**
 * Stands before every method of every resource of this package, whatever the address was written like: it asks which
 * method was found, not for the path. Nobody passes without a session, except to {@link Open} resources; and nothing is
 * changed by a request that a page of this browser did not send.
 */
final class Gate {

    private static final List<String> SAFE = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> OWN_REQUESTS = List.of("same-origin", "none");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Visit visit;
    private final Sessions sessions;
    private final AdminPages pages;

    Gate(Visit visit, Sessions sessions, AdminPages pages) {
        this.visit = visit;
        this.sessions = sessions;
        this.pages = pages;
    }

    @ServerRequestFilter
    Optional<Response> admit(ContainerRequestContext request, SimpleResourceInfo found)
            throws SQLException, IOException {
        Class<?> resource = found.getResourceClass();
        if (!resource.getPackageName().equals(Gate.class.getPackageName())) {
            return Optional.empty();
        }
        visit.take(request.getCookies());
        Optional<Token> session = visit.session();
        Optional<Operator> operator = session.isPresent() ? sessions.find(session.get()) : Optional.empty();
        visit.is(operator);
        boolean safe = SAFE.contains(request.getMethod());
        if (operator.isEmpty() && !resource.isAnnotationPresent(Open.class)) {
            return Optional.of(safe ? toSignIn(request) : pages.refused(401, "You are signed out", """
                    Your session has ended, and nothing was changed. Sign in, then do it again."""));
        }
        return safe ? Optional.empty() : refuse(request, resource.isAnnotationPresent(Streamed.class));
    }

    /**
     * A link elsewhere leads here without the cookie, which strict browsers then send when the page asks for itself
     * again.
     */
    private Response toSignIn(ContainerRequestContext request) {
        String path = request.getUriInfo().getRequestUri().getRawPath();
        if ("cross-site".equals(request.getHeaderString("Sec-Fetch-Site"))
                && "navigate".equals(request.getHeaderString("Sec-Fetch-Mode"))) {
            return pages.again(path);
        }
        return AdminPages.seeOther(path.equals("/admin/") ? SignInResource.PATH : SignInResource.PATH + "?to=" + path);
    }

    private Optional<Response> refuse(ContainerRequestContext request, boolean streamed) throws IOException {
        String site = request.getHeaderString("Sec-Fetch-Site");
        String origin = request.getHeaderString("Origin");
        // Behind a proxy only the browser knows for sure what this site is called from outside.
        boolean foreign = site != null ? !OWN_REQUESTS.contains(site) : origin != null && !visit.isHere(origin);
        if (foreign) {
            return Optional.of(pages.foreign());
        }
        if (streamed) {
            return Optional.empty();
        }
        String type = String.valueOf(request.getHeaderString("Content-Type"));
        if (!type.split(";")[0].strip().equalsIgnoreCase(FORM)) {
            return Optional.of(
                    pages.refused(415, "This cannot be answered", "These pages take what their own forms send."));
        }
        Optional<Form> form = Form.read(request.getEntityStream());
        if (form.isEmpty()) {
            return Optional.of(pages.refused(400, "This cannot be answered", "That is not what a form sends."));
        }
        if (!visit.isFormToken(form.get().raw(AdminFrame.TOKEN))) {
            return Optional.of(pages.foreign());
        }
        visit.sent(form.get());
        return Optional.empty();
    }
}
