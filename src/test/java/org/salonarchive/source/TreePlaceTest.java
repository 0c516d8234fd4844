package org.salonarchive.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.PipermailFolder;
import org.salonarchive.testing.PipermailFolder.Mail;
import org.salonarchive.testing.PipermailFolder.Version;

/** An archive is followed while mail is added to it. */
class TreePlaceTest {

    @TempDir
    Path folder;

    private final Map<String, Checkpoint> checkpoints = new HashMap<>();

    private static List<Mail> mails(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Mail(
                        "<" + i + "@x.example>",
                        "",
                        "Ann",
                        "ann@x.example",
                        OffsetDateTime.parse("2012-03-10T10:00:00Z").plusMinutes(i),
                        "Number " + i,
                        "Text " + i + "\n",
                        List.of()))
                .toList();
    }

    private List<SourceItem> pass(Place place) throws IOException {
        List<SourceItem> items = new ArrayList<>();
        for (Source source : place.sources()) {
            try (Reading reading = source.read(Optional.ofNullable(checkpoints.get(source.name())))) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    items.add(item.get());
                    checkpoints.put(source.name(), reading.checkpoint());
                }
                checkpoints.put(source.name(), reading.checkpoint());
            }
        }
        return items;
    }

    private static long linked(List<SourceItem> items) {
        return items.stream()
                .filter(item -> !item.provenance().oldLinks().isEmpty())
                .count();
    }

    /** As if nobody had written for a while. */
    private void rest() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
            }
        }
    }

    @Test
    void givesWhatIsAddedToMboxAndPages() throws IOException, InterruptedException {
        PipermailFolder archive = new PipermailFolder(folder.resolve("salon"), Version.V2_1_20, true);
        archive.mbox(mails(0, 5));
        archive.archive(mails(0, 5));
        rest();
        try (TreePlace place = new TreePlace(folder.resolve("salon"))) {
            assertThat(place.look()).contains("1 volume").contains("salon.mbox");
            List<SourceItem> first = pass(place);
            assertThat(first).hasSize(10);
            assertThat(linked(first)).isEqualTo(5);
            assertThat(pass(place)).isEmpty();
            archive.mbox(mails(5, 7));
            archive.archive(mails(5, 7));
            long before = System.nanoTime();
            place.await(Duration.ofSeconds(30));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
            List<SourceItem> more = pass(place);
            assertThat(linked(more)).isEqualTo(2);
            rest();
            assertThat(linked(pass(place))).isZero();
            assertThat(pass(place)).isEmpty();
        }
    }

    @Test
    void whatIsStillBeingWrittenWaits() throws IOException {
        PipermailFolder archive = new PipermailFolder(folder.resolve("salon"), Version.V2_1_20, true);
        archive.archive(mails(0, 3));
        rest();
        try (TreePlace place = new TreePlace(folder)) {
            assertThat(pass(place)).hasSize(3);
            archive.archive(mails(3, 5));
            Path page = folder.resolve("salon/2012-March/000004.html");
            String whole = Files.readString(page);
            Files.writeString(page, whole.substring(0, whole.indexOf("<!--endarticle-->")));
            assertThat(pass(place)).hasSize(1);
            Files.writeString(page, whole);
            assertThat(pass(place)).hasSize(1);
            rest();
            assertThat(pass(place)).isEmpty();
        }
    }

    @Test
    void tellsWhatIsNoArchive() throws IOException {
        try (TreePlace absent = new TreePlace(folder.resolve("none"));
                TreePlace empty = new TreePlace(folder)) {
            assertThatThrownBy(absent::sources).hasMessageContaining("There is no folder");
            assertThatThrownBy(empty::look).hasMessageContaining("There is no archive of Pipermail or MHonArc in");
        }
    }

    @Test
    void pagesInAZipFileAreNamed() throws IOException {
        PipermailFolder archive = new PipermailFolder(folder.resolve("salon"), Version.V2_1_20, true);
        archive.archive(mails(0, 3));
        Path zip = folder.resolve("salon.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : List.of("2012-March.txt", "2012-March/000001.html", "2012-March/000002.html")) {
                out.putNextEntry(new ZipEntry("salon/" + name));
                out.write(Files.readAllBytes(folder.resolve("salon").resolve(name)));
            }
        }
        List<SourceItem> items = new ArrayList<>();
        try (Reading reading = Sources.find(List.of(zip)).sources().get(0).read(Optional.empty())) {
            for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                items.add(item.get());
            }
        }
        assertThat(items).hasSize(4);
        assertThat(items.get(3))
                .isInstanceOfSatisfying(
                        UnreadableStretch.class,
                        told -> assertThat(told.reason())
                                .contains("salon/2012-March/000001.html")
                                .contains("unpack it and import the folder"));
    }
}
