package org.salonarchive.ingest.push;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what it is told to over a socket, right or wrong; characters stand for bytes (Latin-1). */
final class LmtpClient implements Closeable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;

    private LmtpClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        out = socket.getOutputStream();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** Connects and reads nothing yet. */
    static LmtpClient connect(int port) throws IOException {
        return new LmtpClient(port);
    }

    /** Connects and says LHLO. */
    static LmtpClient greeted(int port) throws IOException {
        LmtpClient client = new LmtpClient(port);
        client.reply();
        client.ask("LHLO client.example.org");
        return client;
    }

    void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    @Nullable
    String line() throws IOException {
        return in.readLine();
    }

    /** All lines of one answer, joined by spaces; null when the server has closed. */
    @Nullable
    String reply() throws IOException {
        List<String> lines = new ArrayList<>();
        String line = in.readLine();
        while (line != null) {
            lines.add(line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                return String.join(" ", lines);
            }
            line = in.readLine();
        }
        return null;
    }

    /** Says a line and gives the answer to it. */
    @Nullable
    String ask(String line) throws IOException {
        send(line + "\r\n");
        return reply();
    }

    /** Hands over a message, which ends with CRLF, to one recipient, and gives the last answer. */
    @Nullable
    String hand(String recipient, String message) throws IOException {
        ask("MAIL FROM:<list-bounces@lists.example.org> BODY=8BITMIME");
        String welcome = ask("RCPT TO:<" + recipient + ">");
        if (welcome == null || !welcome.startsWith("250")) {
            return welcome;
        }
        ask("DATA");
        send(stuffed(message) + ".\r\n");
        return reply();
    }

    /** With a dot before each dot that begins a line. */
    static String stuffed(String message) {
        String inner = message.replace("\r\n.", "\r\n..");
        return inner.startsWith(".") ? "." + inner : inner;
    }

    /** Goes without a word, in the middle of whatever it said. */
    void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
