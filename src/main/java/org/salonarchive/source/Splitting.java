package org.salonarchive.source;

import java.io.IOException;
import java.util.Set;

/**
 * Where the messages of one mailbox are split from each other: by the usual rule, and by the repairs that were chosen.
 *
 * @param separator the usual rule
 */
record Splitting(Separator separator, Set<Repair> repairs) {

    /** What a line is taken for. */
    enum Verdict {
        TEXT,
        SEPARATOR,
        /** Text only because it was chosen to {@link Repair#JOIN}. */
        TEXT_BY_REPAIR,
        /** A separator only because it was chosen to {@link Repair#SPLIT}, or for certain because of it. */
        SEPARATOR_BY_REPAIR
    }

    static Splitting usual(Separator separator) {
        return new Splitting(separator, Set.of());
    }

    /** What the line at this index of the window is, which is the start of a line. */
    Verdict at(Window window, int index) throws IOException {
        boolean usual = separator.isAt(window, index);
        if (usual) {
            return repairs.contains(Repair.JOIN) && isTail(window, index) ? Verdict.TEXT_BY_REPAIR : Verdict.SEPARATOR;
        }
        return isSplit(window, index) ? Verdict.SEPARATOR_BY_REPAIR : Verdict.TEXT;
    }

    /**
     * Whether a message begins here whatever else is said of the line, as it was chosen; never at the start of the
     * window, where one has begun already.
     */
    boolean isSplit(Window window, int index) throws IOException {
        if (index == 0
                || !repairs.contains(Repair.SPLIT)
                || separator == Separator.NEVER
                || !window.startsWith(Separator.FROM, index)) {
            return false;
        }
        window.has(index + SourceLimits.LOOK_AHEAD_BYTES);
        int end = Separator.lineEnd(window, index);
        if (end < 0 || FromLine.isGitPatch(window.copy(index, Separator.trimmed(window, index, end)))) {
            return false;
        }
        byte[] head = head(window, end + 1);
        return MessageHead.isWhole(head, 0, head.length);
    }

    private static boolean isTail(Window window, int index) {
        byte[] head = head(window, Separator.lineEnd(window, index) + 1);
        return MessageHead.isTail(head, 0, head.length);
    }

    /** One byte more than is looked at, so that an end for lack of bytes is told from an end of the stream. */
    private static byte[] head(Window window, int start) {
        return window.copy(start, Math.min(window.length(), start + MessageHead.BYTES + 1));
    }
}
