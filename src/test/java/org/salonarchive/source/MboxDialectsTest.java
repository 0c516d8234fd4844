package org.salonarchive.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.Corpora;

class MboxDialectsTest {

    @TempDir
    Path folder;

    /** Every dialect gives the bodies that its writer wrote; where a dialect cannot tell, both readings are right. */
    @TestFactory
    Stream<DynamicTest> readsWhatWasWritten() throws IOException {
        Path dialects = Corpora.require("corpora/mbox-edge/dialects");
        JsonNode files = new ObjectMapper()
                .readTree(dialects.resolve("a-expected.json").toFile())
                .get("files");
        return StreamSupport.stream(((Iterable<String>) files::fieldNames).spliterator(), false)
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    List<RawMessage> messages = read(dialects.resolve(name));
                    JsonNode expected = files.get(name).get("messages");
                    assertThat(messages).hasSize(expected.size());
                    for (int i = 0; i < expected.size(); i++) {
                        String body = bodyHash(messages.get(i).bytes());
                        boolean certain = !expected.get(i).path("ambiguous").asBoolean();
                        boolean quoted = messages.get(i).provenance().quoting() == Quoting.KEPT;
                        if (certain && !quoted) {
                            assertThat(body)
                                    .as(name + " " + i)
                                    .isEqualTo(
                                            expected.get(i).get("body_sha256").asText());
                        }
                    }
                }));
    }

    private static String bodyHash(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        String body = text.substring(text.indexOf("\n\n") + 2).replaceAll("\n+$", "");
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<RawMessage> read(Path file) throws IOException {
        List<RawMessage> messages = new ArrayList<>();
        for (Source source : Sources.find(List.of(file)).sources()) {
            try (Reading reading = source.read(Optional.empty())) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    messages.add((RawMessage) item.get());
                }
            }
        }
        return messages;
    }

    private List<String> read(String mbox) throws IOException {
        Path file = folder.resolve("list.mbox");
        Files.write(file, mbox.getBytes(StandardCharsets.ISO_8859_1));
        return read(file).stream()
                .map(message -> new String(message.bytes(), StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static final String FIRST = "From a@example.org Tue Mar  1 09:00:00 2011\nSubject: one\n\n";
    private static final String SECOND = "From b@example.org Tue Mar  1 09:01:00 2011\nSubject: two\n\nsecond\n";

    @Test
    void aLineOfTextThatBeginsWithFromSplitsNothing() throws IOException {
        String body = "text\n\nFrom here on it is text.\nFrom bob@example.org Mon Jan  1 10:00:00 2024\nnot a header\n";
        assertThat(read(FIRST + body + "\n" + SECOND))
                .containsExactly("Subject: one\n\n" + body, "Subject: two\n\nsecond\n");
    }

    @Test
    void aPatchThatGitWroteSplitsNothing() throws IOException {
        String body = "see\n\nFrom 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n"
                + "From: A <a@example.org>\nDate: now\n\ndiff\n";
        assertThat(read(FIRST + body + "\n" + SECOND)).hasSize(2);
    }

    @Test
    void aFileThatGitWroteIsSplitAtItsPatches() throws IOException {
        String patch = "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n"
                + "From: A <a@example.org>\nSubject: [PATCH]\n\ndiff\n\n";
        assertThat(read(patch + patch)).hasSize(2);
    }

    @Test
    void aRightContentLengthProtectsWhatLooksLikeAMessage() throws IOException {
        String body = "text\n\n" + SECOND;
        String first = FIRST.replace("\n\n", "\nContent-Length: " + body.length() + "\n\n");
        assertThat(read(first + body + "\n" + SECOND)).hasSize(2);
    }

    @Test
    void aWrongContentLengthIsNotBelieved() throws IOException {
        assertThat(read(FIRST.replace("\n\n", "\nContent-Length: 50000\n\n") + "text\n\n" + SECOND))
                .hasSize(2);
    }

    @Test
    void aFileWithoutSeparatorsIsOneMessage() throws IOException {
        assertThat(read("Subject: alone\n\nbody\n")).containsExactly("Subject: alone\n\nbody\n");
    }

    @Test
    void anMmdfMailboxEndsWhereItIsCutOff() throws IOException {
        String mmdf = "\1\1\1\1\nSubject: one\n\nfirst\n\1\1\1\1\n\1\1\1\1\nSubject: two\n\nsecond\n";

        assertThat(read(mmdf)).hasSize(2);
        assertThat(read(mmdf + "\1\1\1\1")).hasSize(2);
        assertThat(read(mmdf + "\1\1\1\1\nFrom a@example.org")).hasSize(3);
    }

    @Test
    void anEmptyFileHoldsNothing() throws IOException {
        assertThat(read("")).isEmpty();
    }

    @Test
    void whatIsNoMailIsSaidToBeNone() throws IOException {
        Path file = folder.resolve("junk.bin");
        Files.write(file, new byte[] {0, 1, 2, 3, 'x'});
        Source source = Sources.find(List.of(file)).sources().get(0);
        try (Reading reading = source.read(Optional.empty())) {
            assertThat(reading.next()).get().isInstanceOf(UnreadableStretch.class);
            assertThat(reading.next()).isEmpty();
        }
    }

    /** Cut anywhere and completed later, with the checkpoint of before, a mailbox gives every message whole. */
    @Test
    void goesOnWhereItStoppedWhereverTheFileWasCut() throws IOException {
        String whole = FIRST + "first\n\n" + SECOND + "\n" + SECOND.replace("two", "three");
        byte[] bytes = whole.getBytes(StandardCharsets.ISO_8859_1);
        List<String> expected = read(whole);
        Path file = folder.resolve("grows.mbox");
        for (int cut = 1; cut < bytes.length; cut++) {
            Files.write(file, Arrays.copyOf(bytes, cut));
            Seen before = drain(Sources.mailbox("grows", file), Optional.empty());
            Files.write(file, bytes);
            Seen after = drain(Sources.mailbox("grows", file), Optional.of(before.checkpoint));
            List<String> all = new ArrayList<>(before.messages);
            all.addAll(after.messages);
            assertThat(all).as("cut at " + cut).containsAll(expected);
            Seen again = drain(Sources.mailbox("grows", file), Optional.of(after.checkpoint));
            assertThat(again.messages).as("nothing new after " + cut).isEmpty();
        }
    }

    private record Seen(List<String> messages, Checkpoint checkpoint) {}

    private static Seen drain(Source source, Optional<Checkpoint> from) throws IOException {
        List<String> messages = new ArrayList<>();
        try (Reading reading = source.read(from)) {
            for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                if (item.get() instanceof RawMessage message) {
                    messages.add(new String(message.bytes(), StandardCharsets.ISO_8859_1));
                }
            }
            return new Seen(messages, reading.checkpoint());
        }
    }

    @Test
    void aDamagedFileGivesAllThatIsWholeAndNamesTheDamage() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((FIRST + "x\n\n" + SECOND).getBytes(StandardCharsets.ISO_8859_1));
        }
        Path file = folder.resolve("cut.mbox.gz");
        Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() - 6));
        Source source = Sources.find(List.of(file)).sources().get(0);
        try (Reading reading = source.read(Optional.empty())) {
            List<SourceItem> items = new ArrayList<>();
            for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                items.add(item.get());
            }
            assertThat(items.get(items.size() - 1))
                    .isInstanceOfSatisfying(
                            UnreadableStretch.class,
                            stretch -> assertThat(stretch.reason()).contains("cut.mbox.gz", "damaged"));
        }
    }
}
