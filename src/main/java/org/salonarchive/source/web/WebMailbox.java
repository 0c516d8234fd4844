package org.salonarchive.source.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.Sources;
import org.salonarchive.source.net.Answer;
import org.salonarchive.source.net.HttpFetch;
import org.salonarchive.source.pipermail.PageNumbers;

/**
 * One mailbox file on the web. It is fetched into a temporary file that only this user may read, and read from there
 * once it is complete; when the server says that nothing changed, nothing is fetched.
 *
 * @param name what it is known by
 * @param urls where it may be; the first that exists counts
 * @param rest how long it is not asked for again after it was
 * @param hint what the page that names it says of it now; when that changed, it is asked for at once
 * @param attachments to be put back into its messages, where it is Pipermail's text
 * @param index that says which numbers its messages have, where it is Pipermail's text
 * @param troubles where its faults go, when it is one of many; else they are its reader's
 */
record WebMailbox(
        String name,
        List<String> urls,
        Duration rest,
        String hint,
        Optional<FetchedAttachments> attachments,
        Optional<VolumeIndex> index,
        Optional<Troubles> troubles,
        HttpFetch fetch,
        Clock clock)
        implements Source {

    /** The server says how long ago a file was written to; a message at its end may be unfinished so long. */
    static final Duration QUIET = Duration.ofSeconds(30);

    @Override
    public long size() {
        return 0;
    }

    @Override
    public Reading read(Optional<Checkpoint> after) throws IOException {
        Optional<WebCheckpoint> known = after.flatMap(WebCheckpoint::of);
        Checkpoint asBefore = after.orElse(WebCheckpoint.NOTHING);
        Instant now = clock.instant();
        boolean resting = known.isPresent()
                && !isDue(known, now)
                && known.get().hint().equals(hint)
                && now.isBefore(Instant.ofEpochSecond(known.get().asked()).plus(rest));
        if (resting || troubles.isPresent() && troubles.get().leaveOut()) {
            return new NothingNew(asBefore);
        }
        try {
            Reading reading = fetched(known, now);
            troubles.ifPresent(Troubles::succeeded);
            return reading;
        } catch (IOException fault) {
            if (troubles.isEmpty() || fault instanceof InterruptedIOException) {
                throw fault;
            }
            troubles.get().failed(fault);
            return new NothingNew(asBefore);
        }
    }

    private Reading fetched(Optional<WebCheckpoint> known, Instant now) throws IOException {
        Path file = Scratch.file(".mbox");
        Optional<Reading> reading = Optional.empty();
        try {
            reading = open(known, now, file);
        } finally {
            if (reading.isEmpty()) {
                Files.delete(file);
            }
        }
        return reading.isPresent()
                ? reading.get()
                : new NothingNew(known.map(as -> as.askedAt(now, hint))
                        .orElse(WebCheckpoint.missing(now, hint))
                        .checkpoint());
    }

    /** Empty when nothing changed, or it is missing and may be. */
    private Optional<Reading> open(Optional<WebCheckpoint> known, Instant now, Path file) throws IOException {
        Download download = download(isDue(known, now) ? Optional.empty() : known, file);
        switch (download.answer().kind()) {
            case UNCHANGED -> {
                return Optional.empty();
            }
            case WHOLE, RANGE -> {}
            default -> {
                if (troubles.isEmpty()) {
                    throw new IOException("There is nothing at " + urls.get(0) + " (status 404).");
                }
                return Optional.empty();
            }
        }
        PageNumbers numbers = index.isPresent() ? index.get().read() : PageNumbers.NONE;
        Optional<Checkpoint> mbox = known.flatMap(WebCheckpoint::knownMbox);
        Reading reading = mailbox(file, mbox, numbers, now);
        if (download.sparse() && reading.bytesRead() < known.orElseThrow().start()) {
            // The mailbox's own checkpoint is of no use, so that the bytes between are needed after all.
            reading.close();
            download = Download.of(urls.get(0), Optional.empty(), fetch, file);
            reading = mailbox(file, Optional.empty(), numbers, now);
        }
        return Optional.of(new WebReading(reading, file, download, known, now, hint));
    }

    private boolean isDue(Optional<WebCheckpoint> known, Instant now) {
        return attachments.isPresent() && RestoredReading.isDue(known, now);
    }

    private Reading mailbox(Path file, Optional<Checkpoint> known, PageNumbers numbers, Instant now)
            throws IOException {
        return attachments.isPresent()
                ? RestoredReading.of(name, file, known, attachments.get(), numbers, now)
                : Sources.mailbox(name, file).read(known);
    }

    private Download download(Optional<WebCheckpoint> known, Path file) throws IOException {
        Download download = Download.of(urls.get(0), known, fetch, file);
        for (int i = 1; i < urls.size() && download.answer().kind() == Answer.Kind.MISSING; i++) {
            download = Download.of(urls.get(i), known, fetch, file);
        }
        return download;
    }
}
