package org.salonarchive.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.LeftOutMessage;
import org.salonarchive.source.OversizeMessage;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.SourceLimits;
import org.salonarchive.source.Sources;
import org.salonarchive.source.UnreadableStretch;
import org.salonarchive.testing.Corpora;

/** How repositories of public-inbox are found, read, and read again; they are written here. */
class PublicInboxTest {

    @TempDir
    private Path folder;

    private final Map<String, Checkpoint> checkpoints = new HashMap<>();
    private List<SourceItem> items = List.of();

    private Inbox inbox(String name) throws IOException {
        return new Inbox(folder.resolve(name));
    }

    /** Reads all that there is as an import does, going on where the last pass ended; gives the messages' texts. */
    private List<String> read(Path path) throws IOException {
        return read(path, Integer.MAX_VALUE);
    }

    private List<String> read(Path path, int most) throws IOException {
        items = new ArrayList<>();
        for (Source source : Sources.find(List.of(path)).sources()) {
            try (Reading reading = source.read(Optional.ofNullable(checkpoints.get(source.name())))) {
                Optional<SourceItem> item = Optional.empty();
                do {
                    item = items.size() < most ? reading.next() : Optional.empty();
                    item.ifPresent(items::add);
                    checkpoints.put(source.name(), reading.checkpoint());
                } while (item.isPresent());
                assertThat(reading.bytesRead()).isBetween(0L, source.size());
            }
        }
        return items.stream()
                .filter(RawMessage.class::isInstance)
                .map(item -> text(((RawMessage) item).bytes()))
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<String> texts(int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> text(Inbox.message(number)))
                .toList();
    }

    private List<String> told() {
        return items.stream()
                .filter(UnreadableStretch.class::isInstance)
                .map(item -> ((UnreadableStretch) item).reason())
                .toList();
    }

