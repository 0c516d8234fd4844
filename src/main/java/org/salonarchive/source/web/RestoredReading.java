package org.salonarchive.source.web;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Origin;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;
import org.salonarchive.source.pipermail.Attachments;
import org.salonarchive.source.pipermail.PageNumbers;
import org.salonarchive.source.pipermail.Restoration;

/**
 * One pass over a volume's text in which attachments are put back: first into messages that could not be had whole
 * before and whose time has come again, then into new ones. A message that cannot be had whole is given as its text.
 */
final class RestoredReading implements Reading {

    private final Reading mailbox;
    private final FetchedAttachments attachments;
    private final PageNumbers numbers;
    private final Later later;
    private final Instant now;
    private final Set<Long> due;
    private Optional<Reading> again;
    private boolean first = true;

    private RestoredReading(
            Reading mailbox,
            Optional<Reading> again,
            FetchedAttachments attachments,
            PageNumbers numbers,
            Later later,
            Instant now) {
        this.mailbox = mailbox;
        this.again = again;
        this.attachments = attachments;
        this.numbers = numbers;
        this.later = later;
        this.now = now;
        this.due = new HashSet<>(later.due(now));
    }

    /** Whether all of the file is needed, however little of it is new. */
    static boolean isDue(Optional<WebCheckpoint> known, Instant now) {
        return known.isPresent() && !Later.of(known.get().mbox()).due(now).isEmpty();
    }

    /**
     * @param known the checkpoint of the volume; what is to be tried again is read out of the whole file
     * @param numbers of the pages of its messages
     */
    static Reading of(
            String name,
            Path file,
            Optional<Checkpoint> known,
            FetchedAttachments attachments,
            PageNumbers numbers,
            Instant now)
            throws IOException {
        Later later = Later.of(known.map(Checkpoint::text).orElse(""));
        Optional<Reading> again = later.due(now).isEmpty()
                ? Optional.empty()
                : Optional.of(Sources.mailbox(name, file).read(Optional.empty()));
        try {
            Reading mailbox = Sources.mailbox(name, file).read(known.map(Later::mailbox));
            return new RestoredReading(mailbox, again, attachments, numbers, later, now);
        } catch (IOException unreadable) {
            if (again.isPresent()) {
                again.get().close();
            }
            throw unreadable;
        }
    }

    @Override
    public Optional<SourceItem> next() throws IOException {
        while (again.isPresent()) {
            Optional<SourceItem> item =
                    due.isEmpty() ? Optional.empty() : again.get().next();
            if (item.isEmpty()) {
                endAgain();
            } else if (item.get() instanceof RawMessage text
                    && due.remove(text.provenance().position())) {
                RawMessage message = restored(text);
                if (message != text) {
                    return Optional.of(linked(message));
                }
            } else if (item.get() instanceof Closeable spooled) {
                spooled.close();
            }
        }
        Optional<SourceItem> item = mailbox.next();
        if (first && item.isPresent() && item.get() instanceof RawMessage text && later.isGiven(text.bytes())) {
            item = mailbox.next();
        }
        first = false;
        if (item.isPresent() && item.get() instanceof RawMessage text) {
            later.give(text.bytes());
            return Optional.of(linked(restored(text)));
        }
        return item;
    }

    /** A volume that was made anew has its messages at other places: then it is read from its start anyhow. */
    private void endAgain() throws IOException {
        due.forEach(later::done);
        again.orElseThrow().close();
        again = Optional.empty();
    }

    private RawMessage linked(RawMessage message) {
        return message.provenance().origin() == Origin.RECEIVED ? message : numbers.linked(message);
    }

    private RawMessage restored(RawMessage text) throws IOException {
        Restoration restoration = new Restoration(text, attachments, "text/plain");
        long position = text.provenance().position();
        if (text.provenance().origin() != Origin.PIPERMAIL_TEXT || !restoration.isNeeded()) {
            return text;
        }
        try {
            RawMessage restored = restoration.restored();
            later.done(position);
            return restored;
        } catch (Attachments.NotNow reason) {
            boolean again = later.failed(position, now);
            attachments.note(reason.getMessage() + (again ? " It is tried again." : " It is not tried again."));
            return text;
        }
    }

    @Override
    public Checkpoint checkpoint() {
        return later.with(mailbox.checkpoint());
    }

    @Override
    public long bytesRead() {
        return mailbox.bytesRead();
    }

    @Override
    public void close() throws IOException {
        if (again.isPresent()) {
            again.get().close();
        }
        mailbox.close();
    }
}
