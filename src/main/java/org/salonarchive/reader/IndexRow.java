package org.salonarchive.reader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;

/**
 * A line of a list of messages. Nested lists are written line by line: each says whether a list of replies
 * opens after it, and how many lists close.
 *
 * @param id a fragment by which the line can be linked
 * @param date for people, {@code machineDate} for programs
 * @param notes what else there is to say, such as where the thread began
 * @param depth how many of the messages of the list it stands below
 * @param current whether this is the message of the page
 * @param opens whether its replies follow, one level deeper
 * @param closes how many levels end after it
 */
public record IndexRow(
        String id,
        String link,
        String subject,
        String author,
        String date,
        String machineDate,
        List<Note> notes,
        int depth,
        boolean current,
        boolean opens,
        int closes) {

    /** Deeper than this, lines stand below each other. */
    static final int DEEPEST = 12;

    private static final long NOBODY = -1;

    /** A remark beside a subject that leads on. */
    record Note(String text, String link) {}

    /**
     * How lines are written.
     *
     * @param date of a message, for people
     * @param notes what is said of a line on top, which stands for so many lines
     * @param current the message of the page, or a negative number
     */
    record Style(Function<MessageRow, String> date, BiFunction<MessageRow, Integer, List<Note>> notes, long current) {

        /** Without notes. */
        static Style of(Function<MessageRow, String> date) {
            return new Style(date, (row, count) -> List.of(), NOBODY);
        }

        Style at(MessageRow row) {
            return new Style(date, notes, row.key());
        }
    }

    /** One entry for each level that ends after the line: templates count by lists. */
    public List<Integer> levels() {
        return IntStream.range(0, closes).boxed().toList();
    }

    /** Lines in the order given, not nested. */
    static List<IndexRow> flat(List<MessageRow> rows, Function<MessageRow, String> date) {
        Style style = Style.of(date);
        return rows.stream().map(row -> line(row, style, List.of(), 0, 0)).toList();
    }

    /** Lines below what they answer, as far as that is among them. The rows come in that order. */
    static List<IndexRow> nested(List<MessageRow> rows, Style style) {
        int[] depths = depths(rows);
        List<IndexRow> lines = new ArrayList<>();
        for (int i = 0; i < depths.length; i++) {
            int next = i + 1 < depths.length ? Math.min(depths[i + 1], DEEPEST) : 0;
            MessageRow row = rows.get(i);
            List<Note> notes = depths[i] == 0 ? style.notes().apply(row, count(depths, i)) : List.of();
            lines.add(line(row, style, notes, depths[i], next));
        }
        return lines;
    }

    private static int[] depths(List<MessageRow> rows) {
        Map<Long, Integer> known = new HashMap<>();
        int[] depths = new int[rows.size()];
        for (int i = 0; i < depths.length; i++) {
            depths[i] = known.getOrDefault(rows.get(i).parent().orElse(NOBODY), -1) + 1;
            known.put(rows.get(i).key(), depths[i]);
        }
        return depths;
    }

    /** How many lines stand below a line on top, itself counted. */
    private static int count(int[] depths, int top) {
        int end = top + 1;
        while (end < depths.length && depths[end] > 0) {
            end++;
        }
        return end - top;
    }

    private static IndexRow line(MessageRow row, Style style, List<Note> notes, int depth, int nextShown) {
        int shown = Math.min(depth, DEEPEST);
        return new IndexRow(
                String.valueOf(row.number()),
                ArchiveLinks.message(row),
                subject(row.subject()),
                author(row.author()),
                style.date().apply(row),
                Dates.machine(row.at()),
                notes,
                depth,
                row.key() == style.current(),
                nextShown > shown,
                Math.max(0, shown - nextShown));
    }

    /** A subject as lists of messages show it. */
    public static String subject(String subject) {
        return subject.isBlank() ? "(no subject)" : subject;
    }

    /** Who wrote a message, as lists of messages show it. */
    public static String author(MessageRow row) {
        return author(row.author());
    }

    /** A name, or what stands before the @ of an address. */
    static String author(MessageRow.Author author) {
        if (!author.name().isBlank()) {
            return author.name();
        }
        int at = author.address().indexOf('@');
        return at > 0
                ? author.address().substring(0, at)
                : author.address().isEmpty() ? "(nobody named)" : author.address();
    }
}
