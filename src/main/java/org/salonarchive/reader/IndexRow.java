package org.salonarchive.reader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.thread.ThreadTree;

/**
 * A line of a list of messages. Nested lists are written line by line: each says whether a list of replies
 * opens after it, and how many lists close.
 *
 * @param id a fragment by which the line can be linked
 * @param date for people, {@code machineDate} for programs
 * @param note what else there is to say, such as where the thread began; may be empty
 * @param current whether this is the message of the page
 * @param opens whether its replies follow, one level deeper
 * @param closes how many levels end after it
 */
record IndexRow(
        String id,
        String link,
        String subject,
        String author,
        String date,
        String machineDate,
        String note,
        String noteLink,
        boolean current,
        boolean opens,
        int closes) {

    /** Deeper than this, lines stand below each other; a page says so. */
    static final int DEEPEST = 12;

    /** One entry for each level that ends after the line: templates count by lists. */
    public List<Integer> levels() {
        return IntStream.range(0, closes).boxed().toList();
    }

    /** Lines in the order given, not nested. */
    static List<IndexRow> flat(List<MessageRow> rows, Function<MessageRow, String> date) {
        return rows.stream()
                .map(row -> of(row, date.apply(row), "", "", false, 0, 0))
                .toList();
    }

    static IndexRow of(
            MessageRow row, String date, String note, String noteLink, boolean current, int depth, int nextDepth) {
        return new IndexRow(
                String.valueOf(row.number()),
                ArchiveLinks.message(row),
                subject(row.subject()),
                author(row),
                date,
                Dates.machine(row.at()),
                note,
                noteLink,
                current,
                nextDepth > depth,
                Math.max(0, depth - nextDepth));
    }

    /** Lines nested by who answers whom, oldest thread first. */
    static List<IndexRow> nested(
            List<MessageRow> rows, Optional<MessageRow> current, Function<MessageRow, String> date, Notes notes) {
        List<MessageRow> byDate = new ArrayList<>(rows);
        byDate.sort(Comparator.comparing(MessageRow::at).thenComparing(MessageRow::key));
        ThreadTree tree = tree(byDate);
        List<IndexRow> lines = new ArrayList<>();
        for (int place = 0; place < tree.size(); place++) {
            MessageRow row = byDate.get(tree.at(place));
            int depth = Math.min(tree.depth(place), DEEPEST);
            int next = place + 1 < tree.size() ? Math.min(tree.depth(place + 1), DEEPEST) : 0;
            boolean here = current.filter(c -> c.key() == row.key()).isPresent();
            boolean top = tree.depth(place) == 0;
            String note = top ? notes.text(row) : "";
            lines.add(of(row, date.apply(row), note, note.isEmpty() ? "" : notes.link(row), here, depth, next));
        }
        return lines;
    }

    static ThreadTree tree(List<MessageRow> byDate) {
        long[] keys = byDate.stream().mapToLong(MessageRow::key).toArray();
        long[] parents =
                byDate.stream().mapToLong(row -> row.parent().orElse(-1)).toArray();
        return ThreadTree.of(keys, parents);
    }

    static String subject(String subject) {
        return subject.isBlank() ? "(no subject)" : subject;
    }

    static String author(MessageRow row) {
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

    /** What is said of a line on top whose message answers one that stands elsewhere. */
    interface Notes {
        Notes NONE = new Notes() {
            @Override
            public String text(MessageRow row) {
                return "";
            }

            @Override
            public String link(MessageRow row) {
                return "";
            }
        };

        String text(MessageRow row);

        String link(MessageRow row);
    }
}
