package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.salonarchive.ingest.IngestRun;
import org.salonarchive.ingest.IngestRuns;

/** What was read and what is being read. */
@Path("/admin/runs")
public class RunResource {

    private static final int PAGE = 50;

    private final AdminPages pages;
    private final IngestRuns runs;

    RunResource(AdminPages pages, IngestRuns runs) {
        this.pages = pages;
        this.runs = runs;
    }

    record RunsPage(AdminFrame frame, List<RunLine> runs, String next) implements TemplateInstance {}

    record RunPage(AdminFrame frame, RunView run) implements TemplateInstance {}

    /** The part of the page that changes. */
    record RunProgress(RunView run) implements TemplateInstance {}

    @GET
    public Response all(@QueryParam("before") @DefaultValue("" + Long.MAX_VALUE) long before) throws SQLException {
        Instant now = Instant.now();
        List<RunLine> lines = runs.before(before, PAGE).stream()
                .map(run -> RunLine.of(run, now))
                .toList();
        String next = lines.size() < PAGE
                ? ""
                : "/admin/runs?before=" + lines.get(lines.size() - 1).id();
        return pages.html(new RunsPage(pages.frame("Runs", "runs"), lines, next));
    }

    @GET
    @Path("{id:[0-9]+}")
    public Response one(@PathParam("id") long id) throws SQLException {
        Optional<IngestRun> run = runs.find(id);
        if (run.isEmpty()) {
            return pages.notFound();
        }
        boolean running = run.get().state() == IngestRun.State.RUNNING;
        AdminFrame frame =
                running ? pages.liveFrame("Run", "runs", LiveEvents.REFRESH_SECONDS) : pages.frame("Run", "runs");
        return pages.html(new RunPage(frame, RunView.of(run.get(), Instant.now())));
    }

    /** The same part again and again, as server-sent events, until the run has ended. */
    @GET
    @Path("{id:[0-9]+}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    public Multi<OutboundSseEvent> events(@PathParam("id") long id, Sse sse) {
        return LiveEvents.of(sse, () -> part(id));
    }

    private LiveEvents.Part part(long id) {
        try {
            Optional<IngestRun> run = runs.find(id);
            boolean running = run.isPresent() && run.get().state() == IngestRun.State.RUNNING;
            String html = run.map(found -> new RunProgress(RunView.of(found, Instant.now())).render())
                    .orElse("<p>There is no such run.</p>");
            return new LiveEvents.Part(html, !running);
        } catch (SQLException away) {
            return new LiveEvents.Part("<p class=\"fault\">The database cannot be asked at the moment.</p>", false);
        }
    }
}
