package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.salonarchive.admin.Multipart.Part;
import org.salonarchive.admin.account.Operator;
import org.salonarchive.archive.person.Mailmap;
import org.salonarchive.archive.person.Mailmap.Mistake;
import org.salonarchive.archive.person.Persons;

/** Takes a mailmap in place of the one that was read before, and tells what became of it. */
@Streamed
@Path(PersonResource.PATH)
public class MailmapReceiver {

    /** More mistakes than these are only counted. */
    private static final int TOLD = 100;

    private final AdminPages pages;
    private final Visit visit;
    private final Persons persons;

    MailmapReceiver(AdminPages pages, Visit visit, Persons persons) {
        this.pages = pages;
        this.visit = visit;
        this.persons = persons;
    }

    /**
     * What became of a mailmap.
     *
     * @param more how many further lines were not understood; empty when none
     */
    record MailmapPage(
            AdminFrame frame, String lines, String addresses, String merged, List<String> mistakes, String more)
            implements TemplateInstance {}

    @POST
    public Response receive(@HeaderParam("Content-Type") String type, InputStream body) throws SQLException {
        try {
            Optional<Multipart> form = Multipart.of(String.valueOf(type), body);
            Optional<Part> file = form.isEmpty() ? Optional.empty() : form.get().file(visit::isFormToken);
            return file.isEmpty()
                    ? pages.refused(415, "This cannot be answered", "This page takes a file that its form sends.")
                    : read(file.get());
        } catch (Multipart.Foreign foreign) {
            return pages.foreign();
        } catch (IOException broken) {
            return pages.refused(
                    400, "The file did not arrive", "The connection broke. Nothing was changed; send it again.");
        }
    }

    private Response read(Part file) throws IOException, SQLException {
        if (file.fileName().isEmpty()) {
            return pages.refused(400, "There is no file", "Choose a file first.");
        }
        byte[] bytes = file.content().readNBytes(Mailmap.LARGEST + 1);
        if (bytes.length > Mailmap.LARGEST) {
            return pages.refused(
                    413,
                    "The file is too large",
                    "A mailmap has at most %s. Nothing was changed.".formatted(Told.size(Mailmap.LARGEST)));
        }
        Mailmap mailmap = Mailmap.read(bytes);
        if (mailmap.isNone()) {
            return pages.refused(
                    400,
                    "This is no mailmap",
                    "None of its lines is one of a mailmap, and nothing was changed. "
                            + mailmap.mistakes().get(0));
        }
        return told(
                mailmap,
                persons.read(mailmap, visit.operator().map(Operator::name).orElseThrow(NotFoundException::new)));
    }

    private Response told(Mailmap mailmap, Persons.Read read) {
        int mistakes = read.mistakes().size();
        return pages.html(new MailmapPage(
                pages.frame("Mailmap", "persons"),
                Told.count(mailmap.lines(), "line"),
                Told.number(read.addresses())
                        + (read.addresses() == 1 ? " address of " : " addresses of ")
                        + Told.count(read.persons(), "person"),
                Told.number(read.merged()),
                read.mistakes().stream().limit(TOLD).map(Mistake::toString).toList(),
                mistakes > TOLD ? Told.count(mistakes - TOLD, "line") : ""));
    }
}
