package org.salonarchive.source.imap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Asks a server to begin TLS (RFC 9051 section 6.2.1) and takes nothing but a plain yes. It reads byte by byte, so
 * that whatever comes after the yes is left to the handshake, where it is an error, and never taken for an answer
 * that was given under TLS.
 */
final class StartTls {

    private static final int LINE_BYTES = 4 << 10;
    private static final int LINES = 50;

    private final String server;
    private final Socket raw;

    /** @param server what to call it in messages */
    StartTls(String server, Socket raw) {
        this.server = server;
        this.raw = raw;
    }

    /** @throws IOException when TLS may not begin */
    void negotiate() throws IOException {
        InputStream in = raw.getInputStream();
        String greeting = line(in);
        if (greeting.startsWith("* PREAUTH")) {
            throw new IOException(server + " takes everybody as signed in before TLS began (PREAUTH), which Salon does"
                    + " not trust: choose tls with port 993.");
        }
        if (greeting.startsWith("* BYE")) {
            throw new IOException(server + " turns connections away at the moment.");
        }
        if (!greeting.startsWith("* OK")) {
            throw new IOException(server + " does not answer as an IMAP server without TLS from the first byte does:"
                    + " choose tls, or another port.");
        }
        raw.getOutputStream().write("S1 STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII));
        raw.getOutputStream().flush();
        String answer = line(in);
        for (int lines = 1; answer.startsWith("* "); lines++) {
            if (lines == LINES) {
                throw new IOException(server + " does not come to an answer about STARTTLS.");
            }
            answer = line(in);
        }
        if (!answer.startsWith("S1 OK")) {
            throw new IOException(
                    server + " does not offer STARTTLS, and without it nothing is sent: choose tls, usually"
                            + " with port 993.");
        }
        if (in.available() > 0) {
            throw new IOException(server + " sent more before TLS began than it may; somebody may be in between.");
        }
    }

    private String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = read(in);
        while (b != '\n') {
            if (b < 0) {
                throw new IOException(server + " closed the connection before TLS began.");
            }
            if (line.size() == LINE_BYTES) {
                throw new IOException(server + " does not answer as an IMAP server does.");
            }
            line.write(b);
            b = read(in);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip().toUpperCase(Locale.ROOT);
    }

    private int read(InputStream in) throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException silence) {
            throw new IOException(server + " says nothing: with TLS from the first byte, choose tls.", silence);
        }
    }
}
