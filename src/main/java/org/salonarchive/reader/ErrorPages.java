package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.BlockingOperationControl;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;

/** What a reader sees when there is no page: what happened and where to go on. */
final class ErrorPages {

    private static final Logger LOG = Logger.getLogger(ErrorPages.class);

    private final MailingLists lists;

    ErrorPages(MailingLists lists) {
        this.lists = lists;
    }

    /** A list to go on with. */
    record Way(String link, String title) {}

    record ErrorPage(Frame frame, String heading, String text, List<Way> ways) implements TemplateInstance {}

    @ServerExceptionMapper
    Response answered(WebApplicationException fault, UriInfo uri) {
        int status = fault.getResponse().getStatus();
        if (status < 400) {
            return fault.getResponse();
        }
        if (status == Response.Status.NOT_FOUND.getStatusCode()) {
            return notFound(uri.getPath());
        }
        return page(status, "This cannot be answered", "The request is not one that this site understands.", List.of());
    }

    @ServerExceptionMapper
    Response failed(RuntimeException fault) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.errorf(fault, "Request %s failed", number);
        return page(
                500,
                "Something went wrong here",
                "The page could not be made; the fault is noted as " + number
                        + ". Trying again in a minute may help; if it does not, tell whoever runs this archive.",
                List.of());
    }

    private Response notFound(String path) {
        List<MailingList> visible = visible();
        String first = path.replaceFirst("^/+", "").split("/", 2)[0];
        Optional<MailingList> list =
                visible.stream().filter(l -> l.name().equals(first)).findFirst();
        List<Way> ways = list.map(List::of).orElse(visible).stream()
                .map(l -> new Way(ArchiveLinks.list(l.name()), l.title()))
                .toList();
        Frame frame = list.map(l -> Frame.of(l, "Not found", "")).orElse(Frame.outside("Not found", ""));
        return page(404, frame, "Not found", advice(path, list.isPresent()), ways);
    }

    /** An address that no resource has is refused before there is a thread that may ask the database. */
    private List<MailingList> visible() {
        return BlockingOperationControl.isBlockingAllowed() ? lists.visible() : List.of();
    }

    private static String advice(String path, boolean inList) {
        if (path.startsWith("/mid/")) {
            return "No message here has that Message-ID, or more than one begins so. Check that it is whole, or search.";
        }
        return inList
                ? "There is no such page in this list. The list's front page has all its volumes; search finds messages by"
                        + " words, senders and dates."
                : "There is no such list or page here. The front page has all lists; search finds messages by words,"
                        + " senders and dates.";
    }

    private static Response page(int status, String heading, String text, List<Way> ways) {
        return page(status, Frame.outside(heading, ""), heading, text, ways);
    }

    private static Response page(int status, Frame frame, String heading, String text, List<Way> ways) {
        return Response.status(status)
                .type(Pages.HTML)
                .entity(new ErrorPage(frame, heading, text, ways).render())
                .build();
    }
}
