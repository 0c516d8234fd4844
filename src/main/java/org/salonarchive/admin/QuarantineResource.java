package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.salonarchive.ingest.Quarantine;
import org.salonarchive.ingest.Quarantine.Entry;
import org.salonarchive.ingest.Quarantine.Retried;

/** What could not be archived: the reason, the bytes, another try. */
@Path("/admin/quarantine")
public class QuarantineResource {

    private static final int PAGE = 50;
    private static final int SHOWN_BYTES = 2_048;

    /** So long one request tries again; what it did not come to waits for the next. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AdminPages pages;
    private final Quarantine quarantine;

    QuarantineResource(AdminPages pages, Quarantine quarantine) {
        this.pages = pages;
        this.quarantine = quarantine;
    }

    /** A message in quarantine. */
    record Line(
            long id,
            String list,
            String source,
            String position,
            String reason,
            String size,
            boolean bytes,
            Told.When since) {

        static Line of(Entry entry, Instant now) {
            return new Line(
                    entry.id(),
                    entry.list(),
                    entry.source(),
                    Told.number(entry.position()),
                    entry.reason(),
                    Told.size(entry.size()),
                    entry.size() > 0,
                    Told.ago(entry.createdAt(), now));
        }

        public String link() {
            return "/admin/quarantine/" + id;
        }
    }

    record QuarantinePage(AdminFrame frame, String total, String result, List<Line> lines, String next)
            implements TemplateInstance {}

    record QuarantinedPage(AdminFrame frame, Line line, String start, boolean cut) implements TemplateInstance {}

    record DiscardPage(AdminFrame frame, Line line) implements TemplateInstance {}

    @GET
    public Response all(@QueryParam("before") @DefaultValue("" + Long.MAX_VALUE) long before) throws SQLException {
        return page(before, "");
    }

    private Response page(long before, String result) throws SQLException {
        Instant now = Instant.now();
        List<Line> lines = quarantine.before(before, PAGE).stream()
                .map(entry -> Line.of(entry, now))
                .toList();
        String next = lines.size() < PAGE
                ? ""
                : "/admin/quarantine?before=" + lines.get(lines.size() - 1).id();
        return pages.html(new QuarantinePage(
                pages.frame("Quarantine", "quarantine"),
                Told.count(quarantine.count(), "message"),
                result,
                lines,
                next));
    }

    /** Tries all again, the newest first, for a while. */
    @POST
    @Path("retry")
    public Response retryAll() throws SQLException {
        Instant end = Instant.now().plus(PATIENCE);
        long archived = 0;
        long refused = 0;
        long last = Long.MAX_VALUE;
        List<Entry> entries = quarantine.before(last, PAGE);
        while (!entries.isEmpty() && Instant.now().isBefore(end)) {
            for (Entry entry : entries) {
                if (Instant.now().isBefore(end)) {
                    last = entry.id();
                    boolean ok = quarantine.retry(last) == Retried.ARCHIVED;
                    archived += ok ? 1 : 0;
                    refused += ok ? 0 : 1;
                }
            }
            entries = quarantine.before(last, PAGE);
        }
        String rest = entries.isEmpty() ? "" : " The others were not come to in this time: try again for them.";
        return page(
                Long.MAX_VALUE,
                Told.count(archived, "message") + " archived, " + Told.number(refused) + " still refused." + rest);
    }

    @GET
    @Path("{id:[0-9]+}")
    public Response one(@PathParam("id") long id) throws SQLException, IOException {
        Optional<Entry> entry = quarantine.find(id);
        if (entry.isEmpty()) {
            return pages.notFound();
        }
        FirstBytes first = new FirstBytes(SHOWN_BYTES);
        try {
            quarantine.copy(id, first);
        } catch (FirstBytes.Enough enough) {
            // The page shows the beginning only.
        }
        return pages.html(new QuarantinedPage(
                pages.frame("In quarantine", "quarantine"),
                Line.of(entry.get(), Instant.now()),
                first.text(),
                entry.get().size() > SHOWN_BYTES));
    }

    /** The bytes, for another program to look at. */
    @GET
    @Path("{id:[0-9]+}/bytes")
    public Response bytes(@PathParam("id") long id) throws SQLException {
        if (quarantine.find(id).isEmpty()) {
            return pages.notFound();
        }
        StreamingOutput bytes = to -> {
            try {
                quarantine.copy(id, to);
            } catch (SQLException fault) {
                throw new WebApplicationException(fault);
            }
        };
        return Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename=\"quarantine-" + id + ".eml\"")
                .build();
    }

    @POST
    @Path("{id:[0-9]+}/retry")
    public Response retry(@PathParam("id") long id) throws SQLException {
        if (quarantine.find(id).isEmpty()) {
            return pages.notFound();
        }
        return switch (quarantine.retry(id)) {
            case ARCHIVED -> AdminPages.seeOther("/admin/quarantine", Notice.ARCHIVED);
            case STILL_REFUSED -> AdminPages.seeOther("/admin/quarantine/" + id, Notice.REFUSED);
            case NOTHING_TO_TRY -> AdminPages.seeOther("/admin/quarantine/" + id, Notice.NOTHING);
        };
    }

    @GET
    @Path("{id:[0-9]+}/discard")
    public Response discarding(@PathParam("id") long id) throws SQLException {
        Optional<Entry> entry = quarantine.find(id);
        return entry.isEmpty()
                ? pages.notFound()
                : pages.html(
                        new DiscardPage(pages.frame("Discard", "quarantine"), Line.of(entry.get(), Instant.now())));
    }

    @POST
    @Path("{id:[0-9]+}/discard")
    public Response discard(@PathParam("id") long id) throws SQLException {
        if (quarantine.find(id).isEmpty()) {
            return pages.notFound();
        }
        quarantine.discard(id);
        return AdminPages.seeOther("/admin/quarantine", Notice.DISCARDED);
    }
}