    private long leftOut() {
        return items.stream().filter(LeftOutMessage.class::isInstance).count();
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return new HashSet<>(all.map(Path::toString).toList());
        }
    }

    @Test
    void epochsAreReadInTheirOrderAndTheRestOfTheInboxIsNot() throws IOException {
        for (int epoch : new int[] {0, 1, 2, 10}) {
            try (Inbox written = inbox("list/git/" + epoch + ".git")) {
                written.add(Inbox.message(10 * epoch));
                written.add(Inbox.message(10 * epoch + 1));
                written.publish();
            }
        }
        inbox("list/all.git").close();
        Files.createDirectories(folder.resolve("list/xap15/0"));
        Files.writeString(folder.resolve("list/msgmap.sqlite3"), "SQLite");
        Files.writeString(folder.resolve("list/xap15/0/docdata.glass"), "From: nobody");
        Set<String> before = files();

        assertThat(read(folder.resolve("list"))).isEqualTo(texts(0, 1, 10, 11, 20, 21, 100, 101));
        assertThat(items.get(1).provenance().position()).isEqualTo(2);
        assertThat(items.get(1).provenance().receivedAt()).contains(Inbox.START.plusSeconds(60));
        assertThat(items.get(1).provenance().source())
                .isEqualTo(folder.resolve("list/git/0.git").toString());
        assertThat(files()).as("nothing is written").isEqualTo(before);
    }

    @Test
    void packedRepositoriesAreReadAsLooseOnes() throws IOException {
        try (Inbox written = inbox("list.git")) {
            for (int number = 0; number < 300; number++) {
                written.add(Inbox.message(number, "the same text with little that differs, number " + number));
            }
            written.pack();
        }
        Set<String> before = files();
        List<String> texts = read(folder.resolve("list.git"));

        assertThat(texts).hasSize(300).doesNotHaveDuplicates();
        assertThat(texts.get(299)).contains("<m299@x.org>", "number 299");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aSecondPassReadsOnlyWhatIsNew() throws IOException {
        Path path = folder.resolve("list.git");
        try (Inbox written = inbox("list.git")) {
            written.add(Inbox.message(1));
            written.add(Inbox.message(2));
            written.publish();
            assertThat(read(path)).isEqualTo(texts(1, 2));
            assertThat(read(path)).isEmpty();

            written.add(Inbox.message(3));
            written.add(Inbox.message(4));
            written.pack();
            assertThat(read(path, 1)).as("interrupted").isEqualTo(texts(3));
            assertThat(read(path)).isEqualTo(texts(4));
            assertThat(items.get(0).provenance().position()).isEqualTo(4);
            assertThat(read(path)).isEmpty();
        }
    }

    @Test
    void aRewrittenHistoryIsReadAnew() throws IOException {
        Path path = folder.resolve("list.git");
        try (Inbox written = inbox("list.git")) {
            written.add(Inbox.message(1));
            written.add(Inbox.message(2));
            written.publish();
            read(path);
            written.from(null);
            written.add(Inbox.message(1));
            written.add(new byte[0]);
            written.add(Inbox.message(3));
            written.publish();
        }
        assertThat(read(path)).isEqualTo(texts(1, 3));
        assertThat(leftOut()).as("what was purged").isEqualTo(1);
        assertThat(read(path)).isEmpty();
    }

    @Test
    void whatWasRemovedIsLeftOut() throws IOException {
        try (Inbox written = inbox("list.git")) {
            written.add(Inbox.message(1));
            written.add(Inbox.message(2));
            written.remove(Inbox.message(1));
            written.add(Inbox.message(3));
            written.remove(Inbox.message(3));
            written.add(Inbox.message(3));
            written.publish();
        }
        assertThat(read(folder.resolve("list.git"))).isEqualTo(texts(2, 3));
        assertThat(leftOut()).isEqualTo(2);
        assertThat(((LeftOutMessage) items.get(0)).message().orElseThrow().bytes())
                .as("to be had where it is chosen")
                .isEqualTo(Inbox.message(1));
        assertThat(told()).isEmpty();
    }

    @Test
    void aLaterEpochRemovesFromAnEarlierOne() throws IOException {
        try (Inbox written = inbox("list/git/0.git")) {
            written.add(Inbox.message(1));
            written.add(Inbox.message(2));
            written.publish();
        }
        try (Inbox written = inbox("list/git/1.git")) {
            written.add(Inbox.message(3));
            written.remove(Inbox.message(2));
            written.publish();
        }
        assertThat(read(folder.resolve("list"))).isEqualTo(texts(1, 3));
        assertThat(leftOut()).isEqualTo(1);
        assertThat(told()).isEmpty();
    }

    @Test
    void theRemovalOfWhatWasImportedBeforeIsTold() throws IOException {
        Path path = folder.resolve("list.git");
        try (Inbox written = inbox("list.git")) {
            written.add(Inbox.message(1));
            written.publish();
            read(path);
            ObjectId removal = written.remove(Inbox.message(1));
            written.publish();

            assertThat(read(path)).isEmpty();
            assertThat(told()).singleElement().asString().contains(removal.name(), "still in the list");
            assertThat(read(path)).isEmpty();
            assertThat(told()).isEmpty();
        }
    }

    @Test
    void versionOneIsReadByItsHistory() throws IOException {
        String first = "00/" + "a".repeat(38);
        String second = "00/" + "b".repeat(38);
        String third = "ff/" + "c".repeat(38);
        Path path = folder.resolve("list.git");
        try (Inbox written = inbox("list.git")) {
            Map<String, byte[]> messages = new TreeMap<>();
            messages.put(third, Inbox.message(3));
            written.commit(messages);
            messages.put(first, Inbox.message(1));
            messages.put(second, Inbox.message(2));
            written.commit(messages);
            messages.remove(third);
            written.commit(messages);
            written.publish();
            assertThat(read(path)).isEqualTo(texts(1, 2));
            assertThat(leftOut()).isEqualTo(1);

            messages.put(third, Inbox.message(4));
            written.commit(messages);
            written.publish();
            assertThat(read(path)).isEqualTo(texts(4));
        }
    }

    @Test
    void otherRepositoriesAreNoMail() throws IOException {
        try (Inbox written = inbox("code.git")) {
            written.commit("README", FileMode.REGULAR_FILE, written.file(Inbox.message(1)));
            written.publish();
        }
        Sources.Found found = Sources.find(List.of(folder));
        assertThat(found.sources()).isEmpty();
        assertThat(found.skipped()).singleElement().asString().contains("code.git", "none of public-inbox");
    }

    @Test
    void linksAndSubmodulesAreTold() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.dat"), "secret");
        try (Inbox written = inbox("list.git")) {
            written.add(Inbox.message(1));
            written.commit("m", FileMode.SYMLINK, written.file(secret.toString().getBytes(StandardCharsets.UTF_8)));
            written.commit("m", FileMode.GITLINK, ObjectId.fromString("1".repeat(40)));
            written.add(Inbox.message(2));
            written.publish();
        }
        assertThat(read(folder.resolve("list.git"))).isEqualTo(texts(1, 2));
        assertThat(told()).hasSize(2).allMatch(reason -> reason.contains("no file"));
        assertThat(read(folder.resolve("list.git"))).as("asked once").isEmpty();
    }

    @Test
    void whatIsMissingIsToldAndTheRestKept() throws IOException {
        Path path = folder.resolve("list.git");
        try (Inbox written = inbox("list.git")) {
            written.add(Inbox.message(1));
            written.add(Inbox.message(2));
            ObjectId message = written.file(Inbox.message(2));
            ObjectId commit = written.add(Inbox.message(3));
            written.add(Inbox.message(4));
            written.publish();
            byte[] held = Files.readAllBytes(written.loose(message));
            Files.delete(written.loose(message));

            assertThat(read(path)).isEqualTo(texts(1, 3, 4));
            assertThat(told()).singleElement().asString().contains(message.name(), "missing");

            Files.write(written.loose(message), held);
            assertThat(read(path)).as("mended, and read from before the gap").isEqualTo(texts(2, 3, 4));

            Files.delete(written.loose(commit));
            checkpoints.clear();
            assertThat(read(path)).isEqualTo(texts(4));
            assertThat(told()).singleElement().asString().contains(commit.name(), "missing", "Fetch");
        }
    }

    @Test
    void damageIsToldAndTheRestKept() throws IOException {
        Path path = folder.resolve("list.git");
        try (Inbox written = inbox("list.git")) {
            ObjectId first = written.add(Inbox.message(1));
            written.pack();
            written.add(Inbox.message(2));
            written.publish();
            try (Stream<Path> packs = Files.list(path.resolve("objects/pack"))) {
                Path pack = packs.filter(file -> file.toString().endsWith(".pack"))
                        .findFirst()
                        .orElseThrow();
                pack.toFile().setWritable(true);
                try (RandomAccessFile file = new RandomAccessFile(pack.toFile(), "rw")) {
                    file.setLength(file.length() / 2);
                }
            }
            assertThat(read(path)).isEqualTo(texts(2));
            assertThat(told()).singleElement().asString().contains(path.toString(), first.name());
        }
    }

    @Test
    void aShallowCloneSaysThatItIsOne() throws IOException {
        try (Inbox written = inbox("list.git")) {
            ObjectId before = written.add(Inbox.message(1));
            ObjectId cut = written.add(Inbox.message(2));
            written.add(Inbox.message(3));
            written.publish();
            Files.delete(written.loose(before));
            Files.writeString(folder.resolve("list.git/shallow"), cut.name() + "\n");
        }
        assertThat(read(folder.resolve("list.git"))).isEqualTo(texts(2, 3));
        assertThat(told()).singleElement().asString().contains("shallow");
        assertThat(read(folder.resolve("list.git"))).isEmpty();
    }

    @Test
    void borrowedObjectsAreNotFollowed() throws IOException {
        try (Inbox lender = inbox("lender/objects-of")) {
            lender.add(Inbox.message(1));
            lender.publish();
            try (Inbox written = inbox("list.git")) {
                ObjectId commit = written.add(Inbox.message(1));
                written.add(Inbox.message(2));
                written.publish();
                Files.delete(written.loose(commit));
            }
        }
        Files.writeString(
                folder.resolve("list.git/objects/info/alternates"), folder.resolve("lender/objects-of/objects") + "\n");
        assertThat(read(folder.resolve("list.git"))).isEqualTo(texts(2));
        assertThat(told()).singleElement().asString().contains("borrows", "repack");
    }

    @Test
    void largeMessagesAreBounded() throws IOException {
        byte[] large = Inbox.message(1, "x".repeat(60 << 20));
        byte[] random = new byte[SourceLimits.MESSAGE_BYTES + (1 << 20)];
        new Random(1).nextBytes(random);
        try (Inbox written = inbox("list.git")) {
            written.add(large);
            written.add(random);
            written.pack();
        }
        Set<String> before = files();
        read(folder.resolve("list.git"));
        assertThat(((RawMessage) items.get(0)).bytes()).isEqualTo(large);
        try (OversizeMessage oversize = (OversizeMessage) items.get(1)) {
            assertThat(oversize.size()).isEqualTo(random.length);
            assertThat(Files.mismatch(oversize.spool(), Files.write(folder.resolve("random"), random)))
                    .isEqualTo(-1);
        }
        Files.delete(folder.resolve("random"));
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whatIsFarTooLargeStaysWhereItIs() throws IOException {
        long size = 4L * SourceLimits.MESSAGE_BYTES + 1;
        try (Inbox written = inbox("list.git")) {
            written.commit("m", FileMode.REGULAR_FILE, written.file(size));
            written.add(Inbox.message(1));
            written.publish();
        }
        assertThat(read(folder.resolve("list.git"))).isEqualTo(texts(1));
        assertThat(told()).singleElement().asString().contains(size + " bytes");
    }

    @Test
    void aRepositoryThatCannotBeLookedAtKeepsBackNoOther() throws IOException {
        for (String name : List.of("git/0.git", "git/1.git")) {
            try (Inbox written = inbox(name)) {
                written.add(Inbox.message(1));
                written.publish();
            }
        }
        Files.writeString(folder.resolve("git/0.git/HEAD"), "ref: refs/heads/../../../secret\n");
        Files.writeString(folder.resolve("git/0.git/packed-refs"), "?".repeat(17 << 20));
        assertThat(read(folder)).isEqualTo(texts(1));
        assertThat(Sources.find(List.of(folder)).skipped())
                .singleElement()
                .asString()
                .contains("0.git", "packed-refs", "larger");
    }

    @Test
    void aHundredThousandCommitsAreReadOneByOne() throws IOException {
        int count = 100_000;
        try (Inbox written = inbox("list.git")) {
            written.packing();
            for (int number = 0; number < count; number++) {
                written.add(Inbox.message(number));
            }
            written.publish();
        }
        Source source =
                Sources.find(List.of(folder.resolve("list.git"))).sources().get(0);
        long read = 0;
        try (Reading reading = source.read(Optional.empty())) {
            for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                assertThat(item.get()).isInstanceOf(RawMessage.class);
                read++;
                assertThat(item.get().provenance().position()).isEqualTo(read);
            }
        }
        assertThat(read).isEqualTo(count);
    }

    @Test
    void aRealListComesBackByteForByte() throws IOException {
        List<String> mails = new ArrayList<>();
        Corpora.eachMessage("ksummit-2021-2022", 1000, bytes -> mails.add(text(bytes)));
        try (Inbox written = inbox("list/git/0.git")) {
            for (String mail : mails) {
                written.add(mail.getBytes(StandardCharsets.ISO_8859_1));
            }
            written.pack();
        }
        assertThat(mails).hasSizeGreaterThan(900);
        assertThat(read(folder.resolve("list"))).isEqualTo(mails);
    }
}
