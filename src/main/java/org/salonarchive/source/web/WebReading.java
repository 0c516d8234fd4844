package org.salonarchive.source.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.UnreadableStretch;
import org.salonarchive.source.net.Answer;
import org.salonarchive.source.rebuilt.Digest;

/**
 * One pass over a mailbox that was fetched. The message at its end is given only when the file has not been written to
 * for a while, or was the same in the pass before: a mail server writes a message in pieces.
 */
final class WebReading implements Reading {

    private final Reading mailbox;
    private final Path file;
    private final Download download;
    private final Instant now;
    private final String hint;
    private final boolean holds;
    private Optional<SourceItem> ahead = Optional.empty();
    private boolean begun;
    private boolean ended;
    private boolean held;
    private boolean damaged;
    private long start;
    private Checkpoint given;

    WebReading(Reading mailbox, Path file, Download download, Optional<WebCheckpoint> known, Instant now, String hint)
            throws IOException {
        this.mailbox = mailbox;
        this.file = file;
        this.download = download;
        this.now = now;
        this.hint = hint;
        this.given = mailbox.checkpoint();
        this.start = known.map(WebCheckpoint::start).orElse(0L);
        this.holds = !isQuiet() && !isAsBefore(known);
    }

    private boolean isQuiet() throws IOException {
        Optional<Duration> age = download.answer().age();
        boolean finished = Coding.isCompressed(file) || endsWithEmptyLine();
        return finished || age.isPresent() && age.get().compareTo(WebMailbox.QUIET) >= 0;
    }

    private boolean endsWithEmptyLine() throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(4, bytes.length())];
            bytes.seek(bytes.length() - end.length);
            bytes.readFully(end);
            String text = new String(end, StandardCharsets.ISO_8859_1).replace("\r", "");
            return text.isEmpty() || text.endsWith("\n\n");
        }
    }

    /** Whether the message that was held back has not grown since. */
    private boolean isAsBefore(Optional<WebCheckpoint> known) throws IOException {
        return known.isPresent() && known.get().hint().equals(heldHint(Files.size(file)));
    }

    private static String heldHint(long size) {
        return "held " + size;
    }

    @Override
    public Optional<SourceItem> next() throws IOException {
        if (!holds) {
            return noted(mailbox.next());
        }
        if (!begun) {
            begun = true;
            ahead = mailbox.next();
        }
        if (ahead.isEmpty()) {
            return noted(ahead);
        }
        SourceItem item = ahead.get();
        Checkpoint upToIt = mailbox.checkpoint();
        ahead = mailbox.next();
        if (ahead.isEmpty() && !(item instanceof UnreadableStretch)) {
            held = true;
            discard(item);
            return Optional.empty();
        }
        given = upToIt;
        start = item.provenance().position();
        return Optional.of(item);
    }

    private static void discard(SourceItem item) throws IOException {
        if (item instanceof Closeable spooled) {
            spooled.close();
        }
    }

    private Optional<SourceItem> noted(Optional<SourceItem> item) {
        given = mailbox.checkpoint();
        if (item.isEmpty()) {
            ended = true;
        } else {
            start = item.get().provenance().position();
            damaged |= item.get() instanceof UnreadableStretch;
        }
        return item;
    }

    @Override
    public Checkpoint checkpoint() {
        if (held) {
            long size = download.answer().kind() == Answer.Kind.RANGE
                    ? download.answer().total()
                    : download.answer().size();
            return new WebCheckpoint(now.getEpochSecond(), -1, 0, "", "", "", "", heldHint(size), given.text())
                    .checkpoint();
        }
        if (!ended) {
            return WebCheckpoint.within(now, given.text()).checkpoint();
        }
        return whole().checkpoint();
    }

    private WebCheckpoint whole() {
        Answer answer = download.answer();
        try {
            long size = Files.size(file);
            boolean plain = !damaged && start >= Download.SHORT_BYTES && !Coding.isCompressed(file);
            return new WebCheckpoint(
                    now.getEpochSecond(),
                    size,
                    plain ? start : 0,
                    plain ? Digest.of(file, 0, Download.HEAD_BYTES) : "",
                    plain ? Digest.of(file, Download.overlap(start), size) : "",
                    answer.etag().orElse(""),
                    answer.lastModified().orElse(""),
                    hint,
                    given.text());
        } catch (IOException gone) {
            // Without it, only less is known of what was read.
            return WebCheckpoint.within(now, given.text());
        }
    }

    @Override
    public long bytesRead() {
        return mailbox.bytesRead();
    }

    @Override
    public void close() throws IOException {
        try {
            if (ahead.isPresent()) {
                discard(ahead.get());
            }
            mailbox.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
