package org.salonarchive.reader;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.RawMessages;

/** Writes messages as a compressed mailbox in the mboxrd dialect, which loses no byte; one message at a time. */
@ApplicationScoped
class Mailboxes {

    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final RawMessages raws;

    Mailboxes(RawMessages raws) {
        this.raws = raws;
    }

    /** Says which messages are written. */
    @FunctionalInterface
    interface Content {
        void write(Writer writer) throws IOException;
    }

    /** Takes the messages one by one. */
    @FunctionalInterface
    interface Writer {
        void message(MessageRow row) throws IOException;
    }

    Response answer(String name, Content content) {
        StreamingOutput body = out -> {
            try (GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16)) {
                content.write(row -> write(packed, row, raws.bytes(row.key())));
            }
        };
        return Response.ok(body, "application/gzip")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "_") + ".mbox.gz\"")
                .header("X-Robots-Tag", "noindex")
                .build();
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
