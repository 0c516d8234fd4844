package org.salonarchive.message.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into tokens, one after the other. Letters, digits, marks and underscores make a word
 * ({@code kfree_skb} is one); Chinese, Japanese, Korean and other scripts without spaces are cut into pairs of
 * neighbouring characters.
 *
 * <p>A token is one position behind the one before it where white space or anything longer stands between them, and
 * further where a single character joins them, so that a phrase tells {@code x86-64} from {@code x86.64} and both from
 * {@code x86 64}: see {@link #gap(char)}.
 */
public final class Tokenizer {

    /** Characters of a word that count; what is longer is no word that somebody would type. */
    public static final int LONGEST = 64;

    private static final int ASCII = 0x80;
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte UNDERSCORE = 3;
    /** What each ASCII character is in a word; 0 for what is in none. */
    private static final byte[] ASCII_KINDS = asciiKinds();

    private static final byte[] ASCII_GAPS = asciiGaps();

    private static final int LONGEST_SUFFIXED = 2;
    private static final int JOINED_OTHERWISE = 6;

    private final String text;
    private final int end;
    private int at;
    private int position;
    private int lastEnd = -1;
    /** Where the stretch of pairs ends in which the next token begins. */
    private int pairsEnd;

    /** @param position of the token before the first */
    public Tokenizer(String text, int position) {
        this.text = text;
        this.end = text.length();
        this.position = position;
    }

    /** Begins where a token begins that was found before. */
    public static Tokenizer at(Token token) {
        Tokenizer tokenizer = new Tokenizer(token.text(), 0);
        tokenizer.at = token.from();
        return tokenizer;
    }

    /** The tokens of a short text. */
    public static List<Token> all(String text) {
        Tokenizer tokenizer = new Tokenizer(text, 0);
        List<Token> all = new ArrayList<>();
        for (Token token = tokenizer.next(); token != null; token = tokenizer.next()) {
            all.add(token);
        }
        return all;
    }

    /** How far a token is from the one before when this character alone stands between them. */
    private static int gap(char joiner) {
        return joiner < ASCII ? ASCII_GAPS[joiner] : gapOf(joiner);
    }

    private static int gapOf(char joiner) {
        return switch (joiner) {
            case '-', '\u2010', '\u2011' -> 2;
            case '.' -> 3;
            case '@' -> 4;
            case '/' -> 5;
            case '\'', '\u2019', ':', '+', '=', '#', '&', '~', '%', '\\', '*', ',' -> JOINED_OTHERWISE;
            default -> 1;
        };
    }

    /** The next token; null after the last. */
    public @Nullable Token next() {
        if (at < pairsEnd) {
            return pair();
        }
        while (at < end) {
            char first = text.charAt(at);
            if (first < ASCII && ASCII_KINDS[first] == 0) {
                at++;
                continue;
            }
            int c = first < ASCII ? first : text.codePointAt(at);
            if (isUnspaced(c)) {
                pairsEnd = endOfPairs();
                return pair();
            }
            if (isWord(c)) {
                Token word = word();
                if (word != null) {
                    return word;
                }
            } else {
                at += Character.charCount(c);
            }
        }
        return null;
    }

    /**
     * The next token, without most of those that begin with another ASCII character than one of these; null after the
     * last. Positions are not counted on the way.
     */
    public @Nullable Token next(BitSet beginnings) {
        // Counted in a variable: a long text is gone through twice as fast as by the field.
        int here = at;
        while (here >= pairsEnd && here < end && text.charAt(here) < ASCII && !beginnings.get(text.charAt(here))) {
            here = ASCII_KINDS[text.charAt(here)] == 0 ? here + 1 : behindWord(here);
        }
        at = here;
        return next();
    }

    private int behindWord(int from) {
        int here = from;
        // Most words are ASCII to their end; a loop of its own for them is a third faster than one for all.
        while (here < end && text.charAt(here) < ASCII && ASCII_KINDS[text.charAt(here)] != 0) {
            here++;
        }
        boolean within = here < end && text.charAt(here) >= ASCII;
        while (within) {
            int c = text.codePointAt(here);
            within = continuesWord(c);
            here += within ? Character.charCount(c) : 0;
            within &= here < end;
        }
        return here;
    }

    private static boolean continuesWord(int c) {
        return (isWord(c) || isUnseen(c)) && !isUnspaced(c);
    }

    /** The position of the last token. */
    public int position() {
        return position;
    }

    private void step(int from) {
        position += lastEnd >= 0 && from == lastEnd + 1 ? gap(text.charAt(lastEnd)) : 1;
    }

    /** Null where it is a row of underscores. */
    private @Nullable Token word() {
        int from = at;
        boolean letters = true;
        boolean row = true;
        boolean ascii = true;
        while (at < end) {
            char next = text.charAt(at);
            if (next < ASCII) {
                byte kind = ASCII_KINDS[next];
                if (kind == 0) {
                    break;
                }
                row &= kind == UNDERSCORE;
                letters &= kind == LETTER;
                at++;
                continue;
            }
            int c = text.codePointAt(at);
            if (!continuesWord(c)) {
                break;
            }
            row = false;
            ascii = false;
            letters &= !Character.isDigit(c);
            at += Character.charCount(c);
        }
        if (row) {
            return null;
        }
        int suffix = letters && at - from <= LONGEST_SUFFIXED ? endOfSuffix() : at;
        letters &= suffix == at;
        at = suffix;
        step(from);
        lastEnd = at;
        int counted = cut(from, Math.min(at, from + LONGEST));
        return new Token(text, from, counted, at, position, letters ? Token.Kind.LETTERS : Token.Kind.NAME, ascii);
    }

    private int cut(int from, int to) {
        boolean splitsPair = to < at && to > from && Character.isHighSurrogate(text.charAt(to - 1));
        return splitsPair ? to - 1 : to;
    }

    /** {@code C++} and {@code C#} are names, though neither is made of letters. */
    private int endOfSuffix() {
        int suffix;
        if (at < end && text.charAt(at) == '#') {
            suffix = at + 1;
        } else if (at + 1 < end && text.charAt(at) == '+' && text.charAt(at + 1) == '+') {
            suffix = at + 2;
        } else {
            return at;
        }
        boolean ends = suffix == end || !isWord(text.codePointAt(suffix)) && text.charAt(suffix) != '+';
        return ends ? suffix : at;
    }

    private int endOfPairs() {
        int to = at;
        while (to < end && isUnspaced(text.codePointAt(to))) {
            to += Character.charCount(text.codePointAt(to));
        }
        return to;
    }

    private Token pair() {
        int from = at;
        at += Character.charCount(text.codePointAt(at));
        boolean last = at >= pairsEnd;
        int to = last ? at : at + Character.charCount(text.codePointAt(at));
        step(from);
        lastEnd = last ? at : -1;
        return new Token(text, from, to, to, position, last ? Token.Kind.LAST : Token.Kind.PAIR, false);
    }

    private static boolean isWord(int c) {
        if (c < ASCII) {
            return ASCII_KINDS[c] != 0;
        }
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static byte[] asciiKinds() {
        byte[] kinds = new byte[ASCII];
        Arrays.fill(kinds, 'a', 'z' + 1, LETTER);
        Arrays.fill(kinds, 'A', 'Z' + 1, LETTER);
        Arrays.fill(kinds, '0', '9' + 1, DIGIT);
        kinds['_'] = UNDERSCORE;
        return kinds;
    }

    private static byte[] asciiGaps() {
        byte[] gaps = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            gaps[c] = (byte) gapOf(c);
        }
        return gaps;
    }

    /** Soft hyphens and the like, which stand within words. */
    static boolean isUnseen(int c) {
        return c == 0xAD || c >= 0x200B && c <= 0x200D || c == 0x2060 || c == 0xFEFF;
    }

    /** Of a script that puts no spaces between words, or, as Korean, not where a reader looks for them. */
    private static boolean isUnspaced(int c) {
        if (c < 0x0E00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR ->
                Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
            default -> c == 0x30FC;
        };
    }
}
