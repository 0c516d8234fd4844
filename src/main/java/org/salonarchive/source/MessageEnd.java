package org.salonarchive.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds where the message ends that begins at the start of the window. */
final class MessageEnd {

    /** How much is searched before more is read. */
    private static final int STRIDE = 1 << 16;

    private final Window window;
    private final Splitting splitting;
    private final byte[] mark;
    private boolean joined;
    private boolean split;

    MessageEnd(Window window, Splitting splitting) {
        this(window, splitting, Separator.FROM);
    }

    private MessageEnd(Window window, Splitting splitting, byte[] mark) {
        this.window = window;
        this.splitting = splitting;
        this.mark = mark;
    }

    static MessageEnd ofMmdf(Window window) {
        return new MessageEnd(window, Splitting.usual(Separator.NEVER), Separator.MMDF);
    }

    /** The end of a stream that is one message. */
    static int ofStream(Window window, Spool spool) throws IOException {
        int held = 0;
        while (window.has(held + STRIDE)) {
            held = spool.makeRoom(window.length());
        }
        return window.length();
    }

    /** The index of the separator after this message, or of the end of the stream. */
    int find(Spool spool) throws IOException {
        int searched = 0;
        while (true) {
            boolean more = window.has(searched + STRIDE);
            int found = search(searched, more ? window.length() - SourceLimits.LOOK_AHEAD_BYTES : window.length());
            if (found >= 0) {
                return spool.isUsed() ? found : splitWithin(found, protectedByLength(found));
            }
            if (!more) {
                return window.length();
            }
            searched = spool.makeRoom(Math.max(0, window.length() - SourceLimits.LOOK_AHEAD_BYTES));
        }
    }

    /** Searches lines that begin at or after one index and before another. */
    private int search(int from, int until) throws IOException {
        int lineStart = from == 0 || window.at(from - 1) == '\n' ? from : afterLineFeed(from);
        while (lineStart >= 0 && lineStart < until) {
            if (window.at(lineStart) == mark[0]) {
                Splitting.Verdict verdict = verdict(lineStart);
                joined |= verdict == Splitting.Verdict.TEXT_BY_REPAIR;
                split = verdict == Splitting.Verdict.SEPARATOR_BY_REPAIR;
                if (split || verdict == Splitting.Verdict.SEPARATOR) {
                    return lineStart;
                }
            }
            lineStart = afterLineFeed(lineStart);
        }
        return -1;
    }

    private int afterLineFeed(int index) {
        int lineFeed = window.indexOf((byte) '\n', index);
        return lineFeed < 0 ? -1 : lineFeed + 1;
    }

    private Splitting.Verdict verdict(int index) throws IOException {
        if (mark == Separator.MMDF) {
            return window.startsWith(mark, index) ? Splitting.Verdict.SEPARATOR : Splitting.Verdict.TEXT;
        }
        return splitting.at(window, index);
    }

    private boolean isEnd(int index) throws IOException {
        Splitting.Verdict verdict = verdict(index);
        return verdict == Splitting.Verdict.SEPARATOR || verdict == Splitting.Verdict.SEPARATOR_BY_REPAIR;
    }

    /** What was repaired of this message, once its end was found. */
    boolean isJoined() {
        return joined;
    }

    /** Whether the message after this one begins where it does because of a repair. */
    boolean isNextSplit() {
        return split;
    }

    /** The first place between these two where it was chosen to split whatever a Content-Length says. */
    private int splitWithin(int found, int end) throws IOException {
        for (int line = found; line >= 0 && line < end; line = afterLineFeed(line)) {
            if (splitting.isSplit(window, line)) {
                split = true;
                return line;
            }
        }
        return end;
    }

    /**
     * A Content-Length is believed when the message would end just before a separator or the end of the
     * stream; then what looked like a separator before that was text (mboxcl2).
     */
    private int protectedByLength(int found) throws IOException {
        long end = declaredEnd(found);
        if (end <= found || end > SourceLimits.MESSAGE_BYTES) {
            return found;
        }
        int at = (int) end;
        if (!window.has(at)) {
            return found;
        }
        for (int lines = 0; lines < 2 && window.has(at + 1); lines++) {
            if (isEnd(at) && window.at(at - 1) == '\n') {
                return at;
            }
            int lineFeed = window.at(at) == '\r' && window.has(at + 2) ? at + 1 : at;
            if (window.at(lineFeed) != '\n') {
                return found;
            }
            at = lineFeed + 1;
        }
        return !window.has(at + 1) || isEnd(at) ? at : found;
    }

    /** Where Content-Length says that the body ends; 0 where no field says so. */
    private long declaredEnd(int limit) {
        int header = Math.min(limit, SourceLimits.HEADER_BYTES);
        long length = -1;
        int line = 0;
        while (line >= 0 && line < header) {
            int lineFeed = window.indexOf((byte) '\n', line);
            if (lineFeed < 0) {
                return 0;
            }
            int end = Separator.trimmed(window, line, lineFeed);
            if (end == line) {
                return length < 0 ? 0 : lineFeed + 1 + length;
            }
            long declared = contentLength(window.copy(line, Math.min(end, line + 40)));
            length = declared >= 0 ? declared : length;
            line = lineFeed + 1;
        }
        return 0;
    }

    private static long contentLength(byte[] line) {
        String text = new String(line, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        if (!text.startsWith("content-length:")) {
            return -1;
        }
        String number = text.substring("content-length:".length()).trim();
        return number.matches("\\d{1,10}") ? Long.parseLong(number) : -1;
    }

    /** The empty line before a separator belongs to the mailbox, not to the message. */
    static int withoutEmptyLine(Window window, int end) {
        if (end < 2 || window.at(end - 1) != '\n') {
            return end;
        }
        int before = Separator.trimmed(window, 0, end - 1);
        return before > 0 && window.at(before - 1) == '\n' ? before : end;
    }
}
