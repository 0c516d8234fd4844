package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.BlockingOperationControl;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.Counts.VolumeCount;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.Volume;
import org.salonarchive.search.SearchTooSlow;

/** What a reader sees when there is no page: what happened and where to go on. */
public final class ErrorPages {

    private static final Logger LOG = Logger.getLogger(ErrorPages.class);

    /** Lists that are not like the wanted one come after those that are. */
    private static final int LAST = Integer.MAX_VALUE;

    private final MailingLists lists;
    private final Counts counts;

    ErrorPages(MailingLists lists, Counts counts) {
        this.lists = lists;
        this.counts = counts;
    }

    /** Somewhere to go on. */
    public record Way(String link, String title) {}

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
    Response gaveUp(SearchTooSlow fault) {
        LOG.warn(fault.getMessage());
        return page(
                503,
                "This search takes too long",
                "It was given up. Rarer words, a sender or a range of dates make it faster.",
                List.of());
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
        String[] steps = path.replaceFirst("^/+", "").split("/", 3);
        List<MailingList> visible = visible();
        Optional<MailingList> list =
                visible.stream().filter(l -> l.name().equals(steps[0])).findFirst();
        List<Way> ways =
                list.map(l -> inList(l, steps.length > 1 ? steps[1] : "")).orElseGet(() -> lists(visible, steps[0]));
        Frame frame = list.map(l -> Frame.of(l, "Not found", "")).orElse(Frame.outside("Not found", ""));
        return page(404, frame, "Not found", advice(path, list.isPresent()), ways);
    }

    /** An address that no resource has is refused before there is a thread that may ask the database. */
    private List<MailingList> visible() {
        return BlockingOperationControl.isBlockingAllowed() ? lists.visible() : List.of();
    }

    /** The lists, those with a name like the wanted one first. */
    private static List<Way> lists(List<MailingList> visible, String wanted) {
        List<String> like =
                Nearest.to(wanted, visible.stream().map(MailingList::name).toList());
        return visible.stream()
                .sorted(Comparator.comparingInt(list -> like.contains(list.name()) ? like.indexOf(list.name()) : LAST))
                .map(list -> new Way(ArchiveLinks.list(list.name()), list.title()))
                .toList();
    }

    /** The list, and the volumes before and after one that has no messages, or with a name like the wanted one. */
    private List<Way> inList(MailingList list, String wanted) {
        List<Way> ways = new ArrayList<>();
        List<VolumeCount> volumes = counts.volumes(list);
        String name = wanted.replaceFirst("[.](json|mbox[.]gz|html)$", "");
        Optional<Volume> missing = Volume.parse(name, list.zone());
        Instant at = missing.map(Volume::startsAt).orElse(Instant.MIN);
        if (missing.isPresent()) {
            volumes.stream()
                    .filter(count -> count.volume().startsAt().isBefore(at))
                    .reduce((earlier, later) -> later)
                    .ifPresent(count -> ways.add(way(list, count)));
            volumes.stream()
                    .filter(count -> !count.volume().startsAt().isBefore(at))
                    .findFirst()
                    .ifPresent(count -> ways.add(way(list, count)));
        } else {
            List<String> like = Nearest.to(
                    name, volumes.stream().map(count -> count.volume().name()).toList());
            volumes.stream()
                    .filter(count -> like.contains(count.volume().name()))
                    .forEach(count -> ways.add(way(list, count)));
        }
        ways.add(new Way(ArchiveLinks.list(list.name()), list.title()));
        return ways;
    }

    private static Way way(MailingList list, VolumeCount count) {
        return new Way(
                ArchiveLinks.volume(list.name(), count.volume()),
                count.volume().label() + ", " + Words.count(count.messages(), "message"));
    }

    private static String advice(String path, boolean inList) {
        if (path.startsWith("/mid/")) {
            return "No message here has that Message-ID, or more than one begins so. Check that it is whole, or search.";
        }
        return inList
                ? "There is no such page in this list. Its front page has all volumes; search finds messages by words,"
                        + " senders and dates."
                : "There is no such list or page here. The front page has all lists; search finds messages by words,"
                        + " senders and dates.";
    }

    private static Response page(int status, String heading, String text, List<Way> ways) {
        return page(status, Frame.outside(heading, ""), heading, text, ways);
    }

    /** A page in a list. */
    public static Response page(int status, MailingList list, String heading, String text, List<Way> ways) {
        return page(status, Frame.of(list, heading, ""), heading, text, ways);
    }

    private static Response page(int status, Frame frame, String heading, String text, List<Way> ways) {
        return Response.status(status)
                .type(Pages.HTML)
                .entity(new ErrorPage(frame, heading, text, ways).render())
                .build();
    }
}
