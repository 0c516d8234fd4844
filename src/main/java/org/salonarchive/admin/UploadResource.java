package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.salonarchive.admin.DiagnosisView.Offer;
import org.salonarchive.admin.SourceForm.Choice;
import org.salonarchive.admin.Uploads.Upload;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.IngestRun;
import org.salonarchive.ingest.IngestRuns;
import org.salonarchive.ingest.doctor.Diagnosis;
import org.salonarchive.source.Repair;

/** Files that were uploaded, and what is to become of them. */
@Path("/admin/upload")
public class UploadResource {

    static final String PATH = "/admin/upload";
    private static final String LOOK = "/look";
    private static final int LATEST_RUNS = 10;
    private static final int GLANCES = 30;
    private static final int GLANCE_MILLIS = 100;

    private final AdminPages pages;
    private final Visit visit;
    private final Uploads uploads;
    private final AdminConfig config;
    private final MailingLists lists;
    private final ListSettings settings;
    private final IngestRuns runs;

    UploadResource(
            AdminPages pages,
            Visit visit,
            Uploads uploads,
            AdminConfig config,
            MailingLists lists,
            ListSettings settings,
            IngestRuns runs) {
        this.pages = pages;
        this.visit = visit;
        this.uploads = uploads;
        this.config = config;
        this.lists = lists;
        this.settings = settings;
        this.runs = runs;
    }

    /**
     * A file that waits.
     *
     * @param run that reads it, or for which it waits; empty without one
     * @param look what leads to the look at it; empty where there was none
     */
    record Line(String key, String name, String size, String failure, String run, String look) {

        static Line of(Upload upload, Optional<Look> look) {
            return new Line(
                    upload.key(),
                    upload.name(),
                    Told.size(upload.size()),
                    upload.failure(),
                    upload.run(),
                    look.map(begun -> LookView.of(begun).label()).orElse(""));
        }

        public String link() {
            return PATH + "/" + key;
        }

        public String lookLink() {
            return link() + LOOK;
        }
    }

    record UploadPage(AdminFrame frame, List<Line> files, List<Choice> lists, String limit, String mistake)
            implements TemplateInstance {}

    record LookPage(AdminFrame frame, Line file, LookView look) implements TemplateInstance {}

    /** The part of the page that changes. */
    record LookProgress(LookView look) implements TemplateInstance {}

    /**
     * What a look found.
     *
     * @param newList the name that was typed before
     */
    record DiagnosisPage(
            AdminFrame frame, Line file, DiagnosisView found, List<Choice> lists, String newList, String mistake)
            implements TemplateInstance {}

    @GET
    public Response get() throws SQLException, IOException {
        return page(200, "");
    }

    private Response page(int status, String mistake) throws SQLException, IOException {
        return pages.html(
                status,
                new UploadPage(
                        pages.liveFrame("Upload", "upload", 0),
                        uploads.all().stream()
                                .map(upload -> Line.of(upload, uploads.lookAt(upload.key())))
                                .toList(),
                        choices(),
                        Told.size(config.uploadLimit().asLongValue()),
                        mistake));
    }

    private List<Choice> choices() throws SQLException {
        String chosen = visit.form().get("list");
        return settings.all().stream()
                .map(list -> new Choice(list.name(), list.title(), list.name().equals(chosen)))
                .toList();
    }

    /** Begins to look at a file, if nobody did; the page shows how that gets on. */
    @POST
    @Path("{key}/look")
    public Response look(@PathParam("key") String key) throws IOException {
        Optional<Upload> upload = uploads.find(key);
        if (upload.isEmpty()) {
            return pages.notFound();
        }
        if (upload.get().isRead()) {
            return alreadyRead(upload.get());
        }
        uploads.look(upload.get());
        return AdminPages.seeOther(PATH + "/" + key + LOOK);
    }

    @GET
    @Path("{key}/look")
    public Response looked(@PathParam("key") String key) throws SQLException, IOException {
        Optional<Upload> upload = uploads.find(key);
        if (upload.isEmpty()) {
            return pages.notFound();
        }
        return upload.get().isRead() ? alreadyRead(upload.get()) : lookPage(200, upload.get(), "");
    }

