package org.salonarchive.ingest.push;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What follows MAIL or RCPT (RFC 5321 §4.1.2).
 *
 * @param address without angle brackets and source route; empty for {@code <>}
 * @param parameters in upper case, such as {@code SIZE=1000}
 */
record LmtpPath(String address, List<String> parameters) {

    /**
     * Reads an argument such as {@code FROM:<user@example.org> SIZE=1000}; empty when it is none.
     *
     * @param word {@code FROM} or {@code TO}
     */
    static Optional<LmtpPath> parse(String argument, String word) {
        String begin = word + ":";
        if (!argument.regionMatches(true, 0, begin, 0, begin.length())) {
            return Optional.empty();
        }
        // RFC 5321 allows no space here, but some clients write one.
        String path = argument.substring(begin.length()).stripLeading();
        int end = end(path);
        if (end < 0 || end + 1 < path.length() && path.charAt(end + 1) != ' ') {
            return Optional.empty();
        }
        List<String> parameters = Stream.of(path.substring(end + 1).split(" "))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.toUpperCase(Locale.ROOT))
                .toList();
        return Optional.of(new LmtpPath(withoutRoute(path.substring(1, end)), parameters));
    }

    /** Where the closing bracket is, which may stand in a quoted local part too; -1 when there is none. */
    private static int end(String path) {
        if (!path.startsWith("<")) {
            return -1;
        }
        boolean quoted = false;
        for (int i = 1; i < path.length(); i++) {
            char c = path.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** RFC 5321 appendix C: a route such as {@code @a,@b:} is accepted and ignored. */
    private static String withoutRoute(String mailbox) {
        int colon = mailbox.indexOf(':');
        return mailbox.startsWith("@") && colon > 0 ? mailbox.substring(colon + 1) : mailbox;
    }
}
