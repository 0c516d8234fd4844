package org.salonarchive.message.passage;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The lines before a quote that say who wrote it: "On … wrote:", "Am … schrieb …:" and what mail programs say in
 * other languages, over up to three lines when they were broken. What the author says in front of a quote is
 * none, even when it ends in a colon.
 */
final class Attribution {

    private static final int LINES = 3;
    private static final int LONGEST = 400;
    private static final int LONGEST_LINE = 300;
    /** Characters in which an opening comes to the date. */
    private static final int OPENING = 40;
    /** Words. */
    private static final int LONGEST_NAME = 6;
    /** Characters of "van", "de", "bin". */
    private static final int LONGEST_PARTICLE = 3;
    /** A verb this near to the end of a line without a colon ends it. */
    private static final int LONGEST_VERB = 12;

    /** What a sentence about somebody begins with, and no name does. */
    private static final Set<String> NO_NAMES =
            Set.of(("the|this|that|it|as|he|she|they|what|so|but|and|i|we|who|someone|somebody|everybody|people|"
                            + "which|a|an|if|when|also|then|below|earlier|previously|er|sie|es|man|il|elle|see|look|compare|"
                            + "mail|ask|asked|read|to|on|just|never|now|please|i've|not|can|or|have|has|is|was")
                    .split("\\|"));

    /** Words that stand alone between others. */
    private static final List<String> VERBS =
            List.of(("wrote|writes|write|said|says|spake|typed|scribbled|quoting|according|schrieb|schreibt|"
                            + "geschrieben|sagte|a écrit|écrivait|écrit|a ecrit|ecrit|escribió|escribio|escribía|ha escrit|"
                            + "va escriure|dijo|ha scritto|scrisse|scriveva|escreveu|schreef|heeft geschreven|napisał|"
                            + "napisał(a)|napisała|pisze|написал|написала|написал(а)|писал|пишет|пише|написав|написала|пишете|"
                            + "skrev|skrifaði|kirjoitti|kirjoittaa|írta|ezt írta|napsal|napsal(a)|napsala|napísal|a scris|"
                            + "je napisao|je napisala|je napisal|yazdı|şunu yazdı|έγραψε|menulis|đã viết|כתב|כתבה|מאת|كتب|"
                            + "نوشت|kirjutas|rašė|rakstīja")
                    .split("\\|"));
    /** Words of scripts that put no spaces between them. */
    private static final List<String> UNSPACED = List.of(
            "写道", "寫道", "写到", "书写", "さんは書きました", "書きました", "のメール", "さんの発言", "작성", "님이", "쓴 글", "تمت كتابة", "เขียน");
    /** What an attribution over several lines begins with, before a date. */
    private static final List<String> OPENINGS =
            List.of(("on |at |in |am |le |el |il |em |op |w dniu |dnia |den |dne |o |no dia |a |på |pe |v |в |у |"
                            + "στις |ב|في |在 |於 |vào |pada |quoting |* |--- |{ ")
                    .split("\\|"));

    private Attribution() {}

    /** How many lines from here attribute the quote that follows directly; 0 when they do not. */
    static int lines(List<String> lines, QuoteMarks marks, int at) {
        if (isSupercite(lines.get(at)) && isQuoteNext(lines, marks, at + 1)) {
            return 1;
        }
        for (int count = LINES; count > 0; count--) {
            int last = at + count - 1;
            if (last < lines.size()
                    && isQuoteNext(lines, marks, last + 1)
                    && areWords(lines, marks, at, last)
                    && says(joined(lines, at, last), count)) {
                return count;
            }
        }
        return 0;
    }

    private static boolean areWords(List<String> lines, QuoteMarks marks, int from, int last) {
        for (int i = from; i <= last; i++) {
            if (lines.get(i).isBlank() || marks.level(i) > 0 || lines.get(i).length() > LONGEST_LINE) {
                return false;
            }
        }
        return true;
    }

    private static String joined(List<String> lines, int from, int last) {
        StringBuilder joined = new StringBuilder();
        for (int i = from; i <= last; i++) {
            joined.append(i > from ? " " : "").append(lines.get(i).strip());
        }
        return joined.toString();
    }

    /** Directly below or after one empty line. */
    private static boolean isQuoteNext(List<String> lines, QuoteMarks marks, int line) {
        int next = line < lines.size() && lines.get(line).isBlank() ? line + 1 : line;
        return next < lines.size() && marks.level(next) > 0 && !isSupercite(lines.get(next));
    }

    /** {@code >>>>> "NS" == Nina Sample writes:} */
    private static boolean isSupercite(String line) {
        return line.startsWith(">") && line.length() < LONGEST && line.contains("\" == ") && line.endsWith(":");
    }

