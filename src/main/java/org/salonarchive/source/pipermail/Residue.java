package org.salonarchive.source.pipermail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Pipermail left in a text where it took an attachment out: a few lines, the last of which names the address that
 * it was put at. The lines are in the list's language, the address is always built alike: below the archive, a day,
 * eight digits that are made of the Message-ID, a name. Only where those digits are of the message itself it is a
 * residue of its own, and not one that somebody quoted.
 *
 * @param begin of its lines in the body, with the line that parts it from what is before
 * @param end after its lines
 * @param path of the attachment below the archive
 * @param name as the mail gave it; of the address where Pipermail says none
 * @param type media type; empty where it is not said
 */
public record Residue(int begin, int end, String path, String name, String type) {

    private static final Pattern URL = Pattern.compile("U[Rr][Ll] ?: ?<?(?<url>\\S+?)>?");
    private static final Pattern PATH =
            Pattern.compile("(?:.*/)?(?<path>attachments/\\d{8}/(?<digits>[0-9a-f]{8})/(?<name>[A-Za-z0-9_.%+~-]+))");
    private static final Pattern FIELD = Pattern.compile("(?<name>Name|Type): (?<body>.+)");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,60}");
    private static final Pattern PARTING = Pattern.compile("-{10,} .+ -{10,}");
    /** A line that says something of the attachment, or goes on with the one before. */
    private static final Pattern SAYING = Pattern.compile("[ \\t].*|[^\\s:][^:]{0,40}:.*");

    private static final String UNKNOWN = "not available";
    private static final int LONGEST_NAME = 255;

    /** An embedded message has the most: what, From, Subject, Date, Size, URL; some are folded. */
    private static final int MOST_LINES = 12;

    /** A line of a body, without its end. */
    private record Line(int begin, int end, String text) {}

    /** All of them in the body of the message with this id. */
    public static List<Residue> in(String body, String messageId) {
        return in(body, digits(messageId)::equals);
    }

    /** All of them in a body, with digits that can be its message's own. */
    static List<Residue> in(String body, Predicate<String> digits) {
        List<Residue> residues = new ArrayList<>();
        if (!body.contains("attachments/")) {
            return residues;
        }
        List<Line> block = new ArrayList<>();
        Optional<Line> parting = Optional.empty();
        for (int at = 0; at < body.length(); ) {
            int lineFeed = body.indexOf('\n', at);
            int next = lineFeed < 0 ? body.length() : lineFeed + 1;
            Line line = new Line(at, next, body.substring(at, next).stripTrailing());
            at = next;
            if (line.text().isEmpty()) {
                block.clear();
                parting = Optional.empty();
            } else if (PARTING.matcher(line.text()).matches()) {
                block.clear();
                parting = Optional.of(line);
            } else {
                block.add(line);
                Optional<Residue> found = of(block, parting, digits);
                if (found.isPresent()) {
                    residues.add(found.get());
                    block.clear();
                    parting = Optional.empty();
                }
            }
        }
        return residues;
    }

    private static Optional<Residue> of(List<Line> text, Optional<Line> parting, Predicate<String> digits) {
        Line last = text.get(text.size() - 1);
        Matcher url = URL.matcher(last.text());
        Matcher path = PATH.matcher(url.matches() ? url.group("url") : "");
        if (!path.matches() || !digits.test(path.group("digits"))) {
            return Optional.empty();
        }
        int first = text.size() - 2;
        while (first > 0 && SAYING.matcher(text.get(first).text()).matches()) {
            first--;
        }
        if (first < 0 || text.size() - first > MOST_LINES) {
            return Optional.empty();
        }
        List<Line> block = text.subList(first, text.size());
        String name = field(block, "Name")
                .filter(said -> !said.equals(UNKNOWN) && said.length() <= LONGEST_NAME)
                .orElse(path.group("name"));
        String type =
                field(block, "Type").filter(TYPE.asMatchPredicate()).orElse(guessed(block.get(0), path.group("name")));
        int begin = parting.filter(any -> block.size() == text.size())
                .map(Line::begin)
                .orElse(block.get(0).begin());
        return Optional.of(new Residue(begin, last.end(), path.group("path"), name, type.toLowerCase(Locale.ROOT)));
    }

    private static Optional<String> field(List<Line> block, String name) {
        return block.stream()
                .map(line -> FIELD.matcher(line.text()))
                .filter(field -> field.matches() && field.group("name").equals(name))
                .map(field -> field.group("body"))
                .findFirst();
    }

    /** Pipermail says no type of text, HTML and messages, which have blocks of their own. */
    private static String guessed(Line first, String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (first.text().contains("HTML") || name.endsWith(".html") || name.endsWith(".htm")) {
            return "text/html";
        }
        if (name.endsWith(".eml") || name.endsWith(".mht")) {
            return "message/rfc822";
        }
        return name.endsWith(".txt") || name.endsWith(".ksh") ? "text/plain" : "application/octet-stream";
    }

    /** Where the text goes on, without the line that parts it from what was taken out before. */
    static int afterParting(String body, int from) {
        int lineFeed = body.indexOf('\n', from);
        int next = lineFeed < 0 ? body.length() : lineFeed + 1;
        return PARTING.matcher(body.substring(from, next).stripTrailing()).matches() ? next : from;
    }

    /** The first and last four digits of SHA-1 over the Message-ID in its brackets. */
    public static String digits(String messageId) {
        try {
            String all = HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-1").digest(messageId.getBytes(StandardCharsets.ISO_8859_1)));
            return all.substring(0, 4) + all.substring(all.length() - 4);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
