package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.ingest.IngestRuns;
import org.salonarchive.ingest.Quarantine;
import org.salonarchive.ingest.follow.Subscription;
import org.salonarchive.ingest.follow.Subscriptions;

/** How everything is: sources, lists, what waits for the operator, the latest runs. */
@Path("/admin")
public class OverviewResource {

    private static final int LATEST_RUNS = 5;

    private final AdminPages pages;
    private final Subscriptions subscriptions;
    private final ListSettings lists;
    private final IngestRuns runs;
    private final Quarantine quarantine;

    OverviewResource(
            AdminPages pages, Subscriptions subscriptions, ListSettings lists, IngestRuns runs, Quarantine quarantine) {
        this.pages = pages;
        this.subscriptions = subscriptions;
        this.lists = lists;
        this.runs = runs;
        this.quarantine = quarantine;
    }

    record OverviewPage(
            AdminFrame frame, List<SourceLine> sources, List<ListLine> lists, List<RunLine> runs, String quarantined)
            implements TemplateInstance {}

    @GET
    public Response get() throws SQLException {
        Instant now = Instant.now();
        List<Subscription> sources = subscriptions.all();
        long put = quarantine.count();
        return pages.html(new OverviewPage(
                pages.frame("Overview", "overview"),
                sources.stream().map(source -> SourceLine.of(source, now)).toList(),
                ListLine.all(lists.all(), sources),
                runs.before(Long.MAX_VALUE, LATEST_RUNS).stream()
                        .map(run -> RunLine.of(run, now))
                        .toList(),
                put == 0 ? "" : Told.count(put, "message")));
    }
}
