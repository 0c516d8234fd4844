package org.salonarchive.source.git;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What is to be given of an epoch, noted from the newest commit to the oldest and read the other way round. It costs
 * {@value #BYTES} bytes a message.
 */
final class CommitLog {

    /** What was noted of a commit. */
    enum Kind {
        MESSAGE,
        /** A message that a later commit removes. */
        LEFT_OUT,
        NO_FILE,
        /** Its folder could not be read. */
        UNREADABLE,
        /** It joins two histories, of which one is followed. */
        MERGE
    }

    /**
     * Something that was noted.
     *
     * @param back how many commits there are after it
     * @param file the message; of what has none the commit's folder
     */
    record Line(Kind kind, int back, Optional<Instant> committed, ObjectId commit, ObjectId file) {}

    private static final int ID = 20;
    private static final int BYTES = 1 + 4 + 8 + ID + ID;
    private static final int LINES = 1 << 12;
    private static final long NO_TIME = Long.MIN_VALUE;

    private final List<ByteBuffer> blocks = new ArrayList<>();
    private int size;

    int size() {
        return size;
    }

    void add(Kind kind, int back, Commit commit, ObjectId file) {
        if (size % LINES == 0) {
            blocks.add(ByteBuffer.allocate(BYTES * LINES));
        }
        byte[] ids = new byte[ID + ID];
        commit.id().copyRawTo(ids, 0);
        file.copyRawTo(ids, ID);
        blocks.get(size / LINES)
                .put((byte) kind.ordinal())
                .putInt(back)
                .putLong(commit.committed().map(Instant::getEpochSecond).orElse(NO_TIME))
                .put(ids);
        size++;
    }

    /** @param index from 0, the newest */
    Line get(int index) {
        ByteBuffer block = blocks.get(index / LINES);
        int at = index % LINES * BYTES;
        long time = block.getLong(at + 5);
        byte[] ids = new byte[ID + ID];
        block.get(at + 13, ids);
        return new Line(
                Kind.values()[block.get(at)],
                block.getInt(at + 1),
                time == NO_TIME ? Optional.empty() : Optional.of(Instant.ofEpochSecond(time)),
                ObjectId.fromRaw(ids, 0),
                ObjectId.fromRaw(ids, ID));
    }
}
