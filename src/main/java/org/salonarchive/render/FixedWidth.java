package org.salonarchive.render;

import java.util.List;

/** Tells text whose columns matter (tables, code, patches, ASCII art) from prose. */
final class FixedWidth {

    private static final int TELLING_LINES = 3;

    private FixedWidth() {}

    /** Whether at least three lines of the author look like columns or code. */
    static boolean isNeeded(List<String> lines) {
        int telling = 0;
        for (String line : lines) {
            if (isTelling(line) && ++telling >= TELLING_LINES) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTelling(String line) {
        String stripped = line.strip();
        if (stripped.isEmpty() || PlainTextRenderer.quoteLevel(line) > 0) {
            return false;
        }
        boolean columns = stripped.contains("   ") || stripped.indexOf('\t') >= 0;
        boolean code = stripped.endsWith("{") || stripped.endsWith("}") || stripped.endsWith(";");
        boolean drawn = stripped.contains("---+") || stripped.contains("+--") || stripped.startsWith("|");
        boolean patch = line.startsWith("diff --git ") || line.startsWith("@@ ") || line.startsWith("index ");
        boolean indented = line.startsWith("    ") || line.startsWith("\t");
        return columns || code || drawn || patch || indented;
    }
}
