package org.salonarchive.testing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.ImportReport;
import org.salonarchive.ingest.Ingest;
import org.salonarchive.source.Source;
import org.salonarchive.source.Sources;

/** Makes lists for tests by the real import. */
@ApplicationScoped
public class TestList {

    private final MailingLists lists;
    private final Ingest ingest;

    TestList(MailingLists lists, Ingest ingest) {
        this.lists = lists;
        this.ingest = ingest;
    }

    /** Imports an mbox, given as text, into a list, which is made if there is none of that name. */
    public ImportReport fill(String name, String mbox) {
        try {
            Path file = Files.createTempFile("salon-test", ".mboxrd");
            try {
                Files.write(file, mbox.getBytes(StandardCharsets.ISO_8859_1));
                return fill(name, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Imports a file into a list, which is made if there is none of that name. */
    public ImportReport fill(String name, Path file) {
        try {
            return fill(name, Sources.find(List.of(file)).sources());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Imports sources into a list, which is made if there is none of that name. */
    public ImportReport fill(String name, List<Source> sources) {
        try {
            int list = lists.idOf(name).orElseGet(() -> lists.make(name, "The list " + name, "For tests."));
            return ingest.run(list, sources, (source, bytes, messages) -> {});
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
