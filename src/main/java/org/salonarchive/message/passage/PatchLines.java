package org.salonarchive.message.passage;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds patches in text and names their lines: unified and context diffs of git, Subversion, CVS and Mercurial,
 * and the plain output of diff. Hunks say how many lines they have, so that the words after a patch are not part
 * of it, nor are those that only look like one.
 */
public final class PatchLines {

    /** A line that broke on the journey was as long. */
    private static final int BROKEN_LINE = 60;

    private static final List<String> HEADS = List.of(
            "diff ",
            "index ",
            "Index: ",
            "=====",
            "new file ",
            "deleted file ",
            "old mode ",
            "new mode ",
            "rename ",
            "copy ",
            "similarity ",
            "dissimilarity ",
            "Binary files ",
            "GIT binary patch",
            "RCS file: ",
            "retrieving revision ",
            "Property changes on",
            "--- ",
            "+++ ",
            "*** ",
            "Only in ",
            "Files ");

    private PatchLines() {}

    /** Whether a text holds a patch. */
    public static boolean isIn(String text) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size()).anyMatch(at -> startsAt(lines, at));
    }

    /** Whether a patch begins at this line. */
    public static boolean startsAt(List<String> lines, int at) {
        String line = lines.get(at);
        return line.startsWith("diff --git ")
                || line.startsWith("diff -") && line.lastIndexOf(' ') > 6
                || follows(lines, at, "Index: ", "=====")
                || follows(lines, at, "--- ", "+++ ")
                || follows(lines, at, "*** ", "--- ")
                || line.startsWith("@@ -") && counts(line) != null
                || isPlainHunk(line) && (follows(lines, at, "", "< ") || follows(lines, at, "", "> "));
    }

    private static boolean follows(List<String> lines, int at, String first, String second) {
        return lines.get(at).startsWith(first)
                && at + 1 < lines.size()
                && lines.get(at + 1).startsWith(second);
    }

    /** The first line after the patch that begins here. */
    public static int end(List<String> lines, int at) {
        int end = at;
        int i = at;
        while (i < lines.size()) {
            String line = lines.get(i);
            int next = i + 1;
            if (line.startsWith("@@ -") && counts(line) != null) {
                next = endOfHunk(lines, i);
            } else if (line.startsWith("GIT binary patch")) {
                next = endOfBinary(lines, i);
            } else if (line.startsWith("***************")) {
                next = endOfMarked(lines, i, "!+- *\t");
            } else if (isPlainHunk(line)) {
                next = endOfMarked(lines, i, "<>-\\");
            } else if (!line.isEmpty() && !isHead(line)) {
                break;
            }
            end = line.isEmpty() ? end : next;
            i = next;
        }
        return Math.max(end, at + 1);
    }

    private static boolean isHead(String line) {
        return HEADS.stream().anyMatch(line::startsWith) || line.equals("\\ No newline at end of file");
    }

    /** A hunk ends when it has as many lines of both sides as it says; a line that broke on the journey does not end it. */
    private static int endOfHunk(List<String> lines, int at) {
        int[] left = counts(lines.get(at));
        int i = at + 1;
        while (left != null && i < lines.size() && (left[0] > 0 || left[1] > 0)) {
            String line = lines.get(i);
            char c = sign(line);
            boolean signature = line.equals("-- ") && i + 2 >= lines.size() - 1 && left[0] < 2;
            if (signature || "+- \t\\".indexOf(c) < 0 && !isBroken(lines, i)) {
                break;
            }
            left[0] -= c == '-' || c == ' ' || c == '\t' ? 1 : 0;
            left[1] -= c == '+' || c == ' ' || c == '\t' ? 1 : 0;
            i++;
        }
        return i < lines.size() && lines.get(i).startsWith("\\ ") ? i + 1 : i;
    }

    /** What a line begins with; some programs make spaces that do not break of them. */
    private static char sign(String line) {
        char c = line.isEmpty() ? ' ' : line.charAt(0);
        return c == '\u00A0' ? ' ' : c;
    }

    private static boolean isBroken(List<String> lines, int at) {
        String above = lines.get(at - 1);
        boolean goesOn = at + 1 < lines.size() && "+- \t@".indexOf(sign(lines.get(at + 1))) >= 0;
        return above.length() >= BROKEN_LINE && goesOn;
    }

    private static int endOfBinary(List<String> lines, int at) {
        int i = at + 1;
        while (i < lines.size()
                && (lines.get(i).isEmpty()
                        || lines.get(i).indexOf(' ') < 0 && lines.get(i).length() > 5
                        || lines.get(i).startsWith("literal ")
                        || lines.get(i).startsWith("delta "))) {
            i++;
        }
        return i;
    }

    private static int endOfMarked(List<String> lines, int at, String marks) {
        int i = at + 1;
        while (i < lines.size()
                && !lines.get(i).isEmpty()
                && marks.indexOf(lines.get(i).charAt(0)) >= 0
                && !lines.get(i).equals("-- ")) {
            i++;
        }
        return i;
    }

    /** How many lines a hunk has of the old and of the new side, null when the line does not say. */
    private static int @Nullable [] counts(String line) {
        int plus = line.indexOf(" +");
        int close = line.indexOf(" @@", Math.max(plus, 0));
        if (!line.startsWith("@@ -") || plus < 0 || close < 0 || close > 60) {
            return null;
        }
        int old = count(line.substring(4, plus));
        int fresh = count(line.substring(plus + 2, close));
        return old < 0 || fresh < 0 ? null : new int[] {old, fresh};
    }

    private static int count(String range) {
        int comma = range.indexOf(',');
        String count = range.substring(comma + 1);
        boolean number = !count.isEmpty() && count.length() < 8 && count.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            return -1;
        }
        return comma < 0 ? 1 : Integer.parseInt(count);
    }

    /** {@code 12,14c12}: what plain diff says above the lines that differ. */
    private static boolean isPlainHunk(String line) {
        int commands = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            commands += c == 'a' || c == 'c' || c == 'd' ? 1 : 0;
            if (i > 40 || "0123456789,acd".indexOf(c) < 0) {
                return false;
            }
        }
        return commands == 1 && Character.isDigit(line.charAt(0)) && Character.isDigit(line.charAt(line.length() - 1));
    }

    /**
     * Whether most lines are those of a patch whose beginning is not there, as reviewers quote them. A list whose
     * items begin with a dash and a space is none.
     */
    public static boolean looksLikeOne(List<String> lines) {
        int marked = 0;
        int context = 0;
        int words = 0;
        for (String line : lines) {
            if (line.isBlank()) {
                continue;
            }
            char c = sign(line);
            boolean sign = (c == '+' || c == '-') && (line.length() == 1 || isCode(line));
            marked += sign ? 1 : 0;
            context += c == ' ' || c == '\t' || line.startsWith("@@ -") ? 1 : 0;
            words += sign || c == ' ' || c == '\t' || line.startsWith("@@ -") ? 0 : 1;
        }
        return marked >= 2 && words * 4 <= marked + context;
    }

    private static boolean isCode(String line) {
        boolean item = line.charAt(1) == ' ' && line.length() > 2 && line.charAt(2) != ' ' && line.charAt(2) != '\t';
        boolean vote = line.substring(1).chars().allMatch(Character::isDigit);
        return !item && !vote && !line.startsWith("--");
    }

    /** The class of a line, by its first characters; empty for context. */
    public static String nameOf(String line) {
        if (line.startsWith("@@")
                || line.startsWith("*** ") && line.endsWith(" ****")
                || line.startsWith("--- ") && line.endsWith(" ----")) {
            return "hunk";
        }
        if (line.startsWith("+++ ")
                || line.startsWith("--- ")
                || line.startsWith("*** ")
                || line.startsWith("diff ")
                || line.startsWith("index ")
                || line.startsWith("Index: ")) {
            return "head";
        }
        if (line.startsWith("+") || line.startsWith("> ")) {
            return "add";
        }
        return (line.startsWith("-") || line.startsWith("< ")) && !line.equals("---") ? "del" : "";
    }
}
