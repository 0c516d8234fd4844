package org.salonarchive.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;
import org.salonarchive.archive.ListContents;
import org.salonarchive.archive.MboxWriter;
import org.salonarchive.archive.RawMessages;

/** Writes all messages of a list, public or private, into one mailbox, every byte as it was received. */
@ApplicationScoped
public class MailboxExport {

    /** Bytes of messages that are held at a time; a single one may be larger. */
    private static final int HELD = 16 << 20;

    private static final String PART = ".part";

    private final ListContents contents;
    private final RawMessages raws;

    MailboxExport(ListContents contents, RawMessages raws) {
        this.contents = contents;
        this.raws = raws;
    }

    /**
     * What was done.
     *
     * @param messages how many were written
     * @param unreadable how many are damaged in the database and are missing
     */
    public record Report(long messages, long unreadable) {}

    /**
     * Writes a file, whole or not at all; compressed when its name ends with {@code .gz}.
     *
     * @param progress hears how many messages are written
     * @throws IOException when the file cannot be written
     */
    public Report run(int listId, Path file, LongConsumer progress) throws IOException {
        Path whole = file.toAbsolutePath();
        Files.createDirectories(whole.getParent());
        Path part = whole.resolveSibling(whole.getFileName() + PART);
        try {
            Report report;
            try (OutputStream out = open(part, whole)) {
                report = write(listId, out, progress);
            }
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return report;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static OutputStream open(Path part, Path whole) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
        return whole.toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out;
    }

    private Report write(int listId, OutputStream out, LongConsumer progress) throws IOException {
        long written = 0;
        long unreadable = 0;
        List<ListContents.Form> forms = contents.forms(listId, -1);
        while (!forms.isEmpty()) {
            for (List<ListContents.Form> some : portions(forms)) {
                Map<Long, byte[]> bytes =
                        raws.ofForms(some.stream().map(ListContents.Form::raw).toList());
                for (ListContents.Form form : some) {
                    byte[] message = bytes.get(form.raw());
                    if (message == null) {
                        unreadable++;
                    } else {
                        MboxWriter.write(out, form.at(), form.fidelity(), message);
                        written++;
                    }
                }
                progress.accept(written);
            }
            forms = contents.forms(listId, forms.get(forms.size() - 1).number());
        }
        return new Report(written, unreadable);
    }

    private static List<List<ListContents.Form>> portions(List<ListContents.Form> forms) {
        List<List<ListContents.Form>> portions = new ArrayList<>();
        long held = HELD;
        for (ListContents.Form form : forms) {
            if (held + form.size() > HELD) {
                portions.add(new ArrayList<>());
                held = 0;
            }
            held += form.size();
            portions.get(portions.size() - 1).add(form);
        }
        return portions;
    }
}
