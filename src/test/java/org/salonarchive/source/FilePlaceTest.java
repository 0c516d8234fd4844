package org.salonarchive.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that grows, is rotated, cut and rewritten while it is followed gives every message whole, and no part of one. */
class FilePlaceTest {

    @TempDir
    Path folder;

    private final Map<String, Checkpoint> checkpoints = new HashMap<>();
    private Optional<FilePlace> place = Optional.empty();

    private static String mail(String name) {
        return "From a@example.org Wed Jan  1 00:00:00 2025\nMessage-ID: <" + name + "@example.org>\n" + "Subject: "
                + name + "\n\nText of " + name + ".\nMore of " + name + ".\n\n";
    }

    private FilePlace follow(Path path) {
        place.ifPresent(FilePlace::close);
        place = Optional.of(new FilePlace(path));
        return place.get();
    }

    @AfterEach
    void close() {
        place.ifPresent(FilePlace::close);
    }

    /** One pass, as the conductor makes it. */
    private List<String> pass(Place followed) throws IOException {
        List<String> messages = new ArrayList<>();
        for (Source source : followed.sources()) {
            try (Reading reading = source.read(Optional.ofNullable(checkpoints.get(source.name())))) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    byte[] bytes = ((RawMessage) item.get()).bytes();
                    messages.add(new String(bytes, StandardCharsets.ISO_8859_1));
                    checkpoints.put(source.name(), reading.checkpoint());
                }
                checkpoints.put(source.name(), reading.checkpoint());
            }
        }
        return messages;
    }

    private static String bytes(String name) {
        String mail = mail(name);
        return mail.substring(mail.indexOf('\n') + 1, mail.length() - 1);
    }

    /** As if nobody had written for a while. */
    private static void rest(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(
                file, text, StandardCharsets.ISO_8859_1, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void neverGivesPartOfAMessageWhereverTheWriterPauses() throws IOException {
        String text = mail("one") + mail("two");
        Path file = folder.resolve("list.mbox");
        for (int written = 1; written < text.length(); written++) {
            checkpoints.clear();
            Files.writeString(file, text.substring(0, written));
            Set<String> seen = new LinkedHashSet<>(pass(follow(file)));
            assertThat(List.of(bytes("one"), bytes("two")))
                    .as("after " + written)
                    .containsAll(seen);
            append(file, text.substring(written));
            rest(file);
            seen.addAll(pass(follow(file)));
            assertThat(seen).as("after " + written + " and the rest").containsExactly(bytes("one"), bytes("two"));
        }
    }

    @Test
    void takesTheLastMessageOnceTheFileRests() throws IOException, InterruptedException {
        Path file = folder.resolve("list.mbox");
        append(file, mail("one"));
        FilePlace followed = follow(file);
        assertThat(pass(followed)).as("just written").isEmpty();
        long start = System.nanoTime();
        followed.await(Duration.ofMinutes(1));
        assertThat(pass(followed)).containsExactly(bytes("one"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void waitsWhileTheMailboxIsLocked() throws IOException {
        Path file = folder.resolve("list.mbox");
        append(file, mail("one"));
        rest(file);
        Path lock = Files.createFile(folder.resolve("list.mbox.lock"));
        assertThat(pass(follow(file))).isEmpty();
        Files.delete(lock);
        assertThat(pass(follow(file))).containsExactly(bytes("one"));
    }

    @Test
    void missesNothingThatCameJustBeforeARotation() throws IOException {
        Path file = folder.resolve("list.mbox");
        append(file, mail("one"));
        rest(file);
        assertThat(pass(follow(file))).containsExactly(bytes("one"));
        append(file, mail("two"));
        Files.move(file, folder.resolve("list.mbox.1"));
        append(file, mail("three"));
        rest(file);
        rest(folder.resolve("list.mbox.1"));
        assertThat(pass(follow(file))).contains(bytes("two"), bytes("three"));
    }

    @Test
    void readsAgainWhatWasRewritten() throws IOException {
        Path file = folder.resolve("list.mbox");
        append(file, mail("one") + mail("two") + mail("three"));
        rest(file);
        assertThat(pass(follow(file))).hasSize(3);
        Path compacted = folder.resolve("compacted");
        append(compacted, mail("one") + mail("three") + mail("four"));
        Files.move(compacted, file, StandardCopyOption.REPLACE_EXISTING);
        rest(file);
        assertThat(pass(follow(file))).contains(bytes("four")).allMatch(mail -> mail.startsWith("Message-ID: <"));
        Files.writeString(file, mail("five"));
        rest(file);
        assertThat(pass(follow(file))).containsExactly(bytes("five"));
    }

    @Test
    void findsNewMailInAFolderOfMailboxesAndMaildirs() throws IOException {
        Files.createDirectories(folder.resolve("box/new"));
        Files.createDirectories(folder.resolve("box/cur"));
        FilePlace followed = follow(folder);
        assertThat(pass(followed)).isEmpty();
        append(folder.resolve("2025-01.mbox"), mail("one"));
        rest(folder.resolve("2025-01.mbox"));
        Files.writeString(folder.resolve("box/new/1.host"), bytes("two"));
        assertThat(pass(followed)).containsExactlyInAnyOrder(bytes("one"), bytes("two"));
    }

    @Test
    void readsOfAMaildirOnlyWhatChanged() throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("box/new"));
        Path read = Files.createDirectories(folder.resolve("box/cur"));
        Files.writeString(inbox.resolve("1.host"), bytes("one"));
        Path maildir = folder.resolve("box");
        assertThat(pass(follow(maildir))).containsExactly(bytes("one"));
        // As if that had been long ago.
        checkpoints.replaceAll((name, seen) ->
                new Checkpoint("maildir1 " + (Long.parseLong(seen.text().split(" ")[1]) + 200_000)));
        assertThat(pass(follow(maildir))).as("nothing changed since").isEmpty();
        checkpoints.replaceAll((name, seen) ->
                new Checkpoint("maildir1 " + (Long.parseLong(seen.text().split(" ")[1]) - 200_000)));
        Files.move(inbox.resolve("1.host"), read.resolve("1.host:2,S"));
        Files.writeString(inbox.resolve("0.copied-with-its-old-time"), bytes("two"));
        rest(inbox.resolve("0.copied-with-its-old-time"));
        assertThat(pass(follow(maildir))).contains(bytes("two"));
    }

    @Test
    void endsItsWaitWhenItIsClosed() throws Exception {
        Path file = folder.resolve("list.mbox");
        append(file, mail("one"));
        rest(file);
        FilePlace followed = follow(file);
        pass(followed);
        CompletableFuture<Void> wait = CompletableFuture.runAsync(() -> {
            try {
                followed.await(Duration.ofMinutes(10));
            } catch (IOException | InterruptedException fault) {
                throw new IllegalStateException(fault);
            }
        });
        followed.close();
        wait.get(10, TimeUnit.SECONDS);
    }

    @Test
    void saysWhatIsThere() throws IOException {
        Path file = folder.resolve("list.mbox");
        append(file, mail("one"));
        assertThat(follow(file).look()).contains("list.mbox");
        FilePlace nowhere = follow(folder.resolve("nowhere"));
        assertThatThrownBy(nowhere::look).hasMessageContaining("There is no file or folder");
    }
}
