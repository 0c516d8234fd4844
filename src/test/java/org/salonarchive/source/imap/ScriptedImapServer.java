package org.salonarchive.source.imap;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An IMAP server that holds one folder and answers honestly, save where a test says otherwise: each command is
 * shown to the test's {@link Trick} first. What it was sent is kept.
 */
final class ScriptedImapServer implements AutoCloseable {

    private static final Pattern BODY =
            Pattern.compile("UID FETCH ([0-9,]+) \\(UID BODY\\.PEEK\\[(HEADER)?]<(\\d+)\\.(\\d+)>\\)");
    private static final Pattern LIST = Pattern.compile("(UID )?FETCH ([0-9*]+)(?::(\\d+))? \\(([A-Z0-9. ]+)\\)");

    /** What a test does instead of the honest answer to a command. */
    interface Trick {

        /**
         * @param command without its tag
         * @return whether it has answered (with the tag, if it wants); else the server does
         */
        boolean answers(Session session, String tag, String command) throws IOException;
    }

    /** The folder, by UID; tests change it at will. */
    final TreeMap<Long, byte[]> messages = new TreeMap<>();

    /** All commands so far, without tags, over all connections. */
    final List<String> commands = new CopyOnWriteArrayList<>();

    volatile long validity = 7;
    volatile long uidNext;
    volatile String capabilities = "IMAP4rev1 AUTH=PLAIN SASL-IR";
    volatile String greeting = "* OK ready";
    volatile Trick trick = (session, tag, command) -> false;

    private final ServerSocket listener;
    private final @Nullable SSLContext tls;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param tls null for one that begins without */
    ScriptedImapServer(@Nullable SSLContext tls) throws IOException {
        this.tls = tls;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Adds a message with the next UID. */
    void add(String text) {
        synchronized (messages) {
            messages.put(messages.isEmpty() ? 1 : messages.lastKey() + 1, text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket raw) {
        try (raw) {
            Socket socket = raw;
            if (tls != null) {
                var secured = (SSLSocket) tls.getSocketFactory().createSocket(raw, "client", raw.getPort(), true);
                secured.setUseClientMode(false);
                socket = secured;
            }
            Session session = new Session(socket);
            session.send(greeting + "\r\n");
            for (String line = session.line(); line != null; line = session.line()) {
                int space = line.indexOf(' ');
                String tag = line.substring(0, Math.max(0, space));
                String command = line.substring(space + 1);
                commands.add(command);
                if (!trick.answers(session, tag, command)) {
                    answer(session, tag, command);
                }
            }
        } catch (IOException ended) {
            // The client went away, as it may.
        }
    }

    /** The honest answer. */
    void answer(Session session, String tag, String command) throws IOException {
        if (command.equals("CAPABILITY")) {
            session.send("* CAPABILITY " + capabilities + "\r\n");
        } else if (command.startsWith("AUTHENTICATE PLAIN")) {
            session.send("+ \r\n");
            commands.add("(password) " + session.line());
        } else if (command.startsWith("EXAMINE")) {
            long next = uidNext > 0 ? uidNext : messages.isEmpty() ? 1 : messages.lastKey() + 1;
            session.send("* " + messages.size() + " EXISTS\r\n* OK [UIDVALIDITY " + validity
                    + "] valid\r\n* OK [UIDNEXT " + next + "] next\r\n");
        } else if (command.contains("FETCH")) {
            fetch(session, command);
        }
        session.send(tag + " OK done\r\n");
    }

    private void fetch(Session session, String command) throws IOException {
        Matcher body = BODY.matcher(command);
        Matcher list = LIST.matcher(command);
        if (body.matches()) {
            for (String uid : body.group(1).split(",")) {
                byte[] message = messages.get(Long.parseLong(uid));
                if (message != null) {
                    int from = Math.min(message.length, Integer.parseInt(body.group(3)));
                    int to = Math.min(message.length, from + Integer.parseInt(body.group(4)));
                    session.send("* " + number(Long.parseLong(uid)) + " FETCH (UID " + uid + " BODY["
                            + (body.group(2) == null ? "" : body.group(2)) + "]<" + from + "> {" + (to - from)
                            + "}\r\n");
                    session.out.write(message, from, to - from);
                    session.send(")\r\n");
                }
            }
        } else if (list.matches()) {
            long first = list.group(2).equals("*") ? messages.lastKey() : Long.parseLong(list.group(2));
            long last = list.group(3) == null ? first : Long.parseLong(list.group(3));
            boolean byUid = list.group(1) != null;
            for (long uid : messages.keySet()) {
                long place = byUid ? uid : number(uid);
                if (place >= first && place <= last) {
                    session.send(row(uid, list.group(4)));
                }
            }
        }
    }

    /** The line that lists a message with all there is to say. */
    String row(long uid) {
        return row(uid, "UID RFC822.SIZE INTERNALDATE");
    }

    private String row(long uid, String what) {
        return "* " + number(uid) + " FETCH ("
                + what.replace("UID", "UID " + uid)
                        .replace("RFC822.SIZE", "RFC822.SIZE " + messages.get(uid).length)
                        .replace("INTERNALDATE", "INTERNALDATE \" 1-Feb-2024 10:20:30 +0100\"")
                + ")\r\n";
    }

    int number(long uid) {
        return messages.headMap(uid).size() + 1;
    }

    /** One connection. */
    static final class Session {

        final Socket socket;
        final OutputStream out;
        private final InputStream in;

        Session(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Null at the end. */
        @Nullable
        String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    return line.toString(StandardCharsets.ISO_8859_1).strip();
                }
                line.write(b);
            }
            return null;
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "scripted server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
