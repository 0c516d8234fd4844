package org.salonarchive.source;

import java.io.IOException;
import java.util.Optional;

/** One pass over a mailbox file. */
final class MboxFileReading implements Reading {

    private final MboxFile source;
    private final FileBytes bytes;
    private final Head head;
    private final MboxReading messages;
    private MboxCheckpoint mark;
    private boolean ended;

    /** @param start where the stream stands */
    MboxFileReading(MboxFile source, FileBytes bytes, Head head, long start) {
        this.source = source;
        this.bytes = bytes;
        this.head = head;
        this.messages = new MboxReading(source.name(), head, start, source.isNamedMboxrd(), source.repairs());
        this.mark = new MboxCheckpoint(start, head.hashBefore(start), "", -1, 0);
    }

    @Override
    public Optional<SourceItem> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        try {
            Optional<SourceItem> item = messages.next();
            if (item.isEmpty()) {
                end();
            } else if ((messages.isAtEnd() || item.get() instanceof UnreadableStretch)
                    && !source.isTailComplete(messages.endsWithEmptyLine())) {
                ended = true;
                discard(item.get());
                return Optional.empty();
            } else {
                mark = new MboxCheckpoint(
                        messages.lastStart(),
                        head.hashBefore(messages.lastStart()),
                        MboxCheckpoint.ofSeparator(item.get().provenance().separator()),
                        -1,
                        0);
            }
            return item;
        } catch (Compression.Damaged damage) {
            ended = true;
            return Optional.of(new UnreadableStretch(
                    source.name() + ": " + damage.getMessage(),
                    new Provenance(source.name(), messages.lastStart(), new byte[0], Quoting.NONE, Optional.empty())));
        }
    }

    private static void discard(SourceItem item) throws IOException {
        if (item instanceof OversizeMessage message) {
            message.close();
        }
    }

    private void end() throws IOException {
        ended = true;
        mark = new MboxCheckpoint(mark.start(), mark.head(), mark.separator(), source.size(), source.modified());
    }

    @Override
    public Checkpoint checkpoint() {
        return mark.checkpoint(source.repairs());
    }

    @Override
    public long bytesRead() {
        return ended ? source.size() : Math.min(bytes.bytes(), source.size());
    }

    @Override
    public void close() throws IOException {
        head.close();
        bytes.close();
    }
}