    private Response lookPage(int status, Upload upload, String mistake) throws SQLException {
        Optional<Look> look = uploads.lookAt(upload.key());
        Line line = Line.of(upload, look);
        Optional<Diagnosis> diagnosis = look.flatMap(Look::diagnosis);
        if (diagnosis.isPresent()) {
            return pages.html(
                    status,
                    new DiagnosisPage(
                            pages.frame(upload.name(), "upload"),
                            line,
                            DiagnosisView.of(diagnosis.get(), chosenRepairs()),
                            choices(),
                            visit.form().get("new-list"),
                            mistake));
        }
        boolean changes = look.filter(begun -> !begun.state().isOver()).isPresent();
        AdminFrame frame = changes
                ? pages.liveFrame(upload.name(), "upload", LiveEvents.REFRESH_SECONDS)
                : pages.frame(upload.name(), "upload");
        return pages.html(
                status, new LookPage(frame, line, look.map(LookView::of).orElse(LookView.NONE)));
    }

    /** How the look gets on, as server-sent events, until it is over. */
    @GET
    @Path("{key}/look/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    public Multi<OutboundSseEvent> events(@PathParam("key") String key, Sse sse) {
        return LiveEvents.of(sse, () -> {
            Optional<Look> look = uploads.lookAt(key);
            String html = look.map(begun -> new LookProgress(LookView.of(begun)).render())
                    .orElse("<p>Nobody looks at this file.</p>");
            return new LiveEvents.Part(
                    html, look.map(begun -> begun.state().isOver()).orElse(true));
        });
    }

    private Response alreadyRead(Upload upload) {
        return pages.refused(
                409,
                "The file is being read",
                upload.name() + " is being read into a list already, or waits for its turn. Nothing was changed.");
    }

    private Set<Repair> chosenRepairs() {
        return Stream.of(Repair.values())
                .filter(repair -> !visit.form().get(Offer.field(repair)).isEmpty())
                .collect(Collectors.toSet());
    }

    /** Reads a file into a list; the page of the run shows how it gets on. */
    @POST
    @Path("{key}/import")
    public Response read(@PathParam("key") String key) throws SQLException, IOException {
        Optional<Upload> upload = uploads.find(key);
        if (upload.isEmpty()) {
            return pages.notFound();
        }
        if (upload.get().isRead()) {
            return alreadyRead(upload.get());
        }
        String fresh = visit.form().get("new-list");
        String name = fresh.isEmpty() ? visit.form().get("list") : fresh;
        Optional<Integer> list = lists.idOf(name);
        if (list.isEmpty()) {
            Optional<String> mistake = MailingLists.whyNoName(name);
            if (mistake.isPresent()) {
                boolean looked = visit.form().get("back").equals("look")
                        && uploads.lookAt(key).flatMap(Look::diagnosis).isPresent();
                return looked ? lookPage(400, upload.get(), mistake.get()) : page(400, mistake.get());
            }
            list = Optional.of(lists.make(name, name, ""));
        }
        long latest = runs.before(Long.MAX_VALUE, 1).stream()
                .mapToLong(IngestRun::id)
                .findFirst()
                .orElse(0);
        Optional<String> source = uploads.read(upload.get(), list.get(), chosenRepairs());
        if (source.isEmpty()) {
            return alreadyRead(upload.get());
        }
        OptionalLong run = await(source.get(), latest);
        return run.isPresent()
                ? AdminPages.seeOther("/admin/runs/" + run.getAsLong())
                : AdminPages.seeOther(PATH, Notice.WAITING);
    }

    /**
     * The run that begins, if it begins soon.
     *
     * @param latest the last run before it; an earlier one may have been called the same
     */
    private OptionalLong await(String source, long latest) throws SQLException {
        try {
            for (int i = 0; i < GLANCES; i++) {
                OptionalLong run = runs.before(Long.MAX_VALUE, LATEST_RUNS).stream()
                        .filter(found -> found.source().equals(source))
                        .filter(found -> found.id() > latest)
                        .mapToLong(IngestRun::id)
                        .findFirst();
                if (run.isPresent()) {
                    return run;
                }
                TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return OptionalLong.empty();
    }

    @POST
    @Path("{key}/discard")
    public Response discard(@PathParam("key") String key) throws IOException {
        Optional<Upload> upload = uploads.find(key);
        if (upload.isEmpty()) {
            return pages.notFound();
        }
        if (upload.get().isRead()) {
            return alreadyRead(upload.get());
        }
        uploads.discard(key);
        return AdminPages.seeOther(PATH, Notice.DISCARDED);
    }
}
