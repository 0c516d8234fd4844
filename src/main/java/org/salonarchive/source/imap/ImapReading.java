package org.salonarchive.source.imap;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Provenance;
import org.salonarchive.source.Quoting;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.UnreadableStretch;

/**
 * One pass over a folder: what stands in it after the last pass and before this one began. It lists messages first
 * and then takes the bytes of some small ones at once, of a large one piece by piece.
 *
 * <p>A pass whose connection ends fails, and the next one asks for the messages over which it ended one at a time. A
 * message that ends the connection again and again is told and passed, so that it does not keep back those after it,
 * and is asked for again some hours later, as is any other that the server would not give.
 */
final class ImapReading implements Reading {

    /** Of so many messages at most the bytes are asked for together … */
    private static final int BATCH = 32;

    /** … as long as they are said to have no more than these. */
    private static final int BATCH_BYTES = 2 << 20;

    private static final int HEADER_BYTES = 128 << 10;

    /** A message beyond this is not taken at all. */
    private static final long LARGEST = 4L << 30;

    /** After so many messages in a row that the server would not give, it is the server that fails. */
    private static final int UNREADABLE_IN_A_ROW = 3;

    /** So many messages are remembered as not given; a server that keeps back more is not one to read from. */
    private static final int MOST_MISSING = 200;

    /** So long a message that was not given is left alone. */
    private static final Duration REST = Duration.ofHours(6);

    private final ImapSettings settings;
    private final ImapConnection connection;
    private final Windows windows;
    private final long upTo;
    private final Instant now;
    private final Deque<Listed> listed = new ArrayDeque<>();

    /** Messages that were not given in an earlier pass and that are asked for again. */
    private final Deque<Long> again = new ArrayDeque<>();

    /** Messages that were asked for together and not yet given, and the first bytes of those that are wanted. */
    private final Deque<Listed> batch = new ArrayDeque<>();

    private Set<Long> wanted = Set.of();
    private Map<Long, byte[]> firsts = new HashMap<>();

    private ImapCheckpoint mark;

    /** The last message of which a window told. */
    private long seen;

    private long bytesRead;
    private int unreadable;

    /** @param mark where to go on */
    ImapReading(ImapSettings settings, ImapConnection connection, ImapCheckpoint mark, Instant now) throws IOException {
        this.settings = settings;
        this.connection = connection;
        this.mark = mark;
        this.now = now;
        mark.missing().forEach((uid, asked) -> {
            if (!asked.plus(REST).isAfter(now)) {
                again.add(uid);
            }
        });
        this.seen = mark.last();
        this.windows = new Windows(settings.name(), connection);
        // What comes while the pass lasts is for the next one, so that each pass ends.
        this.upTo = connection.lastMessage().map(Listed::uid).orElse(0L);
    }

