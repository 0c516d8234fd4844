package org.salonarchive.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Tells where a message of an mbox ends: which {@code From } line is a separator, and which is text. A body
 * line must not split a mail, and a mail must not be able to smuggle in another, so a date alone is not
 * enough: a header field has to follow, and after a line that is not empty a usual one.
 */
enum Separator {
    /** Nothing separates: the file is one message. */
    NEVER,
    USUAL_LINES,
    /** The file is one that git format-patch wrote, whose first lines separate in it. */
    ALSO_GIT_PATCHES,
    /** The file is Thunderbird's, which of late writes separators without sender and date, and quotes such lines. */
    ALSO_BARE;

    static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    static final byte[] MMDF = {1, 1, 1, 1};

    /** Fields with which messages begin, besides any that starts with X- or List-. */
    private static final Set<String> USUAL = Set.of(
            "return-path",
            "received",
            "from",
            "date",
            "message-id",
            "to",
            "subject",
            "delivered-to",
            "sender",
            "reply-to",
            "mime-version",
            "content-type",
            "status",
            "in-reply-to",
            "references",
            "cc",
            "organization",
            "newsgroups",
            "path",
            "errors-to",
            "precedence",
            "envelope-to",
            "resent-from",
            "resent-date",
            "lines",
            "approved",
            "comments",
            "apparently-to",
            "via",
            "mailing-list",
            "authentication-results",
            "dkim-signature",
            "arc-seal",
            "user-agent",
            "content-transfer-encoding",
            "replied",
            "importance");

    /** Whether a separator begins at this index of the window, which is the start of a line. */
    boolean isAt(Window window, int index) throws IOException {
        window.has(index + SourceLimits.LOOK_AHEAD_BYTES);
        if (this == NEVER || !window.startsWith(FROM, index)) {
            return false;
        }
        int end = lineEnd(window, index);
        if (end < 0) {
            return false;
        }
        byte[] line = window.copy(index, trimmed(window, index, end));
        if (FromLine.isGitPatch(line)) {
            return this == ALSO_GIT_PATCHES;
        }
        boolean usual = isUsualField(window, end + 1);
        if (line.length == FROM.length) {
            return this == ALSO_BARE && usual && isEmptyLineBefore(window, index);
        }
        boolean field = usual || isField(window, end + 1);
        if (FromLine.date(line).isPresent()) {
            return isEmptyLineBefore(window, index) ? field : usual;
        }
        return usual && hasClock(line) && isEmptyLineBefore(window, index);
    }

    /** The index of the line feed that ends a line, or -1 when there is none within bounds. */
    static int lineEnd(Window window, int index) {
        int end = window.indexOf((byte) '\n', index);
        return end - index > SourceLimits.LINE_BYTES ? -1 : end;
    }

    /** The end of a line without its carriage return. */
    static int trimmed(Window window, int index, int lineFeed) {
        return lineFeed > index && window.at(lineFeed - 1) == '\r' ? lineFeed - 1 : lineFeed;
    }

    static boolean isEmptyLineBefore(Window window, int index) {
        if (index == 0) {
            return true;
        }
        int before = trimmed(window, 0, index - 1);
        return before == 0 || window.at(before - 1) == '\n';
    }

    private static boolean hasClock(byte[] line) {
        for (int i = 2; i + 2 < line.length; i++) {
            if (line[i] == ':' && isDigit(line[i - 1]) && isDigit(line[i + 1]) && isDigit(line[i + 2])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** A field name and a colon (RFC 5322 §2.2); a quoted From line too, which old mailers put there. */
    static boolean isField(Window window, int index) {
        return fieldName(window, index) > 0 || window.startsWith(new byte[] {'>', 'F', 'r', 'o', 'm', ' '}, index);
    }

    private static boolean isUsualField(Window window, int index) {
        int length = fieldName(window, index);
        if (length <= 0) {
            return false;
        }
        String name =
                new String(window.copy(index, index + length), StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        return name.startsWith("x-") || name.startsWith("list-") || USUAL.contains(name);
    }

    private static int fieldName(Window window, int index) {
        int end = index;
        while (end < window.length() && end - index < 200 && isFieldNameByte(window.at(end))) {
            end++;
        }
        return end < window.length() && window.at(end) == ':' ? end - index : 0;
    }

    private static boolean isFieldNameByte(byte b) {
        return b > ' ' && b < 0x7F && b != ':';
    }
}