    private static boolean says(String text, int count) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean colon = text.endsWith(":") || text.endsWith("：") || text.endsWith(":\u200F");
        int verb = verb(lower);
        boolean ends = colon || verb >= 0 && lower.length() - verb < LONGEST_VERB;
        if (text.length() > LONGEST || !ends || isSentenceBefore(text)) {
            return false;
        }
        boolean address = text.indexOf('@') >= 0 || text.contains(" at ") && text.indexOf('<') >= 0;
        boolean dated = isDated(text);
        boolean opens = OPENINGS.stream().anyMatch(lower::startsWith) || Character.isDigit(text.charAt(0));
        if (count > 1) {
            boolean tells = numbers(text.substring(0, Math.min(text.length(), OPENING))) > 0
                    || address && lower.startsWith("in ");
            return opens && tells && (verb >= 0 || dated && address);
        }
        boolean mailbox = address && text.indexOf('<') + text.indexOf('(') > -2;
        boolean begins = opens || !Character.isLowerCase(text.codePointAt(0)) || dated && mailbox;
        if (verb < 0) {
            return colon && (begins && address && dated || isMailbox(text));
        }
        boolean named =
                (address || dated || opens && numbers(text) > 0) && (opens || !NO_NAMES.contains(firstWord(lower)));
        String name = verb == 0
                ? text.substring(firstWord(lower).length()).replaceFirst("^ to ", "")
                : text.substring(0, verb);
        return begins && named && !goesOn(text, verb) || isName(name.replace(':', ' ')) || lower.startsWith("you ");
    }

    /** "… wrote in the end": after the verb there is neither a name nor a date, but more words of a sentence. */
    private static boolean goesOn(String text, int verb) {
        String after = text.substring(verb);
        int space = after.indexOf(' ');
        return space > 0
                && after.length() > LONGEST_VERB
                && after.codePoints()
                        .noneMatch(c -> Character.isDigit(c) || Character.isUpperCase(c) || c == '<' || c == '@')
                && after.codePoints().anyMatch(Character::isLowerCase);
    }

    private static String firstWord(String lower) {
        int space = lower.indexOf(' ');
        return space < 0 ? lower : lower.substring(0, space);
    }

    /** There is a year or a time of day. */
    private static boolean isDated(String text) {
        for (int i = 1; i + 2 < text.length(); i++) {
            boolean digits = Character.isDigit(text.charAt(i - 1)) && Character.isDigit(text.charAt(i + 1));
            if (text.charAt(i) == ':' && digits
                    || text.startsWith("20", i - 1) && digits
                    || text.startsWith("19", i - 1) && digits) {
                return true;
            }
        }
        return false;
    }

    /** "Nina Sample &lt;nina@example.org&gt;:" and nothing else. */
    private static boolean isMailbox(String text) {
        int open = text.indexOf('<');
        return open >= 0
                && text.indexOf('>', open) == text.length() - 2
                && text.substring(0, open).strip().split("\\s+").length <= LONGEST_NAME
                && (text.indexOf('@') > open || text.indexOf(" at ") > open);
    }

    /** Where the last of the verbs begins, -1 when there is none. */
    private static int verb(String lower) {
        int last = -1;
        for (String verb : VERBS) {
            for (int at = lower.lastIndexOf(verb); at >= 0; at = lower.lastIndexOf(verb, at - 1)) {
                int end = at + verb.length();
                boolean alone = (at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1)))
                        && (end == lower.length() || !Character.isLetter(lower.charAt(end)));
                if (alone) {
                    last = Math.max(last, at);
                    break;
                }
            }
        }
        for (String verb : UNSPACED) {
            last = Math.max(last, lower.lastIndexOf(verb));
        }
        return last;
    }

    /** Whether a sentence ends within: then the author has said something before. A month or a name may be cut short. */
    private static boolean isSentenceBefore(String text) {
        for (int i = 1; i + 2 < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '.' || c == '!' || c == '?')
                    && text.charAt(i + 1) == ' '
                    && Character.isUpperCase(text.charAt(i + 2))
                    && (c != '.' || isWordBefore(text, i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWordBefore(String text, int end) {
        int start = end;
        while (start > 0 && Character.isLowerCase(text.charAt(start - 1))) {
            start--;
        }
        return end - start >= 3 && (start == 0 || text.charAt(start - 1) == ' ');
    }

    private static int numbers(String text) {
        int numbers = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean begins = i == 0 || !Character.isDigit(text.charAt(i - 1));
            numbers += begins && Character.isDigit(text.charAt(i)) ? 1 : 0;
        }
        return numbers;
    }

    /** Nothing but a name, as in "Nina van Sample wrote:", or a mail address. */
    private static boolean isName(String text) {
        String name = text.replaceAll("[\"'`,*_()]", " ").strip();
        String[] words = name.split("\\s+");
        if (words.length == 1) {
            return !name.isEmpty() && (name.indexOf('@') > 0 || !NO_NAMES.contains(name.toLowerCase(Locale.ROOT)));
        }
        boolean names = words.length <= LONGEST_NAME && !NO_NAMES.contains(words[0].toLowerCase(Locale.ROOT));
        for (String word : words) {
            boolean capital = !word.equals("I") && word.codePoints().anyMatch(Character::isUpperCase);
            names &= Character.isLetter(word.codePointAt(0)) && (capital || word.length() <= LONGEST_PARTICLE);
        }
        return names && Character.isUpperCase(name.codePointAt(0));
    }
}
