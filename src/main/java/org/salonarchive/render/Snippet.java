package org.salonarchive.render;

import java.util.List;
import java.util.Locale;

/** A piece of a text around the words that were searched for, with those words marked. */
public final class Snippet {

    private static final int BEFORE = 80;
    private static final int LENGTH = 240;
    private static final int NEAR = 30;

    private Snippet() {}

    /** The first piece that has one of the words, else the beginning; stemmed endings are marked with their word. */
    public static SafeHtml of(String text, List<String> words, AddressMask mask) {
        String flat = mask.maskText(text.replaceAll("\\s+", " ").strip());
        String lower = flat.toLowerCase(Locale.ROOT);
        List<String> stems = words.stream()
                .map(Snippet::stem)
                .filter(stem -> !stem.isEmpty())
                .toList();
        int first = lower.length() == flat.length() ? first(lower, stems, 0) : -1;
        int start = afterSpace(flat, Math.max(0, first - BEFORE));
        int end = beforeSpace(flat, Math.min(flat.length(), start + LENGTH));
        String shown = lower.substring(0, Math.min(lower.length(), end));
        Markup markup = new Markup(LENGTH).tag(start > 0 ? "… " : "");
        int done = start;
        for (int at = first; at >= 0 && at < end; at = first(shown, stems, done)) {
            int wordEnd = at;
            while (wordEnd < flat.length() && Character.isLetterOrDigit(flat.charAt(wordEnd))) {
                wordEnd++;
            }
            wordEnd = Math.max(wordEnd, at + 1);
            markup.text(flat, done, at).tag("<mark>").text(flat, at, wordEnd).tag("</mark>");
            done = wordEnd;
        }
        return markup.text(flat, Math.min(done, Math.max(done, end)), Math.max(done, end))
                .tag(end < flat.length() ? " …" : "")
                .safe();
    }

    /** A piece begins with a word, if one begins near. */
    private static int afterSpace(String text, int start) {
        int space = start == 0 ? -1 : text.indexOf(' ', start);
        return space >= 0 && space - start < NEAR ? space + 1 : start;
    }

    /** A piece ends with a word, if one ends near. */
    private static int beforeSpace(String text, int end) {
        int space = end == text.length() ? -1 : text.lastIndexOf(' ', end);
        return space >= 0 && end - space < NEAR ? space : end;
    }

    private static String stem(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.length() > 5 ? lower.substring(0, lower.length() - 2) : lower;
    }

    private static int first(String lower, List<String> stems, int from) {
        int first = -1;
        for (String stem : stems) {
            for (int at = lower.indexOf(stem, from); at >= 0; at = lower.indexOf(stem, at + 1)) {
                if (at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1))) {
                    first = first < 0 ? at : Math.min(first, at);
                    break;
                }
            }
        }
        return first;
    }
}
