package org.salonarchive.source.imap;

import java.io.IOException;
import java.util.ArrayDeque;
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

    private final ImapSettings settings;
    private final ImapConnection connection;
    private final Windows windows;
    private final long upTo;
    private final Deque<Listed> listed = new ArrayDeque<>();

    /** Messages that were asked for together and not yet given, and the first bytes of those that are wanted. */
    private final Deque<Listed> batch = new ArrayDeque<>();

    private Set<Long> wanted = Set.of();
    private Map<Long, byte[]> firsts = Map.of();

    private ImapCheckpoint mark;

    /** The last message of which a window told. */
    private long seen;

    private long bytesRead;
    private int unreadable;

    /** @param mark where to go on */
    ImapReading(ImapSettings settings, ImapConnection connection, ImapCheckpoint mark) throws IOException {
        this.settings = settings;
        this.connection = connection;
        this.mark = mark;
        this.seen = mark.last();
        this.windows = new Windows(settings.name(), connection);
        // What comes while the pass lasts is for the next one, so that each pass ends.
        this.upTo = connection.lastMessage().map(Listed::uid).orElse(0L);
    }

    @Override
    public Optional<SourceItem> next() throws IOException {
        try {
            while (!batch.isEmpty() || fill()) {
                Listed row = batch.removeFirst();
                byte[] first = firsts.remove(row.uid());
                Optional<SourceItem> item = wanted.contains(row.uid()) ? item(row, first) : Optional.empty();
                // Past a message only once it is given, gone, or of no concern.
                mark = new ImapCheckpoint(mark.validity(), row.uid());
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

    /** Asks for the next messages; false at the end. */
    private boolean fill() throws IOException {
        if (listed.isEmpty()) {
            listed.addAll(windows.after(seen, upTo));
            if (listed.isEmpty()) {
                return false;
            }
            seen = listed.getLast().uid();
        }
        long bytes = 0;
        while (!listed.isEmpty() && batch.size() < BATCH) {
            long size = listed.getFirst().size();
            bytes += size < 0 ? ImapConnection.CHUNK : size;
            if (!batch.isEmpty() && bytes > BATCH_BYTES) {
                break;
            }
            batch.add(listed.removeFirst());
        }
        wanted = wanted(batch.stream().map(Listed::uid).toList());
        firsts = wanted.isEmpty() ? new HashMap<>() : connection.bytes(wanted, "", 0, ImapConnection.CHUNK);
        return true;
    }

    private Set<Long> wanted(List<Long> uids) throws IOException {
        if (settings.filter().takesAll()) {
            return new LinkedHashSet<>(uids);
        }
        Map<Long, byte[]> headers = connection.bytes(uids, "HEADER", 0, HEADER_BYTES);
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
        byte[] first = connection
                .bytes(List.of(row.uid()), "", 0, ImapConnection.CHUNK)
                .get(row.uid());
        if (first != null && first.length > 0) {
            return message(row, first);
        }
        connection.refresh();
        if (!connection.has(row.uid())) {
            return Optional.empty();
        }
        return Optional.of(unreadable(row, first == null ? "the server does not give its bytes" : "it has no bytes"));
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
                byte[] more = connection
                        .bytes(List.of(row.uid()), "", bytes.size(), ImapConnection.CHUNK)
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
                ? Optional.of(unreadable(row, "the server gives only a part of it"))
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
