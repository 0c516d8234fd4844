package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.salonarchive.admin.SourceForm.Choice;
import org.salonarchive.admin.Uploads.Upload;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.IngestRun;
import org.salonarchive.ingest.IngestRuns;

/** Files that were uploaded, and what is to become of them. */
@Path("/admin/upload")
public class UploadResource {

    static final String PATH = "/admin/upload";
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

    /** A file that waits. */
    record Line(String key, String name, String size, String failure, boolean isRead) {

        static Line of(Upload upload) {
            return new Line(upload.key(), upload.name(), Told.size(upload.size()), upload.failure(), upload.isRead());
        }

        public String link() {
            return PATH + "/" + key;
        }
    }

    record UploadPage(AdminFrame frame, List<Line> files, List<Choice> lists, String limit, String mistake)
            implements TemplateInstance {}

    @GET
    public Response get() throws SQLException, IOException {
        return page(200, "");
    }

    private Response page(int status, String mistake) throws SQLException, IOException {
        List<Choice> choices = settings.all().stream()
                .map(list -> new Choice(list.name(), list.title(), false))
                .toList();
        return pages.html(
                status,
                new UploadPage(
                        pages.liveFrame("Upload", "upload", 0),
                        uploads.all().stream().map(Line::of).toList(),
                        choices,
                        Told.size(config.uploadLimit().asLongValue()),
                        mistake));
    }

    /** Reads a file into a list; the page of the run shows how it gets on. */
    @POST
    @Path("{key}/import")
    public Response read(@PathParam("key") String key) throws SQLException, IOException {
        Optional<Upload> upload = uploads.find(key);
        if (upload.isEmpty()) {
            return pages.notFound();
        }
        String fresh = visit.form().get("new-list");
        String name = fresh.isEmpty() ? visit.form().get("list") : fresh;
        Optional<Integer> list = lists.idOf(name);
        if (list.isEmpty()) {
            Optional<String> mistake = MailingLists.whyNoName(name);
            if (mistake.isPresent()) {
                return page(400, mistake.get());
            }
            list = Optional.of(lists.make(name, name, ""));
        }
        Instant asked = Instant.now();
        String source = uploads.read(upload.get(), list.get());
        OptionalLong run = await(source, asked);
        return run.isPresent()
                ? AdminPages.seeOther("/admin/runs/" + run.getAsLong())
                : AdminPages.seeOther(PATH, Notice.WAITING);
    }

    /** The run that begins, if it begins soon. */
    private OptionalLong await(String source, Instant asked) throws SQLException {
        try {
            for (int i = 0; i < GLANCES; i++) {
                OptionalLong run = runs.before(Long.MAX_VALUE, LATEST_RUNS).stream()
                        .filter(found -> found.source().equals(source))
                        .filter(found -> found.startedAt().isAfter(asked.minusSeconds(1)))
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
        if (upload.isEmpty() || upload.get().isRead()) {
            return pages.notFound();
        }
        uploads.discard(key);
        return AdminPages.seeOther(PATH, Notice.DISCARDED);
    }
}
