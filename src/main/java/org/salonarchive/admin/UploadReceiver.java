package org.salonarchive.admin;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.salonarchive.admin.Multipart.Part;

/** Takes an uploaded file from the wire to the disk; the form's token stands before the file, and is looked at first. */
@Streamed
@Path(UploadResource.PATH)
public class UploadReceiver {

    private final AdminPages pages;
    private final Visit visit;
    private final Uploads uploads;
    private final AdminConfig config;

    UploadReceiver(AdminPages pages, Visit visit, Uploads uploads, AdminConfig config) {
        this.pages = pages;
        this.visit = visit;
        this.uploads = uploads;
        this.config = config;
    }

    @POST
    public Response receive(@HeaderParam("Content-Type") String type, InputStream body) {
        try {
            Optional<Multipart> form = Multipart.of(String.valueOf(type), body);
            return form.isEmpty() ? noForm() : receive(form.get());
        } catch (Uploads.TooLarge large) {
            return closing(pages.refused(413, "The file is too large", """
                    A file has at most %s; whoever runs the machine can allow more (SALON_ADMIN_UPLOAD_LIMIT). Larger\
                     ones are read by "salon import" on the command line.""".formatted(
                            Told.size(config.uploadLimit().asLongValue()))));
        } catch (Multipart.Foreign foreign) {
            return closing(pages.foreign());
        } catch (IOException broken) {
            return closing(pages.refused(400, "The file did not arrive", """
                    The connection broke, or there is no room on the disk (%s). Nothing was kept; send it again.""".formatted(broken.getMessage())));
        }
    }

    private Response receive(Multipart form) throws IOException {
        Optional<Part> file = form.file(visit::isFormToken);
        if (file.isEmpty()) {
            return noForm();
        }
        if (file.get().fileName().isEmpty()) {
            return pages.refused(400, "There is no file", "Choose a file first.");
        }
        uploads.receive(
                file.get().fileName(),
                file.get().content(),
                config.uploadLimit().asLongValue());
        return AdminPages.seeOther(UploadResource.PATH, Notice.RECEIVED);
    }

    private Response noForm() {
        return closing(pages.refused(415, "This cannot be answered", "This page takes a file that its form sends."));
    }

    /** What was not read of a large body is not waited for. */
    private static Response closing(Response answer) {
        return Response.fromResponse(answer).header("Connection", "close").build();
    }
}
