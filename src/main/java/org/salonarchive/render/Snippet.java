package org.salonarchive.render;

import java.util.List;
import java.util.function.Function;

/** A piece of a text around the words that were searched for, with those words marked. */
public final class Snippet {

    private static final int BEFORE = 80;
    private static final int LENGTH = 240;
    private static final int NEAR = 30;
    /** Characters of a text that are looked through. */
    private static final int READ = 500_000;
    /** Words of a text that are compared for the best piece. */
    private static final int COMPARED = 500;
    /** What a piece of the author's own is worth beside one more word in a quote. */
    private static final int OWN = 2;

    private Snippet() {}

    /**
     * The piece with most of the words, rather of the author's own than of a quote; the beginning where none is.
     *
     * @param words where the words stand in a text, in order
     */
    public static SafeHtml of(String text, Function<String, List<Span>> words, AddressMask mask) {
        String read = text.length() <= READ ? text : text.substring(0, READ);
        int best = best(read, words.apply(read));
        int start = afterSpace(read, Math.max(0, best - BEFORE));
        int end = beforeSpace(read, Math.min(read.length(), start + LENGTH));
        String piece = mask.maskText(flat(read.substring(start, end)));
        Markup markup = new Markup(LENGTH).tag(start > 0 ? "… " : "");
        int done = 0;
        for (Span word : words.apply(piece)) {
            if (word.from() >= done) {
                markup.text(piece, done, word.from())
                        .tag("<mark>")
                        .text(piece, word.from(), word.to())
                        .tag("</mark>");
                done = word.to();
            }
        }
        return markup.text(piece, done, piece.length())
                .tag(end < text.stripTrailing().length() ? " …" : "")
                .safe();
    }

    /** Where the first word of the best piece stands; -1 where there is none. */
    private static int best(String text, List<Span> words) {
        int best = -1;
        int worth = 0;
        int end = 0;
        List<Span> compared = words.subList(0, Math.min(words.size(), COMPARED));
        for (int i = 0; i < compared.size(); i++) {
            int from = compared.get(i).from();
            while (end < compared.size() && compared.get(end).to() <= from + LENGTH - BEFORE) {
                end++;
            }
            int distinct = (int) compared.subList(i, Math.max(i + 1, end)).stream()
                    .map(word -> text.substring(word.from(), word.to()))
                    .distinct()
                    .count();
            int worthHere = 2 * distinct + (isQuoted(text, from) ? 0 : OWN);
            if (worthHere > worth) {
                worth = worthHere;
                best = from;
            }
        }
        return best;
    }

    private static boolean isQuoted(String text, int at) {
        int line = text.lastIndexOf('\n', at) + 1;
        return text.charAt(line) == '>';
    }

    /** On one line, without the marks of quotes. */
    private static String flat(String piece) {
        StringBuilder flat = new StringBuilder(piece.length());
        for (String line : piece.split("\n")) {
            int from = 0;
            while (from < line.length() && (line.charAt(from) == '>' || line.charAt(from) == ' ')) {
                from++;
            }
            flat.append(flat.isEmpty() ? "" : " ").append(line, from, line.length());
        }
        return flat.toString().replaceAll("\\s+", " ").strip();
    }

    /** A piece begins with a word, if one begins near. */
    private static int afterSpace(String text, int start) {
        for (int at = start; start > 0 && at < Math.min(text.length(), start + NEAR); at++) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at + 1;
            }
        }
        return splitsPair(text, start) ? start + 1 : start;
    }

    /** A piece ends with a word, if one ends near. */
    private static int beforeSpace(String text, int end) {
        for (int at = end; end < text.length() && at > Math.max(0, end - NEAR); at--) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at;
            }
        }
        return splitsPair(text, end) ? end - 1 : end;
    }

    private static boolean splitsPair(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
    }
}
