package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.salonarchive.ingest.IngestRuns;
import org.salonarchive.ingest.follow.Subscription;
import org.salonarchive.ingest.follow.Subscriptions;
import org.salonarchive.source.Setting;

/** One source: how it is, what was said about it, what it brought; and the buttons. */
@Path("/admin/sources/{id:[0-9]+}")
public class SourceResource {

    private static final int LATEST_RUNS = 10;

    private final AdminPages pages;
    private final Visit visit;
    private final Subscriptions subscriptions;
    private final IngestRuns runs;

    SourceResource(AdminPages pages, Visit visit, Subscriptions subscriptions, IngestRuns runs) {
        this.pages = pages;
        this.visit = visit;
        this.subscriptions = subscriptions;
        this.runs = runs;
    }

    /** A setting and its value. */
    record Said(String label, String value) {}

    record SourcePage(AdminFrame frame, SourceLine source, List<Said> settings, List<RunLine> runs)
            implements TemplateInstance {}

    record SourceRemovalPage(AdminFrame frame, SourceLine source) implements TemplateInstance {}

    @GET
    public Response get(@PathParam("id") long id) throws SQLException {
        Optional<Subscription> source = subscriptions.find(id);
        if (source.isEmpty()) {
            return pages.notFound();
        }
        Instant now = Instant.now();
        SourceLine line = SourceLine.of(source.get(), now);
        return pages.html(new SourcePage(
                pages.frame(line.place(), "overview"),
                line,
                said(source.get()),
                runs.of(id, LATEST_RUNS).stream()
                        .map(run -> RunLine.of(run, now))
                        .toList()));
    }

    private static List<Said> said(Subscription source) {
        List<Said> said = new ArrayList<>();
        for (Setting setting : source.settings().kind().settings()) {
            String value = setting.secret() ? "" : source.settings().get(setting.name());
            if (!value.isEmpty()) {
                said.add(new Said(setting.label(), value));
            }
        }
        if (source.hasSecrets()) {
            said.add(new Said("Secrets", "kept, encrypted"));
        }
        said.add(new Said("Looked at", Told.every(source.poll()) + " at least"));
        return said;
    }

    @POST
    @Path("run")
    public Response run(@PathParam("id") long id) throws SQLException {
        subscriptions.runNow(id);
        return done(id, Notice.ASKED);
    }

    @POST
    @Path("pause")
    public Response pause(@PathParam("id") long id) throws SQLException {
        subscriptions.pause(id, true);
        return done(id, Notice.PAUSED);
    }

    @POST
    @Path("resume")
    public Response resume(@PathParam("id") long id) throws SQLException {
        subscriptions.pause(id, false);
        return done(id, Notice.RESUMED);
    }

    /** Back to where the button stood. */
    private Response done(long id, Notice notice) throws SQLException {
        if (subscriptions.find(id).isEmpty()) {
            return pages.notFound();
        }
        boolean overview = visit.form().get("back").equals("overview");
        return AdminPages.seeOther(overview ? "/admin/" : "/admin/sources/" + id, notice);
    }

    @GET
    @Path("remove")
    public Response removal(@PathParam("id") long id) throws SQLException {
        Optional<Subscription> source = subscriptions.find(id);
        return source.isEmpty()
                ? pages.notFound()
                : pages.html(new SourceRemovalPage(
                        pages.frame("Remove a source", "overview"), SourceLine.of(source.get(), Instant.now())));
    }

    @POST
    @Path("remove")
    public Response remove(@PathParam("id") long id) throws SQLException {
        if (subscriptions.find(id).isEmpty()) {
            return pages.notFound();
        }
        subscriptions.remove(id);
        return AdminPages.seeOther("/admin/", Notice.REMOVED);
    }
}
