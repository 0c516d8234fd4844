package org.salonarchive.reader;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;

/** Writes messages as a compressed mailbox in the mboxrd dialect, which loses no byte; one message at a time. */
@ApplicationScoped
class Mailboxes {

    /** Part of the validator: grows when the same messages are written in another way. */
    private static final String VERSION = "mboxrd 2 ";

    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Messages whose rows are held at a time. */
    private static final int STRETCH = 200;

    private final Messages messages;
    private final RawMessages raws;
    private final Pages pages;

    Mailboxes(Messages messages, RawMessages raws, Pages pages) {
        this.messages = messages;
        this.raws = raws;
        this.pages = pages;
    }

    /**
     * Answers with a mailbox.
     *
     * @param name of the file, without its ending
     * @param keys the messages, in this order
     */
    Response answer(String name, int listId, List<Long> keys) {
        EntityTag tag =
                pages.tag((VERSION + listId + keys + messages.forms(listId, keys)).getBytes(StandardCharsets.US_ASCII));
        Optional<Response> unchanged = pages.unchanged(tag);
        if (unchanged.isPresent()) {
            return unchanged.get();
        }
        StreamingOutput body = out -> {
            try (GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16)) {
                write(packed, listId, keys);
            }
        };
        return Response.ok(body, "application/gzip")
                .tag(tag)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "_") + ".mbox.gz\"")
                .header("X-Robots-Tag", "noindex")
                .build();
    }

    private void write(OutputStream out, int listId, List<Long> keys) throws IOException {
        for (int from = 0; from < keys.size(); from += STRETCH) {
            List<Long> stretch = keys.subList(from, Math.min(keys.size(), from + STRETCH));
            try {
                raws.each(messages.inOrder(listId, stretch), (row, bytes) -> {
                    try {
                        write(out, row, bytes);
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    }
                });
            } catch (UncheckedIOException gone) {
                throw gone.getCause();
            }
        }
    }

    private static void write(OutputStream out, MessageRow row, byte[] bytes) throws IOException {
        out.write(("From mboxrd@z " + ASCTIME.format(row.at()) + "\n").getBytes(StandardCharsets.US_ASCII));
        int start = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            end = Math.min(end + 1, bytes.length);
            if (isQuotable(bytes, start, end)) {
                out.write('>');
            }
            out.write(bytes, start, end - start);
            start = end;
        }
        out.write(bytes.length == 0 || bytes[bytes.length - 1] == '\n' ? new byte[] {'\n'} : new byte[] {'\n', '\n'});
    }

    /** mboxrd: any line of {@code >} and then {@code From } gets one more. */
    private static boolean isQuotable(byte[] bytes, int start, int end) {
        int from = start;
        while (from < end && bytes[from] == '>') {
            from++;
        }
        return end - from >= 5
                && bytes[from] == 'F'
                && bytes[from + 1] == 'r'
                && bytes[from + 2] == 'o'
                && bytes[from + 3] == 'm'
                && bytes[from + 4] == ' ';
    }
}
