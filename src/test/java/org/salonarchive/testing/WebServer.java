package org.salonarchive.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A web server on loopback whose answers are written byte by byte, so that it can lie in every way. */
public final class WebServer implements AutoCloseable {

    /** One request. */
    public record Asked(String path, Map<String, String> fields) {

        /** A field of its head; empty when it has none. */
        public String field(String name) {
            return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** Writes what is answered; the connection is closed after it. */
    public interface Pages {
        void answer(Asked asked, OutputStream out) throws IOException;
    }

    private final ServerSocket socket;
    private final String scheme;
    private final Pages pages;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Without encryption. */
    public WebServer(Pages pages) throws IOException {
        this(ServerSocketFactory.getDefault(), "http", pages);
    }

    /** With sockets of this factory. */
    public WebServer(ServerSocketFactory sockets, String scheme, Pages pages) throws IOException {
        this.socket = sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        this.scheme = scheme;
        this.pages = pages;
        start(this::accept);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "test-web-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String line = line(in);
            if (line.isEmpty()) {
                return;
            }
            Map<String, String> fields = new HashMap<>();
            for (String field = line(in); !field.isEmpty(); field = line(in)) {
                String[] parts = field.split(":", 2);
                fields.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
            }
            Asked request = new Asked(line.split(" ")[1], fields);
            asked.add(request);
            pages.answer(request, connection.getOutputStream());
        } catch (IOException | UncheckedIOException gone) {
            // The client went away, as it may.
        } finally {
            open.remove(connection);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String url(String path) {
        return url("127.0.0.1", path);
    }

    public String url(String host, String path) {
        return scheme + "://" + host + ":" + port() + path;
    }

    /** All requests so far. */
    public List<Asked> asked() {
        return asked;
    }

    /** How often a path was asked for. */
    public long timesAsked(String path) {
        return asked.stream().filter(request -> request.path().equals(path)).count();
    }

    /** Writes an answer with the fields that are given and no others. */
    public static void write(OutputStream out, String status, Map<String, String> fields, byte[] body)
            throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        fields.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    /** Writes an answer of a certain length. */
    public static void write(OutputStream out, String status, byte[] body) throws IOException {
        write(out, status, Map.of("Content-Length", "" + body.length), body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
