package org.salonarchive.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Asks of messages that were read from an mbox whether they were split from each other rightly. */
public final class SplitDoubts {

    private SplitDoubts() {}

    /**
     * A line of a body that begins as a separator does and did not separate.
     *
     * @param offset where in the message it begins
     * @param text the line, at most 1,000 bytes of it
     * @param headFollows whether a message's head follows, so that {@link Repair#SPLIT} would split there; else it
     *     only has a separator's date
     */
    public record UnsplitLine(int offset, String text, boolean headFollows) {}

    /**
     * Whether a separator stood before this text though it looks like the tail of the message before it;
     * {@link Repair#JOIN} would join it, unless it is the first of its file.
     */
    public static boolean isTail(RawMessage message) {
        byte[] bytes = message.bytes();
        return message.provenance().separator().length > 0 && MessageHead.isTail(bytes, 0, bytes.length);
    }

    /**
     * The doubtful lines of a message of an mbox, in order. None where the quoting was undone, since then lines that
     * were quoted look the same; the first lines of git's patches are none either.
     *
     * @param taker is given each
     */
    public static void unsplit(RawMessage message, Consumer<UnsplitLine> taker) {
        Provenance provenance = message.provenance();
        if (provenance.separator().length > 0 && provenance.quoting() != Quoting.UNQUOTED) {
            unsplit(message.bytes(), taker);
        }
    }

    private static void unsplit(byte[] bytes, Consumer<UnsplitLine> taker) {
        int line = MessageHead.lineEnd(bytes, 0, bytes.length) + 1;
        while (line < bytes.length) {
            int end = MessageHead.lineEnd(bytes, line, bytes.length);
            if (MessageHead.isFromLine(bytes, line, bytes.length) && end - line <= SourceLimits.LINE_BYTES) {
                byte[] text = Arrays.copyOfRange(bytes, line, end > line && bytes[end - 1] == '\r' ? end - 1 : end);
                boolean head = MessageHead.isWhole(bytes, end + 1, bytes.length);
                if (!FromLine.isGitPatch(text) && (head || FromLine.date(text).isPresent())) {
                    taker.accept(new UnsplitLine(line, new String(text, StandardCharsets.ISO_8859_1), head));
                }
            }
            line = end + 1;
        }
    }
}
