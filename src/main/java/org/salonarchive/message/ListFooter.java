package org.salonarchive.message;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.salonarchive.message.passage.ForwardedHeading;

/** Takes off the footers that list servers put under the text of a message. */
final class ListFooter {
    /** A footer begins no further than this from the end of the text. */
    private static final int LINES = 40;
    /** A longer rest of text is no footer. */
    private static final int CHARACTERS = 4_000;
    /** More than one list may have added its footer. */
    private static final int FOOTERS = 5;
    /** Lines of the header that Outlook writes below a row of underscores. */
    private static final int HEADING = 12;

    /** What one kind of footer looks like. */
    private record Form(Mark mark, int lines, List<String> words) {

        /** Every footer says where to turn to. */
        boolean isIn(String rest) {
            String lower = rest.lines()
                    .filter(line -> !line.startsWith(">"))
                    .collect(Collectors.joining("\n"))
                    .toLowerCase(Locale.ROOT);
            return (lower.contains("@") || lower.contains("://"))
                    && words.stream().anyMatch(lower::contains);
        }
    }

    /** The line that a footer begins with. */
    private enum Mark {
        UNDERSCORES,
        DASHES,
        HASHES,
        SIGNATURE,
        LINKS,
        SPONSOR;

        boolean matches(String line) {
            return switch (this) {
                case UNDERSCORES -> isRun(line, '_', 30);
                case DASHES -> isRun(line, '-', 20) || line.startsWith("--~--~--");
                case HASHES -> isRun(line, '#', 20);
                case SIGNATURE -> line.equals("--") || line.equals("-");
                case LINKS -> line.startsWith("-=-=-=-");
                case SPONSOR -> line.startsWith("------") && line.contains("Yahoo! Groups");
            };
        }

        private static boolean isRun(String line, char c, int least) {
            if (line.length() < least) {
                return false;
            }
            int same = 0;
            while (same < line.length() && line.charAt(same) == c) {
                same++;
            }
            return same == line.length();
        }
    }

    /** The words, in lower case, one of which the text after the mark must hold. */
    private static final List<Form> FORMS = List.of(
            // Mailman 2 and 3, in the languages it speaks.
            new Form(
                    Mark.UNDERSCORES,
                    14,
                    List.of(
                            "mailing list",
                            "mailinglist",
                            "mailman",
                            "listinfo",
                            "unsubscribe",
                            "lista de",
                            "liste de",
                            "lista di",
                            "list --")),
            // Google Groups, now and long ago.
            new Form(Mark.SIGNATURE, 14, List.of("subscribed to the google groups")),
            new Form(Mark.DASHES, 14, List.of("subscribed to the google groups")),
            // Majordomo, mlmmj, Sympa.
            new Form(Mark.SIGNATURE, 10, List.of("to unsubscribe from this list", "to unsubscribe from the list")),
            new Form(Mark.SIGNATURE, 4, List.of("mailman/listinfo/")),
            // ezmlm.
            new Form(Mark.DASHES, 8, List.of("to unsubscribe, e-mail:")),
            // LISTSERV.
            new Form(Mark.HASHES, 10, List.of("to unsubscribe from the")),
            // Groups.io, Yahoo Groups.
            new Form(Mark.LINKS, 14, List.of("groups.io links")),
            new Form(Mark.SPONSOR, 30, List.of("to unsubscribe from this group", "yahoo! groups is subject to")));

    private ListFooter() {}

    /** The text without its footers; lines of it end with LF, and none at its end is blank. */
    static String strip(String text) {
        return strip(text, false);
    }

    /**
     * The text without its footers and what is like one: an Outlook's quote with a word about unsubscribing too, which
     * the content hash has never had. To have it would give those messages another identity.
     */
    static String stripForDigest(String text) {
        return strip(text, true);
    }

    private static String strip(String text, boolean quotesToo) {
        String stripped = text;
        for (int i = 0; i < FOOTERS; i++) {
            int begin = begin(stripped, quotesToo);
            if (begin < 0) {
                break;
            }
            stripped = stripped.substring(0, begin).stripTrailing();
        }
        return stripped;
    }

    /** Whether the text is footers and nothing else. */
    static boolean isAllOf(String text) {
        return text.length() <= FOOTERS * CHARACTERS
                && !text.isBlank()
                && DigestText.ofPlain(text).isEmpty();
    }

    /** Where the last footer begins, -1 when there is none. */
    private static int begin(String text, boolean quotesToo) {
        int lineEnd = text.length();
        for (int lines = 0; lines < LINES && lineEnd >= 0; lines++) {
            int lineBegin = text.lastIndexOf('\n', lineEnd - 1) + 1;
            String line = text.substring(lineBegin, Math.min(lineEnd, lineBegin + 100))
                    .stripTrailing();
            if (!line.isEmpty()
                    && isFooter(line, text, lineEnd, lines)
                    && (quotesToo || !isHeading(line, text.substring(lineEnd)))) {
                return lineBegin;
            }
            lineEnd = lineBegin - 1;
        }
        return -1;
    }

    private static boolean isFooter(String line, String text, int lineEnd, int linesAfter) {
        if (linesAfter == 0 || text.length() - lineEnd > CHARACTERS) {
            return false;
        }
        for (Form form : FORMS) {
            if (linesAfter <= form.lines && form.mark.matches(line) && form.isIn(text.substring(lineEnd))) {
                return true;
            }
        }
        return false;
    }

    /** What the sender answers, as Outlook puts it below, and not the list server. */
    private static boolean isHeading(String line, String rest) {
        return ForwardedHeading.at((line + rest).lines().limit(HEADING).toList(), 0) != null;
    }
}
