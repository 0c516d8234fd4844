package org.salonarchive.archive.person;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which addresses are one person's, in the format of git's mailmap (gitmailmap(5)): a line gives a proper name to an
 * address, a proper address to another one, or both.
 *
 * @param ties what the lines say, each address once
 * @param mistakes lines that say nothing that could be kept, in their order
 * @param lines how many lines were understood
 */
public record Mailmap(List<Tie> ties, List<Mistake> mistakes, int lines) {

    /** More bytes than any mailmap has. */
    public static final int LARGEST = 1 << 19;

    private static final int LONGEST_NAME = 200;
    private static final Pattern LINE =
            Pattern.compile("(?<name>[^<>]*)<(?<first>[^<>]*)>(?:(?<used>[^<>]*)<(?<second>[^<>]*)>)?\\s*(?:#.*)?");

    /**
     * What is said of an address.
     *
     * @param address that mail comes from
     * @param person the address that stands for the person, perhaps the same
     * @param name what the person is called; may be empty
     * @param names the only names, in lower case, under which the address is the person's; empty when it is in any case
     * @param line where it is said
     */
    public record Tie(SenderKey address, SenderKey person, String name, Set<String> names, int line) {}

    /** A line that was not kept, and why, in a sentence. */
    public record Mistake(int line, String reason) {

        @Override
        public String toString() {
            return "line " + line + ": " + reason;
        }
    }

    /** A line that was understood. The name that was used is empty where any may have been. */
    private record Said(int line, String name, SenderKey person, String used, SenderKey address) {}

    /** Whether this can be no mailmap at all: a file without a line that is one, which is not just empty. */
    public boolean isNone() {
        return lines == 0 && !mistakes.isEmpty();
    }

    /** Reads a file; what cannot be understood of it is a mistake, and hinders nothing else. */
    public static Mailmap read(byte[] file) {
        List<Mistake> mistakes = new ArrayList<>();
        Map<SenderKey, List<Said>> said = new LinkedHashMap<>();
        String[] lines = new String(file, StandardCharsets.UTF_8)
                .replaceFirst("^\uFEFF", "")
                .split("\\r?\\n|\\r", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            String reason = reason(line, matcher);
            if (reason.isEmpty()) {
                Said understood = said(i + 1, matcher);
                said.computeIfAbsent(understood.address(), none -> new ArrayList<>())
                        .add(understood);
            } else {
                mistakes.add(new Mistake(i + 1, reason));
            }
        }
        List<Tie> ties = new ArrayList<>();
        int understood = 0;
        for (List<Said> ofAddress : said.values()) {
            List<Mistake> refused = severalPersons(ofAddress);
            mistakes.addAll(refused);
            if (refused.isEmpty()) {
                ties.add(tie(ofAddress));
                understood += ofAddress.size();
            }
        }
        mistakes.sort(Comparator.comparingInt(Mistake::line));
        return new Mailmap(ties, mistakes, understood);
    }

    /** Why a line is none of a mailmap; empty when it is one. */
    private static String reason(String line, Matcher matcher) {
        if (line.indexOf('\uFFFD') >= 0) {
            return "it is not written in UTF-8; save the file so.";
        }
        if (!matcher.matches()) {
            return line.indexOf('<') < 0
                    ? "there is no address in < >; write Proper Name <address>."
                    : "it is not one or two addresses, each in < > with its name before it; write Proper Name"
                            + " <proper address> <other address>.";
        }
        for (String address : new String[] {matcher.group("first"), matcher.group("second")}) {
            if (address != null && !SenderKey.isAddress(address.strip())) {
                return "\"" + shown(address) + "\" is no mail address.";
            }
        }
        if (matcher.group("second") == null && matcher.group("name").isBlank()) {
            return "it says nothing of this address; write a name before it, or the proper address.";
        }
        boolean legible = line.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\t');
        return legible && line.length() <= 2 * (LONGEST_NAME + LONGEST_NAME)
                ? ""
                : "it is longer than a line of a mailmap, or holds control characters.";
    }

    private static String shown(String address) {
        String plain = address.replaceAll("\\p{Cntrl}", "?").strip();
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME) + "…";
    }

    private static Said said(int line, Matcher matcher) {
        SenderKey first = SenderKey.of(matcher.group("first").strip());
        if (matcher.group("second") == null) {
            return new Said(line, words(matcher.group("name")), first, "", first);
        }
        return new Said(
                line,
                words(matcher.group("name")),
                first,
                words(matcher.group("used")).toLowerCase(Locale.ROOT),
                SenderKey.of(matcher.group("second").strip()));
    }

    private static String words(String name) {
        return name.strip().replaceAll("\\s+", " ");
    }

    /** The same address may be given to one person under one name and to another under another. */
    private static List<Mistake> severalPersons(List<Said> lines) {
        SenderKey person = person(lines);
        if (lines.stream().noneMatch(line -> isNamed(line) && !line.person().equals(person))) {
            return List.of();
        }
        String all = lines.stream().map(line -> "" + line.line()).collect(Collectors.joining(", "));
        String reason = "<" + lines.get(0).address().address() + "> would be several persons' (lines " + all
                + "); an address is one person's here, so it stays by itself.";
        return lines.stream().map(line -> new Mistake(line.line(), reason)).toList();
    }

    private static boolean isNamed(Said line) {
        return !line.used().isEmpty();
    }

    /** A later line holds; lines for any name go before those for one. */
    private static SenderKey person(List<Said> lines) {
        SenderKey person = lines.get(0).address();
        for (Said line : deciding(lines)) {
            person = line.person().equals(line.address()) ? person : line.person();
        }
        return person;
    }

    private static List<Said> deciding(List<Said> lines) {
        List<Said> plain = lines.stream().filter(line -> !isNamed(line)).toList();
        return plain.isEmpty() ? lines : plain;
    }

    private static Tie tie(List<Said> lines) {
        List<Said> deciding = deciding(lines);
        String name = "";
        Set<String> names = new TreeSet<>();
        for (Said line : deciding) {
            name = line.name().isEmpty() ? name : line.name();
            if (isNamed(line)) {
                names.add(line.used());
            }
        }
        int last = deciding.get(deciding.size() - 1).line();
        return new Tie(lines.get(0).address(), person(lines), name, names, last);
    }
}
