package org.salonarchive.render;

import java.util.BitSet;
import java.util.List;

/** Tells columns, code and drawings from words: by lines that only make sense when every space has one width. */
final class FixedLines {

    /** A line of prose has at least as many words. */
    private static final int PROSE_WORDS = 6;
    /** Columns that only two spaces part must line up over as many lines. */
    private static final int LINED_UP = 3;

    private static final int LONGEST_LOOKED_AT = 400;
    /** Nobody writes a longer word: it is data. */
    private static final int DATA = 56;

    private static final List<String> STARTS = List.of(
            "$ ",
            "#include",
            "#define",
            "#!/",
            "~$ ",
            "C:\\>",
            "@@ ",
            "+++ ",
            "-----BEGIN ",
            "-----END ",
            "0x",
            "/* ",
            "// ",
            "drwx",
            "-rw-");
    private static final List<String> SIGNS = List.of(
            "();", "){", ") {", "->", " == ", " != ", " && ", " := ", "</", "/>", "}}", "::", "+--", "--+", "---+");

    private FixedLines() {}

    static boolean are(List<String> lines) {
        int telling = 0;
        int words = 0;
        for (String line : lines) {
            telling += isTelling(line) ? 1 : 0;
            words += isProse(line) ? 1 : 0;
        }
        return telling > 0 && telling * 3 >= lines.size() && telling >= words || lineUp(lines);
    }

    private static boolean isTelling(String line) {
        String looked = line.length() > LONGEST_LOOKED_AT ? line.substring(0, LONGEST_LOOKED_AT) : line;
        String stripped = looked.strip();
        if (isRow(stripped)) {
            return false;
        }
        return hasWideGap(stripped)
                || isDiffstat(stripped)
                || !isProse(stripped) && (isCode(stripped) || isDrawn(stripped) || isData(stripped));
    }

    /** Three spaces or a tab between words; but not where justified prose or the end of a sentence has them. */
    private static boolean hasWideGap(String line) {
        int gaps = 0;
        for (int i = 1; i < line.length(); i++) {
            boolean gap = line.charAt(i) == '\t' || line.startsWith("   ", i);
            if (gap && !isSpace(line.charAt(i - 1)) && ".!?:".indexOf(line.charAt(i - 1)) < 0) {
                gaps++;
            }
        }
        return gaps > 1 || gaps == 1 && !isProse(line);
    }

    private static boolean isCode(String line) {
        char last = line.charAt(line.length() - 1);
        return last == '{'
                || last == '}'
                || last == ';' && isStatement(line)
                || STARTS.stream().anyMatch(line::startsWith)
                || SIGNS.stream().anyMatch(line::contains)
                || line.startsWith("[")
                        && line.length() > 8
                        && Character.isDigit(line.substring(1).strip().charAt(0))
                        && line.indexOf(']') > 6
                || line.contains("$ ")
                        && line.indexOf('@') > 0
                        && line.indexOf('@') < line.indexOf("$ ")
                        && line.indexOf(' ') > line.indexOf('@');
    }

    /** Prose may end in a semicolon too; then it has more words and none of these signs. */
    private static boolean isStatement(String line) {
        boolean shortest = line.indexOf(' ') == line.lastIndexOf(' ') && Character.isLowerCase(line.charAt(0));
        return shortest || line.chars().anyMatch(c -> "()=[]{}<>\"*_&|".indexOf(c) >= 0);
    }

    /** {@code file | 12 +++---} and the line below all of these. */
    private static boolean isDiffstat(String line) {
        int bar = line.lastIndexOf(" | ");
        boolean file = bar > 0
                && bar + 3 < line.length()
                && (Character.isDigit(line.substring(bar + 3)
                                .stripLeading()
                                .concat(" ")
                                .charAt(0))
                        || line.startsWith("Bin", bar + 3))
                && (line.endsWith("+")
                        || line.endsWith("-")
                        || line.endsWith("bytes")
                        || Character.isDigit(line.charAt(line.length() - 1)));
        boolean sum = line.contains(" changed, ") && (line.endsWith("(+)") || line.endsWith("(-)"));
        return file || sum || line.equals("---");
    }

    /** More signs than letters. */
    private static boolean isDrawn(String line) {
        int signs = 0;
        int letters = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            signs += "+-|/\\_=<>^*#:~'`.()[]{}".indexOf(c) >= 0 || c >= 0x2500 && c < 0x25A0 ? 1 : 0;
            letters += Character.isLetterOrDigit(c) ? 1 : 0;
        }
        boolean bars = line.startsWith("|") && line.length() > 1 && line.indexOf('|', 1) > 0;
        return bars || signs >= 4 && signs >= letters && !line.contains("...");
    }

    private static boolean isData(String line) {
        return line.length() >= DATA
                && line.indexOf(' ') < 0
                && !line.contains("://")
                && line.indexOf('@') < 0
                && line.codePoints().allMatch(c -> c < 0x7F);
    }

    /** The same sign all along, as below a heading. */
    private static boolean isRow(String line) {
        return line.isEmpty()
                || line.length() > 2
                        && !Character.isLetterOrDigit(line.charAt(0))
                        && line.chars().allMatch(c -> c == line.charAt(0));
    }

    /** Words of letters, one after the other. */
    private static boolean isProse(String line) {
        int words = 0;
        int others = 0;
        int begin = 0;
        for (int i = 0; i <= Math.min(line.length(), LONGEST_LOOKED_AT); i++) {
            if (i == line.length() || isSpace(line.charAt(i))) {
                if (i > begin) {
                    boolean word = isWord(line, begin, i);
                    words += word ? 1 : 0;
                    others += word ? 0 : 1;
                }
                begin = i + 1;
            }
        }
        return words >= PROSE_WORDS && words >= 2 * others;
    }

    /** Letters, perhaps in quotes or brackets, with an apostrophe or hyphen, before a mark that ends a clause. */
    private static boolean isWord(String line, int begin, int end) {
        int from = "(\"'*_`".indexOf(line.charAt(begin)) >= 0 ? begin + 1 : begin;
        int to = end;
        while (to > from && ".,;:!?)\"'*_`".indexOf(line.charAt(to - 1)) >= 0) {
            to--;
        }
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (!Character.isLetter(c) && c != '\'' && c != '\u2019' && c != '-') {
                return false;
            }
        }
        return to > from;
    }

    /** All lines begin something anew at one column, which nothing but spaces explains. */
    private static boolean lineUp(List<String> lines) {
        BitSet common = null;
        for (String line : lines) {
            BitSet columns = new BitSet();
            for (int i = 3; i < Math.min(line.length(), LONGEST_LOOKED_AT); i++) {
                boolean begins = line.charAt(i) != ' ' && line.charAt(i - 1) == ' ' && line.charAt(i - 2) == ' ';
                if (begins && !line.substring(0, i).isBlank()) {
                    columns.set(i);
                }
            }
            if (common == null) {
                common = columns;
            } else {
                common.and(columns);
            }
        }
        return common != null && !common.isEmpty() && lines.size() >= LINED_UP;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
