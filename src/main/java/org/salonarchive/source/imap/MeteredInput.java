package org.salonarchive.source.imap;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * What a server sends, let through only within an allowance of bytes and time. The reader of answers above it
 * takes whatever memory a server asks for: it holds an answer whole, and makes room for a literal (RFC 9051
 * section 4.3) of any announced length before its first byte has come. So an announcement that goes beyond
 * what is still allowed is refused here, before it is seen above.
 */
final class MeteredInput extends InputStream {

    /** How much of the mark of a literal, {@code {123}} and a line end, was seen. */
    private enum Mark {
        NONE,
        DIGITS,
        CLOSED,
        RETURN
    }

    private final String server;
    private InputStream in;
    private long left;
    private long allowed;
    private long deadline;

    private Mark mark = Mark.NONE;
    private long announced;
    private int digits;
    private long literalLeft;
    private boolean betweenAnswers = true;

    /** @param server what to call it in messages */
    MeteredInput(String server, InputStream in) {
        this.server = server;
        this.in = in;
    }

    /** From now on so much, and so long. */
    void allow(long bytes, Duration time) {
        allowed = bytes;
        left = bytes;
        deadline = System.nanoTime() + time.toNanos();
    }

    /** Reads through another stream from now on, such as one that inflates. */
    void through(InputStream other) {
        in = other;
    }

    InputStream inner() {
        return in;
    }

    /** Whether the last byte ended an answer, so that nothing is lost when the wait for the next one is given up. */
    boolean isBetweenAnswers() {
        return betweenAnswers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int read = in.read(target, offset, count);
        if (read <= 0) {
            return read;
        }
        left -= read;
        if (left < 0) {
            throw new IOException(server + " sent more than the " + allowed + " bytes that an answer may have here.");
        }
        if (System.nanoTime() - deadline > 0) {
            throw new IOException(server + " took too long over one answer.");
        }
        for (int i = offset; i < offset + read; i++) {
            pass(target[i], left + offset + read - i);
        }
        return read;
    }

    /** @param rest how many bytes may still come after this one */
    private void pass(byte b, long rest) throws IOException {
        boolean inLiteral = literalLeft > 0;
        if (inLiteral) {
            literalLeft--;
        }
        betweenAnswers = b == '\n' && !inLiteral;
        // The reader above looks back over the end of a literal, so marks are followed through literals too.
        if (b == '{') {
            mark = Mark.DIGITS;
            announced = 0;
            digits = 0;
        } else if (mark == Mark.DIGITS && b >= '0' && b <= '9') {
            announced = Math.min(announced * 10 + b - '0', Long.MAX_VALUE / 100);
            digits++;
        } else if (mark == Mark.DIGITS && b == '}' && digits > 0) {
            mark = Mark.CLOSED;
        } else if (mark == Mark.CLOSED && b == '\r') {
            mark = Mark.RETURN;
        } else if (mark == Mark.RETURN && b == '\n' && !inLiteral) {
            mark = Mark.NONE;
            betweenAnswers = false;
            begin(rest);
        } else {
            mark = Mark.NONE;
        }
    }

    private void begin(long rest) throws IOException {
        if (announced > rest) {
            throw new IOException(server + " announced " + announced + " bytes where only " + allowed + " may come.");
        }
        literalLeft = announced;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
