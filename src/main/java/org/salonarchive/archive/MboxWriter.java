package org.salonarchive.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes messages in the mboxrd dialect, which loses no byte. The separator says what a mailbox has no other place for, so
 * that an import gives the same bytes and knows what they are: {@code From mboxrd@z DATE}, with {@code +noeol} behind
 * {@code mboxrd} where the message does not end with a line end, and with {@code +} and the word of its
 * {@link Fidelity} where it was put together again.
 */
public final class MboxWriter {

    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private MboxWriter() {}

    /** Writes one message with its separator before it and an empty line behind it. */
    public static void write(OutputStream out, Instant at, Fidelity fidelity, byte[] bytes) throws IOException {
        boolean ended = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
        String marks = (ended ? "" : "+noeol") + (fidelity.isRebuilt() ? "+" + fidelity.word() : "");
        out.write(("From mboxrd" + marks + "@z " + ASCTIME.format(at) + "\n").getBytes(StandardCharsets.US_ASCII));
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
        out.write(ended ? new byte[] {'\n'} : new byte[] {'\n', '\n'});
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
