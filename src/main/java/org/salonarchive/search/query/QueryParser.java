package org.salonarchive.search.query;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what a reader typed. Any text is read: what is not understood becomes a {@link Mistake} at its place, and the
 * rest is asked.
 *
 * <p>Words that stand side by side must all be found; {@code OR} (or |), which binds less than that, asks for either,
 * {@code -} or {@code NOT} leaves out, parentheses group, quotation marks hold words together ("" is one mark within
 * them), * ends the beginning of a word, and {@code AND} changes nothing. The names of fields are of any case, the
 * operators in capitals.
 *
 * <p>Dates are of UTC. {@code after:} (since:) includes the day, month or year that it names; {@code before:} (until:)
 * ends where it begins, as in notmuch, Gmail and git. The ends of a range, {@code date:2024-03..2024-06}, are both
 * included as a whole. {@code date:7d} means since the day that was seven days ago, {@code before:7d} what is older.
 */
public final class QueryParser {
    /** UTF-16 units of a text; longer questions only cost the database time. */
    public static final int LONGEST = 1_000;

    /** Words, phrases and other terms of a query. */
    public static final int MOST_TERMS = 40;

    /** Parentheses and braces within each other. */
    public static final int DEEPEST = 10;

    /** What one repair uncovers the next one mends. */
    private static final int REPAIRS = 12;

    private QueryParser() {}

    /** Reads a query; relative dates are counted back from now. */
    public static Query parse(String text, Instant now) {
        String clean = QueryText.clean(text);
        Mending mending = new Mending(clean);
        Optional<Condition> condition = read(clean, mending, now);
        Optional<String> instead = mending.isNeeded() ? instead(mending, condition, now) : Optional.empty();
        return new Query(text, condition, mending.mistakes(instead));
    }

    private static Optional<Condition> read(String clean, Mending mending, Instant now) {
        return new QueryReader(bounded(clean, mending), mending, now).read();
    }

    /** The text with its mistakes mended, or else what was understood of it. */
    private static Optional<String> instead(Mending typed, Optional<Condition> understood, Instant now) {
        Mending mending = typed;
        for (int i = 0; i < REPAIRS; i++) {
            String mended = mending.mended();
            mending = mistakes(mended, now);
            if (!mending.isNeeded()) {
                return Optional.of(mended).filter(text -> !text.isEmpty());
            }
        }
        return understood.map(Query::text).filter(text -> !mistakes(text, now).isNeeded());
    }

    private static Mending mistakes(String text, Instant now) {
        Mending mending = new Mending(text);
        read(text, mending, now);
        return mending;
    }

    /** Ends with a whole word, where there is a blank to cut at. */
    private static String bounded(String typed, Mending mending) {
        if (typed.length() <= LONGEST) {
            return typed;
        }
        int blank = typed.lastIndexOf(' ', LONGEST);
        int end = blank > 0 ? blank : Character.isLowSurrogate(typed.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
        if (typed.substring(end).isBlank()) {
            return typed.substring(0, end);
        }
        mending.tell(
                end,
                typed.length(),
                String.format(
                        Locale.ROOT, "Only the first %,d characters are read; what follows was left out.", LONGEST));
        mending.remove(end, typed.length());
        return typed.substring(0, end);
    }
}
