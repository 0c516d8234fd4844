package org.salonarchive.reader;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.salonarchive.archive.MboxWriter;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;

/** Writes messages as a compressed mailbox in the mboxrd dialect, which loses no byte; one message at a time. */
@ApplicationScoped
class Mailboxes {

    /** Part of the validator: grows when the same messages are written in another way. */
    private static final String VERSION = "mboxrd 3 ";

    /** Messages whose rows are held at a time. */
    static final int STRETCH = 200;

    private final Messages messages;
    private final RawMessages raws;
    private final Pages pages;

    Mailboxes(Messages messages, RawMessages raws, Pages pages) {
        this.messages = messages;
        this.raws = raws;
        this.pages = pages;
    }

    /** Gives the messages that come after one in an order of theirs, a stretch at a time; none after the last. */
    @FunctionalInterface
    interface Stretches {
        List<MessageRow> after(Optional<MessageRow> last);
    }

    /**
     * Answers with a mailbox of messages that are known.
     *
     * @param name of the file, without its ending
     * @param keys the messages, in this order
     */
    Response answer(String name, int listId, List<Long> keys) {
        return answer(name, listId + "" + keys + messages.forms(listId, keys), stretches(listId, keys));
    }

    /** What cannot be seen of a stretch is left out; one that is empty for that is no end. */
    private Stretches stretches(int listId, List<Long> keys) {
        Iterator<Integer> starts = IntStream.iterate(0, from -> from < keys.size(), from -> from + STRETCH)
                .iterator();
        return last -> {
            List<MessageRow> rows = List.of();
            while (rows.isEmpty() && starts.hasNext()) {
                int from = starts.next();
                rows = messages.inOrder(listId, keys.subList(from, Math.min(keys.size(), from + STRETCH)));
            }
            return rows;
        };
    }

    /**
     * Answers with a mailbox of messages that are found while it is written.
     *
     * @param state another one when other messages would be found, or in another form
     */
    Response answer(String name, String state, Stretches stretches) {
        EntityTag tag = pages.tag((VERSION + state).getBytes(StandardCharsets.UTF_8));
        return pages.file(name + ".mbox.gz", "application/gzip", tag, () -> {
            List<MessageRow> first = stretches.after(Optional.empty());
            return out -> {
                try (GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16)) {
                    write(packed, first, stretches);
                }
            };
        });
    }

    private void write(OutputStream out, List<MessageRow> first, Stretches stretches) throws IOException {
        List<MessageRow> rows = first;
        while (!rows.isEmpty()) {
            Written.each(raws, rows, (row, bytes) -> MboxWriter.write(out, row.at(), row.fidelity(), bytes));
            rows = stretches.after(Optional.of(rows.get(rows.size() - 1)));
        }
    }
}
