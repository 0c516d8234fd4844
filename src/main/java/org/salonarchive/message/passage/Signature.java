package org.salonarchive.message.passage;

import java.util.List;
import java.util.Locale;

/** Signatures (RFC 3676 section 4.3) and the footers that list servers put below everything. */
final class Signature {

    /** The last signature of a text, or a footer, has no more lines. */
    private static final int LONGEST = 30;
    /** A signature that something follows has no more lines. */
    private static final int LONGEST_WITHIN = 12;

    /** After two dashes without the space that belongs there. */
    private static final int LONGEST_BARE = 20;

    private static final int LONGEST_LINE = 300;
    private static final String OPENPGP = "-----BEGIN PGP SIGNATURE-----";
    private static final int ROW = 20;
    /** What a row begins with. */
    private static final String ROWS = "_-#*=";
    /** A footer says what it is in as many lines. */
    private static final int TELLING_LINES = 4;

    private static final List<String> FOOTER_WORDS = List.of(
            "mailing list",
            "mailinglist",
            "unsubscri",
            "listinfo",
            "mailman",
            "subscribed to the",
            "list --",
            "liste de ",
            "lista de ",
            "désabonn",
            "desinscri",
            "désinscri",
            "abmelden",
            "abbestell",
            "afmelden",
            "отписаться",
            "退订",
            "yahoo! groups",
            "groups.io");
    /** What a footer without a line above begins with. */
    private static final List<String> FOOTERS = List.of(
            "you received this message because you are subscribed to the",
            "you received this message because you are a member",
            "you are receiving this because",
            "to unsubscribe from this list",
            "to unsubscribe from this group",
            "to unsubscribe, e-mail:",
            "to unsubscribe send",
            "to unsubscribe from the list",
            "to unsubscribe from the ");
    /** What those, and a row, begin with. */
    private static final String FIRSTS = firsts();
    /** What a telephone puts below. */
    private static final List<String> DEVICES = List.of(
            "sent from my ",
            "sent from mobile",
            "von meinem ",
            "envoyé de mon ",
            "enviado desde mi ",
            "get outlook for ");

    private Signature() {}

    private static String firsts() {
        StringBuilder firsts = new StringBuilder(ROWS);
        for (String footer : FOOTERS) {
            String first = footer.substring(0, 1);
            firsts.append(first).append(first.toUpperCase(Locale.ROOT));
        }
        return firsts.toString();
    }

    /** Where the signature or footer ends that begins here; this very line when none does. */
    static int end(List<String> lines, QuoteMarks marks, int at) {
        int rest = lines.size() - at;
        boolean footer = isFooter(lines, at);
        if (!footer && !isDelimiter(lines.get(at), rest) && !isDevice(lines, at)) {
            return lines.get(at).equals(OPENPGP) ? endOfOpenPgp(lines, at) : at;
        }
        int end = at + 1;
        int most = Math.min(lines.size(), at + LONGEST + 1);
        while (end < most && marks.level(end) == 0 && !isNext(lines, marks, end)) {
            end++;
        }
        int longest = end == lines.size() || footer ? LONGEST : LONGEST_WITHIN;
        return end - at <= longest ? end : at;
    }

    private static int endOfOpenPgp(List<String> lines, int at) {
        for (int i = at + 1; i < lines.size() && i < at + LONGEST; i++) {
            if (lines.get(i).equals("-----END PGP SIGNATURE-----")) {
                return i + 1;
            }
        }
        return at;
    }

    private static boolean isDelimiter(String line, int rest) {
        return line.equals("-- ") || line.equals("--") && rest <= LONGEST_BARE;
    }

    /** What ends a signature when it is not the last thing. */
    private static boolean isNext(List<String> lines, QuoteMarks marks, int at) {
        return !lines.get(at).isBlank()
                && (lines.get(at).equals("-- ")
                        || lines.get(at).startsWith("-------------- ")
                        || Attribution.lines(lines, marks, at) > 0
                        || ForwardedHeading.at(lines, at) != null
                        || PatchLines.startsAt(lines, at)
                        || isRow(lines.get(at).strip()) && isFooter(lines, at));
    }

    /** A row, or the words themselves; what a reader is told about the list comes soon below. */
    private static boolean isFooter(List<String> lines, int at) {
        String line = lines.get(at).strip();
        if (line.isEmpty() || line.length() > LONGEST_LINE || FIRSTS.indexOf(line.charAt(0)) < 0) {
            return false;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        if (FOOTERS.stream().anyMatch(lower::startsWith)) {
            return true;
        }
        int told = isRow(lower) ? 0 : TELLING_LINES;
        for (int i = at + 1; i < Math.min(lines.size(), at + LONGEST_BARE) && told < TELLING_LINES; i++) {
            String below = shortened(lines.get(i)).toLowerCase(Locale.ROOT);
            if (FOOTER_WORDS.stream().anyMatch(below::contains)) {
                return !below.startsWith(">");
            }
            told += below.isBlank() || isRow(below) ? 0 : 1;
        }
        return false;
    }

    private static String shortened(String line) {
        return line.substring(0, Math.min(line.length(), LONGEST_LINE));
    }

    private static boolean isRow(String line) {
        if (line.startsWith("-=-=-=-")
                || line.startsWith("--~--~--")
                || line.startsWith("------------------------ yahoo! groups")) {
            return true;
        }
        if (line.equals("-") || line.equals("--")) {
            return true;
        }
        return line.length() >= ROW
                && ROWS.indexOf(line.charAt(0)) >= 0
                && line.equals(line.substring(0, 1).repeat(line.length()));
    }

    /** A paragraph of one line. */
    private static boolean isDevice(List<String> lines, int at) {
        boolean alone = (at == 0 || lines.get(at - 1).isBlank())
                && (at + 1 == lines.size() || lines.get(at + 1).isBlank());
        String line = alone ? lines.get(at).strip() : "";
        String lower = line.length() < 60 ? line.toLowerCase(Locale.ROOT) : "";
        return DEVICES.stream().anyMatch(lower::startsWith);
    }
}
