package org.salonarchive.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows a message of Pipermail's text again. Pipermail writes a separator and a header section of its own making, so
 * that both are looked at: the separator names the author as From does, and there are no fields but those that
 * Pipermail writes, in its order. A plain address could stand so in any old mailbox; there the file must be named as
 * a volume's text, too.
 */
final class PipermailText {

    /** Mailman 2.1: two spaces, the server's time. */
    private static final Pattern SEPARATOR = Pattern.compile("From (?<author>.+?)  (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) "
            + "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}");

    private static final Pattern FIELDS =
            Pattern.compile("From:Date:Subject:(?:In-Reply-To:)?(?:References:)?(?:Message-ID:)?");

    /** Mailman 2.0: one space, the message's own date, no ids. */
    private static final Pattern OLD_SEPARATOR =
            Pattern.compile("From (?<author>\\S+@\\S+) [A-Za-z0-9].*\\d\\d:\\d\\d.*");

    private static final String OLD_FIELDS = "Date:From:Subject:";

    private static final Pattern VOLUME = Pattern.compile(
            "(?:.*[/\\\\!])?(?:\\d{4}(?:q[1-4]|-[A-Za-z]+)?|Week-of-Mon-\\d{8}|\\d{8})\\.txt(?:\\.[a-z0-9]+)?");

    private PipermailText() {}

    /**
     * Whether a message is of Pipermail's text.
     *
     * @param source the name of its file
     * @param line the separator before it
     */
    static boolean isOne(String source, byte[] line, byte[] message) {
        if (line.length > SourceLimits.LINE_BYTES) {
            return false;
        }
        String separator = new String(line, StandardCharsets.ISO_8859_1);
        Matcher usual = SEPARATOR.matcher(separator);
        if (usual.matches()) {
            String author = usual.group("author");
            return isOneBy(author, message) && (isObscured(author) || isVolume(source));
        }
        Matcher old = OLD_SEPARATOR.matcher(separator);
        return old.matches() && isVolume(source) && isOldOneBy(old.group("author"), message);
    }

    private static boolean isOneBy(String author, byte[] message) {
        String from = "From: " + author + " (";
        return starts(message, from) && FIELDS.matcher(fieldNames(message)).matches();
    }

    private static boolean isOldOneBy(String author, byte[] message) {
        return starts(message, "Date: ")
                && fieldNames(message).equals(OLD_FIELDS)
                && head(message).contains(" " + author + "\n");
    }

    /** "user at host" in any language: no envelope has such a sender. */
    private static boolean isObscured(String author) {
        return author.indexOf('@') < 0 && author.chars().anyMatch(c -> c == ' ' || c > 0x7E);
    }

    private static boolean isVolume(String source) {
        return VOLUME.matcher(source).matches();
    }

    private static boolean starts(byte[] message, String text) {
        byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
        return message.length >= start.length && Arrays.equals(message, 0, start.length, start, 0, start.length);
    }

    /** The names of all fields in their order, each with its colon; of a line that is no field the line. */
    private static String fieldNames(byte[] message) {
        StringBuilder names = new StringBuilder();
        for (String line : head(message).split("\n")) {
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (!folded || names.isEmpty()) {
                names.append(line, 0, line.indexOf(':') + 1 > 0 ? line.indexOf(':') + 1 : line.length());
            }
        }
        return names.toString();
    }

    /** The header section, its lines without carriage returns. */
    private static String head(byte[] message) {
        int limit = Math.min(message.length, SourceLimits.HEADER_BYTES);
        int line = 0;
        while (line < limit) {
            int end = MessageHead.lineEnd(message, line, limit);
            if (end == line || end == line + 1 && message[line] == '\r') {
                break;
            }
            line = end + 1;
        }
        return new String(message, 0, Math.min(line, limit), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    }
}