    @Override
    public Optional<SourceItem> next() throws IOException {
        try {
            while (!again.isEmpty()) {
                Optional<SourceItem> item = askAgain(again.removeFirst());
                if (item.isPresent()) {
                    return item;
                }
            }
            while (!batch.isEmpty() || fill()) {
                Listed row = batch.removeFirst();
                byte[] first = firsts.remove(row.uid());
                Optional<SourceItem> item = Optional.empty();
                if (mark.isGivenUp()) {
                    item = Optional.of(withheld(row, "the server ends the connection whenever it is asked for it"));
                } else if (wanted.contains(row.uid())) {
                    item = item(row, first);
                }
                // Past a message only once it is given, told as not given, gone, or of no concern.
                mark = mark.passed(row.uid());
                if (item.isPresent()) {
                    return item;
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException failed) {
            // Nobody knows what the server would answer next.
            connection.close();
            throw failed;
        }
    }

    /** Asks once for a message that was not given before; where that is in vain, it was told already. */
    private Optional<SourceItem> askAgain(long uid) throws IOException {
        // Noted before it is asked for, so that a connection that ends over it does not end over it at once again.
        mark = mark.without(uid, now);
        Optional<Listed> row = connection.find(uid, "UID RFC822.SIZE INTERNALDATE");
        if (row.isEmpty()) {
            row = connection.find(uid, "UID");
        }
        Optional<SourceItem> item = row.isPresent() && !wanted(List.of(uid)).isEmpty()
                ? item(row.get(), ask(List.of(uid), "", 0, ImapConnection.CHUNK).get(uid))
                : Optional.empty();
        if (item.isPresent() && item.get() instanceof UnreadableStretch) {
            unreadable = 0;
            return Optional.empty();
        }
        mark = mark.with(uid);
        return item;
    }

    /** Asks for the next messages; false at the end. */
    private boolean fill() throws IOException {
        if (listed.isEmpty()) {
            listed.addAll(windows.after(seen, upTo));
            if (listed.isEmpty()) {
                return false;
            }
            seen = listed.getLast().uid();
        }
        if (mark.isGivenUp()) {
            batch.add(listed.removeFirst());
            return true;
        }
        long bytes = 0;
        int most = mark.isCareful() ? 1 : BATCH;
        while (!listed.isEmpty() && batch.size() < most) {
            long size = listed.getFirst().size();
            bytes += size < 0 ? ImapConnection.CHUNK : size;
            if (!batch.isEmpty() && bytes > BATCH_BYTES) {
                break;
            }
            batch.add(listed.removeFirst());
        }
        wanted = wanted(batch.stream().map(Listed::uid).toList());
        firsts = wanted.isEmpty() ? new HashMap<>() : ask(wanted, "", 0, ImapConnection.CHUNK);
        return true;
    }

    private Map<Long, byte[]> ask(Collection<Long> uids, String section, long offset, int count) throws IOException {
        try {
            return connection.bytes(uids, section, offset, count);
        } catch (IOException lost) {
            if (connection.isEnded() && !mark.missing().containsKey(Collections.max(uids))) {
                mark = mark.lostAmong(Collections.max(uids));
            }
            throw lost;
        }
    }

    private Set<Long> wanted(List<Long> uids) throws IOException {
        if (settings.filter().takesAll()) {
            return new LinkedHashSet<>(uids);
        }
        Map<Long, byte[]> headers = ask(uids, "HEADER", 0, HEADER_BYTES);
        // Of a message without a header the bytes are asked for, and it is seen then whether it is gone.
        return uids.stream()
                .filter(uid -> !headers.containsKey(uid) || settings.filter().takes(headers.get(uid)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Optional<SourceItem> item(Listed row, byte @Nullable [] first) throws IOException {
        return first == null || first.length == 0 ? ungiven(row) : message(row, first);
    }

    /** A message of which nothing came in the batch: gone meanwhile, or one that the server cannot read. */
    private Optional<SourceItem> ungiven(Listed row) throws IOException {
        byte[] first = ask(List.of(row.uid()), "", 0, ImapConnection.CHUNK).get(row.uid());
        if (first != null && first.length > 0) {
            return message(row, first);
        }
        connection.refresh();
        if (!connection.has(row.uid())) {
            return Optional.empty();
        }
        return Optional.of(
                first == null
                        ? withheld(row, "the server does not give its bytes")
                        : unreadable(row, "it has no bytes"));
    }

    /** A message that may be given another time. */
    private UnreadableStretch withheld(Listed row, String why) throws IOException {
        UnreadableStretch told = unreadable(row, why);
        mark = mark.without(row.uid(), now);
        if (mark.missing().size() > MOST_MISSING) {
            throw new IOException(settings.name() + ": the server keeps back more than " + MOST_MISSING
                    + " messages; nothing after them is read until it gives them.");
        }
        return told;
    }

    private UnreadableStretch unreadable(Listed row, String why) throws IOException {
        unreadable++;
        if (unreadable > UNREADABLE_IN_A_ROW) {
            throw new IOException(settings.name() + ": the server lists messages but gives none of them.");
        }
        return new UnreadableStretch(
                settings.name() + ": message with UID " + row.uid() + " cannot be read: " + why + ".", provenance(row));
    }

    private Optional<SourceItem> message(Listed row, byte[] first) throws IOException {
        if (row.size() > LARGEST) {
            return Optional.of(unreadable(row, "it is said to have " + row.size() + " bytes"));
        }
        // Some servers only guess at sizes, but none by far.
        long most = Math.max(row.size(), 0) * 2 + (64L << 20);
        try (Collected bytes = new Collected()) {
            bytes.add(first);
            byte[] piece = first;
            while (piece.length == ImapConnection.CHUNK || piece.length > 0 && bytes.size() < row.size()) {
                byte[] more = ask(List.of(row.uid()), "", bytes.size(), ImapConnection.CHUNK)
                        .get(row.uid());
                if (more == null) {
                    return gone(row);
                }
                piece = more;
                bytes.add(piece);
                if (bytes.size() > most) {
                    return Optional.of(unreadable(row, "it has no end"));
                }
            }
            unreadable = 0;
            bytesRead += bytes.size();
            return Optional.of(bytes.message(provenance(row)));
        }
    }

    /** A message whose later part did not come. */
    private Optional<SourceItem> gone(Listed row) throws IOException {
        connection.refresh();
        return connection.has(row.uid())
                ? Optional.of(withheld(row, "the server gives only a part of it"))
                : Optional.empty();
    }

    private Provenance provenance(Listed row) {
        return new Provenance(settings.name(), row.uid(), new byte[0], Quoting.NONE, row.received());
    }

    @Override
    public Checkpoint checkpoint() {
        return mark.checkpoint();
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    /** The connection stays. */
    @Override
    public void close() {
        batch.clear();
        listed.clear();
    }
}
