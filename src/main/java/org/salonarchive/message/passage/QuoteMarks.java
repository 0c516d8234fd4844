package org.salonarchive.message.passage;

import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which lines of a text are quoted, how deeply, and where their words begin: {@code >}, also {@code > >},
 * {@code |} in a row of its own and initials before the mark ({@code NS>}).
 */
public final class QuoteMarks {

    /** Prompts of programs that look like somebody's initials. */
    private static final Set<String> PROMPTS = Set.of("SQL", "PS");
    /** What stands behind a prompt is short, what somebody said is not. */
    private static final int NAMED_LINE = 40;

    private static final int LONGEST_NAME = 10;
    /** A quoted line that broke because there was no more room is at least as long. */
    private static final int FULL_LINE = 66;

    private static final int TAIL_WORDS = 3;

    /** Answers that are words of the author even where a sentence could go on with them. */
    private static final Set<String> ANSWERS =
            Set.of(("yes|no|ok|okay|yep|yup|yeah|nope|nah|agreed|ack|nack|nak|done|right|sure|true|false|correct|"
                            + "wrong|indeed|exactly|thanks|thx|ditto|same|fixed|lol|heh|hmm|hm|huh|why|me|not|maybe|perhaps|"
                            + "never|ja|nein|oui|non|si|sí|nee|nej|tak|nie|да|нет")
                    .split("\\|"));

    private final List<String> lines;
    private final int[] levels;
    private final int[] starts;
    private final boolean[] tails;

    /** Reads the marks of these lines. */
    public QuoteMarks(List<String> lines) {
        this.lines = lines;
        levels = new int[lines.size()];
        starts = new int[lines.size()];
        tails = new boolean[lines.size()];
        Map<String, IntSummaryStatistics> names = new HashMap<>();
        for (int i = 0; i < levels.length; i++) {
            String line = lines.get(i);
            levels[i] = level(line);
            starts[i] = levels[i] == 0 ? 0 : start(line);
            if (levels[i] == 0) {
                names.computeIfAbsent(name(line), name -> new IntSummaryStatistics())
                        .accept(line.length());
            }
        }
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] == 0) {
                named(i, names);
                barred(i);
            }
        }
        for (int i = 1; i + 1 < levels.length; i++) {
            tails[i] = isTail(i);
            levels[i] = tails[i] ? levels[i - 1] : levels[i];
        }
    }

    /** How deeply a line is quoted; 0 when it is not. */
    public int level(int line) {
        return levels[line];
    }

    /** A line without its marks. */
    public String words(int line) {
        return lines.get(line).substring(starts[line]);
    }

    /** Whether a line is the end of the quoted line above, from which somebody's program broke it off. */
    public boolean isTailOfQuote(int line) {
        return tails[line];
    }

    /** How many {@code >} a line begins with; {@code >From} is a quoted separator, not a quote. */
    private static int level(String line) {
        int level = 0;
        for (int i = 0; i < line.length() && (line.charAt(i) == '>' || line.charAt(i) == ' ' && level > 0); i++) {
            level += line.charAt(i) == '>' ? 1 : 0;
        }
        return level == 1 && line.startsWith(">From ") ? 0 : level;
    }

    /** Where the words begin after the marks and one space. */
    private static int start(String line) {
        int start = 0;
        for (int i = 0; i < line.length() && (line.charAt(i) == '>' || line.charAt(i) == ' '); i++) {
            start = line.charAt(i) == '>' ? i + 1 : start;
        }
        return start < line.length() && line.charAt(start) == ' ' ? start + 1 : start;
    }

    /** The name before a mark, such as {@code NS} in {@code NS> text}; empty when there is none. */
    private static String name(String line) {
        int begin = 0;
        while (begin < 4 && begin < line.length() && line.charAt(begin) == ' ') {
            begin++;
        }
        int end = begin;
        while (end < line.length() && end - begin <= LONGEST_NAME && Character.isLetter(line.charAt(end))) {
            end++;
        }
        boolean marked = end > begin
                && end - begin <= LONGEST_NAME
                && Character.isUpperCase(line.charAt(begin))
                && end < line.length()
                && line.charAt(end) == '>'
                && (end + 1 == line.length() || line.charAt(end + 1) == ' ' || line.charAt(end + 1) == '>');
        return marked ? line.substring(begin, end) : "";
    }

    /** One line alone with a name before a mark says little; two with the same name are a quote. The name stays: it tells who speaks. */
    private void named(int line, Map<String, IntSummaryStatistics> names) {
        String name = name(lines.get(line));
        if (name.isEmpty() || PROMPTS.contains(name)) {
            return;
        }
        IntSummaryStatistics said = names.get(name);
        if (said != null && said.getCount() > 1 && said.getAverage() >= NAMED_LINE) {
            int mark = lines.get(line).indexOf('>');
            levels[line] = level(lines.get(line).substring(mark));
        }
    }

    private void barred(int line) {
        boolean before = line > 0 && isBarred(lines.get(line - 1));
        boolean after = line + 1 < lines.size() && isBarred(lines.get(line + 1));
        if (isBarred(lines.get(line)) && (before || after)) {
            levels[line] = 1;
            starts[line] = Math.min(2, lines.get(line).length());
        }
    }

    /** A bar at the beginning and no other, then words: neither a table nor a drawing. */
    private static boolean isBarred(String line) {
        return line.startsWith("| ")
                && line.length() > 2
                && Character.isLetterOrDigit(line.charAt(2))
                && line.indexOf('|', 1) < 0;
    }

    /**
     * A short line in lower case between two quoted ones goes on with the full line above. All doubt is for the
     * author: what may be an answer is one.
     */
    private boolean isTail(int line) {
        String text = lines.get(line);
        String above = lines.get(line - 1);
        if (levels[line] > 0 || levels[line - 1] == 0 || levels[line + 1] != levels[line - 1] || tails[line - 1]) {
            return false;
        }
        boolean shortEnough = !text.isBlank() && above.length() >= FULL_LINE && text.length() * 4 < above.length();
        if (!shortEnough || !Character.isLowerCase(text.charAt(0)) || ".!?:;".indexOf(last(above)) >= 0) {
            return false;
        }
        String[] words = text.toLowerCase(Locale.ROOT).strip().split("[ ,.!]+");
        return words.length <= TAIL_WORDS && !ANSWERS.contains(words[0]) && last(text) != '?' && last(text) != '!';
    }

    private static char last(String line) {
        String stripped = line.stripTrailing();
        return stripped.charAt(stripped.length() - 1);
    }
}
