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
        long telling = lines.stream().filter(Paragraph::isTelling).count();
        if (telling * 3 >= lines.size()) {
            return FIXED;
        }
        return isProse(lines) ? PROSE : LINES;
    }

    /** At least two lines, all but the last one full, none indented or marked, in a script that puts spaces between words. */
    private static boolean isProse(List<String> lines) {
        if (lines.size() < 2) {
            return false;
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean full = line.length() >= SHORTEST_FULL_LINE && line.length() <= LONGEST_FULL_LINE;
            boolean last = i == lines.size() - 1;
            if (!full && !(last && line.length() <= LONGEST_FULL_LINE) || isMarked(line) || isIdeographic(line)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMarked(String line) {
        char first = line.charAt(0);
        return Character.isWhitespace(first) || "-+#|=~>•".indexOf(first) >= 0 || line.startsWith("* ");
    }

    private static boolean isIdeographic(String line) {
        return line.codePoints().limit(200).anyMatch(c -> Character.isIdeographic(c) || c >= 0x3040 && c < 0x3100);
    }

    private static boolean isTelling(String line) {
        String stripped = line.strip();
        boolean columns = stripped.contains("   ") || stripped.indexOf('\t') >= 0;
        boolean code =
                stripped.endsWith("{") || stripped.endsWith("}") || stripped.endsWith(";") || stripped.startsWith("$ ");
        boolean drawn = stripped.contains("---+") || stripped.contains("+--") || stripped.startsWith("|");
        boolean patch = line.startsWith("@@ ") || line.startsWith("index ") || line.startsWith("+++ ");
        return columns || code || drawn || patch;
    }
}
