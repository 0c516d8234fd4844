package org.salonarchive.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
     * @param most how many are wanted at most
     */
    public static List<UnsplitLine> unsplit(RawMessage message, int most) {
        Provenance provenance = message.provenance();
        boolean asked = provenance.separator().length > 0 && provenance.quoting() != Quoting.UNQUOTED;
        return asked ? unsplit(message.bytes(), most) : List.of();
    }

    private static List<UnsplitLine> unsplit(byte[] bytes, int most) {
        List<UnsplitLine> lines = new ArrayList<>();
        int line = MessageHead.lineEnd(bytes, 0, bytes.length) + 1;
        while (line < bytes.length && lines.size() < most) {
            int end = MessageHead.lineEnd(bytes, line, bytes.length);
            if (MessageHead.isFromLine(bytes, line, bytes.length) && end - line <= SourceLimits.LINE_BYTES) {
                byte[] text = Arrays.copyOfRange(bytes, line, end > line && bytes[end - 1] == '\r' ? end - 1 : end);
                boolean head = MessageHead.isWhole(bytes, end + 1, bytes.length);
                if (!FromLine.isGitPatch(text) && (head || FromLine.date(text).isPresent())) {
                    lines.add(new UnsplitLine(line, new String(text, StandardCharsets.ISO_8859_1), head));
                }
            }
            line = end + 1;
        }
        return lines;
    }
}
