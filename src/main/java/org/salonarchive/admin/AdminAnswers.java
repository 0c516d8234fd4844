package org.salonarchive.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.salonarchive.admin.AdminPages.AdminErrorPage;

/** What every answer under /admin carries, also those that no resource gave. */
final class AdminAnswers {

    private static final Logger LOG = Logger.getLogger(AdminAnswers.class);
    private static final String ROOT = "/admin";

    @ServerResponseFilter
    void add(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        if (!path.equals(ROOT) && !path.startsWith(ROOT + "/") && !path.startsWith(ROOT + ";")) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("Cache-Control", "no-store");
        headers.putSingle("X-Robots-Tag", "noindex, nofollow");
        if (response.getStatus() >= Response.Status.BAD_REQUEST.getStatusCode()
                && !headers.containsKey(AdminPages.POLICY)) {
            headers.putSingle(AdminPages.POLICY, AdminPages.policy(Optional.empty()));
            response.setEntity(error(response.getStatus()), null, MediaType.valueOf(AdminPages.HTML));
        }
    }

    /** For what failed before it was known who asks: it says so, and shows nothing else. */
    private static String error(int status) {
        String text = switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address cannot be asked in this way.";
            case 413 -> "That is more than this page takes.";
            default ->
                status < 500
                        ? "The request is not one that these pages understand."
                        : "The page could not be made. Trying again in a minute may help; the fault is noted.";
        };
        String heading =
                status == 404 ? "Not found" : status < 500 ? "This cannot be answered" : "Something went wrong";
        return new AdminErrorPage(new AdminFrame(heading, "", "", "", "", "", 0), heading, text).render();
    }

    @ServerExceptionMapper
    Response failed(SQLException fault) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.errorf(fault, "Request %s failed", number);
        return Response.serverError().build();
    }
}
