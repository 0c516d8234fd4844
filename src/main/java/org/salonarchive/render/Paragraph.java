package org.salonarchive.render;

import java.util.List;

/** How a paragraph of plain text is set. */
enum Paragraph {
    /** Running words whose lines were broken only to fit a mail: they flow anew in any window. */
    PROSE("text flow"),
    /** Words whose lines mean something: verses, addresses, lists. */
    LINES("text"),
    /** Columns, code, drawings: every space counts. */
    FIXED("plain");

    private static final int SHORTEST_FULL_LINE = 45;
    private static final int LONGEST_FULL_LINE = 100;

    private final String className;

    Paragraph(String className) {
        this.className = className;
    }

    String className() {
        return className;
    }

    static Paragraph of(List<String> lines) {
        if (FixedLines.are(lines)) {
            return FIXED;
        }
        return isProse(lines) ? PROSE : LINES;
    }

    /** At least two lines, each but the last full, none indented or marked, in a script that puts spaces between words. */
    private static boolean isProse(List<String> lines) {
        int width = lines.stream().mapToInt(String::length).max().orElse(0);
        if (lines.size() < 2 || width < SHORTEST_FULL_LINE || width > LONGEST_FULL_LINE) {
            return false;
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean full = i == lines.size() - 1
                    || line.length() >= SHORTEST_FULL_LINE
                    || line.length() + 1 + firstWord(lines.get(i + 1)) > width;
            if (!full || isMarked(line, i) || isIdeographic(line)) {
                return false;
            }
        }
        return true;
    }

    private static int firstWord(String line) {
        int space = line.indexOf(' ');
        return space < 0 ? line.length() : space;
    }

    /** Indented, an item of a list, a reference, initials of who speaks, or a field such as {@code Reviewed-by:}. */
    private static boolean isMarked(String line, int index) {
        char first = line.charAt(0);
        if (Character.isWhitespace(first) || "-+#|=~>•·–[".indexOf(first) >= 0 || line.startsWith("* ")) {
            return true;
        }
        int word = firstWord(line);
        char last = line.charAt(word - 1);
        boolean number = word <= 4
                && (last == '.' || last == ')')
                && Character.isLetterOrDigit(first)
                && line.substring(0, word - 1).chars().allMatch(Character::isDigit);
        boolean letter = word == 2 && last == ')';
        boolean field = last == ':'
                && word < line.length()
                && (index > 0 && Character.isUpperCase(first) || line.indexOf('-') > 0 && line.indexOf('-') < word);
        return number || letter || field || last == '>';
    }

    private static boolean isIdeographic(String line) {
        int c;
        for (int i = 0; i < Math.min(line.length(), 200); i += Character.charCount(c)) {
            c = line.codePointAt(i);
            if (c >= 0x3000 && (Character.isIdeographic(c) || c >= 0x3040 && c < 0x3100)) {
                return true;
            }
        }
        return false;
    }
}
