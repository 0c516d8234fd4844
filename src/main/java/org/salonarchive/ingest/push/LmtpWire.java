package org.salonarchive.ingest.push;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection to a client that may send anything, at any speed, and read nothing. Answers are sent when the next
 * bytes have to be waited for, so that a group of commands (RFC 2920) is answered in one piece.
 */
final class LmtpWire implements Closeable {

    /** More than the 512 of RFC 5321 §4.5.3.1.4 and what its extensions add. */
    private static final int LINE_BYTES = 2_048;

    /** Bytes after which a line is given up as one that has no end. */
    private static final int ENDLESS_BYTES = 1 << 20;

    /** How long a client that let its time pass has to read that it did. */
    private static final long GRACE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Duration idle;
    private final byte[] buffer = new byte[1 << 14];
    private int next;
    private int end;
    private volatile boolean waiting;
    private volatile long deadline;

    LmtpWire(Socket socket, Duration idle) throws IOException {
        this.socket = socket;
        this.idle = idle;
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, Math.max(1, idle.toMillis())));
        in = socket.getInputStream();
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 13);
        allow(idle);
    }

    /** Begins something that the client must have done in this time. */
    private void allow(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /** Whether the client keeps this waiting beyond its time, so that only closing helps. */
    boolean isOverdue() {
        return waiting && System.nanoTime() - deadline > GRACE_NANOS;
    }

    /** One line of an answer, in ASCII. */
    void say(String line) throws IOException {
        allow(idle);
        waiting = true;
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        waiting = false;
    }

    /**
     * The next command line without its end, of UTF-8 (RFC 6531); empty for one that is too long, does not end with
     * CRLF or holds a control character.
     *
     * @throws EOFException when the client has gone
     * @throws SocketTimeoutException when it is silent or too slow
     */
    Optional<String> command() throws IOException {
        allow(idle);
        byte[] line = new byte[LINE_BYTES];
        int length = 0;
        int octet = read();
        while (octet != '\n') {
            if (length < LINE_BYTES) {
                line[length] = (byte) octet;
            }
            length++;
            if (length > ENDLESS_BYTES) {
                throw new IOException("a line without end");
            }
            octet = read();
        }
        if (length > LINE_BYTES || length == 0 || line[length - 1] != '\r') {
            return Optional.empty();
        }
        String text = new String(line, 0, length - 1, StandardCharsets.UTF_8);
        return text.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(text);
    }

    /**
     * Reads a message up to the line that is a lone dot, and takes away the dots that were put before dots (RFC 5321
     * §4.5.2). Only CRLF ends a line there: a lone LF or CR is part of the message, or else two servers could differ
     * on where it ends, and a mail could smuggle in another.
     */
    void message(OutputStream to, Duration time) throws IOException {
        allow(time);
        boolean lineBegins = true;
        while (true) {
            int octet = read();
            if (lineBegins && octet == '.') {
                octet = read();
                if (octet == '\r') {
                    octet = read();
                    if (octet == '\n') {
                        return;
                    }
                    to.write('\r');
                }
            }
            lineBegins = false;
            while (octet == '\r') {
                to.write(octet);
                octet = read();
                if (octet == '\n') {
                    lineBegins = true;
                }
            }
            to.write(octet);
            if (!lineBegins) {
                plain(to);
            }
        }
    }

    /** Passes on what stands in the buffer before the next CR. */
    private void plain(OutputStream to) throws IOException {
        int from = next;
        while (next < end && buffer[next] != '\r') {
            next++;
        }
        to.write(buffer, from, next - from);
    }

    private int read() throws IOException {
        if (next == end) {
            fill();
        }
        return buffer[next++] & 0xff;
    }

    private void fill() throws IOException {
        if (System.nanoTime() - deadline > 0) {
            throw new SocketTimeoutException();
        }
        waiting = true;
        out.flush();
        int count = in.read(buffer);
        waiting = false;
        if (count < 0) {
            throw new EOFException();
        }
        next = 0;
        end = count;
    }

    /** Sends what is still to be said; nothing more is read. */
    void finish() throws IOException {
        allow(idle);
        waiting = true;
        out.flush();
        waiting = false;
    }

    /** Lets the client say nothing more; what is being done for it is still done and answered. */
    void hearNoMore() throws IOException {
        socket.shutdownInput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
