package org.salonarchive.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What stands after a {@code From } line: the head of a message, or text that only looks like one. */
final class MessageHead {

    /** How far a head is looked at; what is not decided by then is taken for what the separator says. */
    static final int BYTES = 4_096;

    /** Fields of which a message has at least one, however little else (RFC 5322 §3.6). */
    private static final Set<String> ORIGIN =
            Set.of("from", "sender", "date", "message-id", "received", "return-path", "delivered-to");

    /** Fields that every mail shows; three of them in a row are no chance. */
    private static final Set<String> SHOWN = Set.of("from", "date", "message-id", "subject", "to", "received");

    private static final int ENOUGH = 3;
    private static final int LONGEST_NAME = 200;

    private MessageHead() {}

    /**
     * Whether these bytes are the tail of a message rather than its beginning: up to the first empty line there is
     * no field that says where it comes from. Lines that are no fields are looked past, as the parser looks past them.
     */
    static boolean isTail(byte[] bytes, int from, int to) {
        int limit = Math.min(to, from + BYTES);
        int line = from;
        while (line < limit) {
            int end = lineEnd(bytes, line, to);
            if (isEmpty(bytes, line, end) || isFromLine(bytes, line, limit)) {
                return true;
            }
            if (ORIGIN.contains(name(bytes, line, Math.min(end, limit)))) {
                return false;
            }
            line = end + 1;
        }
        return to <= from + BYTES;
    }

    /** Whether a message's head stands here, without a line that is none: From and two more fields that mails show. */
    static boolean isWhole(byte[] bytes, int from, int to) {
        int limit = Math.min(to, from + BYTES);
        Set<String> seen = new HashSet<>();
        int line = from;
        while (line < limit) {
            int end = lineEnd(bytes, line, to);
            String name = name(bytes, line, Math.min(end, limit));
            boolean folded = line > from && end > line && (bytes[line] == ' ' || bytes[line] == '\t');
            if (name.isEmpty() && !folded) {
                break;
            }
            if (SHOWN.contains(name)) {
                seen.add(name);
            }
            line = end + 1;
        }
        return seen.contains("from") && seen.size() >= ENOUGH;
    }

    static boolean isFromLine(byte[] bytes, int line, int to) {
        int length = Separator.FROM.length;
        return to - line >= length && Arrays.equals(bytes, line, line + length, Separator.FROM, 0, length);
    }

    /** The index of the line feed that ends a line, or of the end of all. */
    static int lineEnd(byte[] bytes, int line, int to) {
        int end = line;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isEmpty(byte[] bytes, int line, int end) {
        return end == line || end == line + 1 && bytes[line] == '\r';
    }

    /** The name of the field in lower case; empty where the line is none. */
    private static String name(byte[] bytes, int line, int end) {
        int at = line;
        while (at < end && at - line < LONGEST_NAME && bytes[at] > ' ' && bytes[at] < 0x7F && bytes[at] != ':') {
            at++;
        }
        return at > line && at < end && bytes[at] == ':'
                ? new String(bytes, line, at - line, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT)
                : "";
    }
}
