package org.salonarchive.render;

import java.util.List;
import java.util.stream.IntStream;

/** Finds unified diffs in text and names their lines. */
final class PatchLines {

    private PatchLines() {}

    /** Whether a text holds a patch. */
    static boolean isIn(String text) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size()).anyMatch(at -> startsAt(lines, at));
    }

    static boolean startsAt(List<String> lines, int at) {
        String line = lines.get(at);
        return line.startsWith("diff --git ")
                || line.startsWith("Index: ")
                        && at + 1 < lines.size()
                        && lines.get(at + 1).startsWith("=====")
                || line.startsWith("--- ")
                        && at + 1 < lines.size()
                        && lines.get(at + 1).startsWith("+++ ");
    }

    /** The first line after the patch: what begins with no mark of a diff. */
    static int end(List<String> lines, int at) {
        int end = at;
        while (end < lines.size() && isPart(lines.get(end))) {
            end++;
        }
        return Math.max(end, at + 1);
    }

    private static boolean isPart(String line) {
        if (line.equals("-- ") || line.equals("--")) {
            return false;
        }
        return line.isEmpty()
                || "+-@ \\\t".indexOf(line.charAt(0)) >= 0
                || line.startsWith("diff ")
                || line.startsWith("index ")
                || line.startsWith("Index: ")
                || line.startsWith("=====")
                || line.startsWith("new file ")
                || line.startsWith("deleted file ")
                || line.startsWith("old mode ")
                || line.startsWith("new mode ")
                || line.startsWith("rename ")
                || line.startsWith("copy ")
                || line.startsWith("similarity ")
                || line.startsWith("Binary files ");
    }

    /** The class of a line, by its first characters; empty for context. */
    static String nameOf(String line) {
        if (line.startsWith("+++ ")
                || line.startsWith("--- ")
                || line.startsWith("diff ")
                || line.startsWith("index ")) {
            return "head";
        }
        if (line.startsWith("@@")) {
            return "hunk";
        }
        return line.startsWith("+") ? "add" : line.startsWith("-") ? "del" : "";
    }
}
