package org.salonarchive.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a client and a server on this machine and does what networks do: ends a connection after any
 * number of bytes, falls silent, becomes slow. Each connection is counted by itself from its first byte.
 */
public final class FaultProxy implements AutoCloseable {

    /** Which bytes a fault counts. */
    public enum Direction {
        TO_CLIENT,
        TO_SERVER
    }

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong toClient = new AtomicLong();
    private volatile Direction counted = Direction.TO_CLIENT;
    private volatile long cutAfter = Long.MAX_VALUE;
    private volatile long silentAfter = Long.MAX_VALUE;
    private volatile long pauseNanosPerByte;

    private FaultProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("proxy", this::accept);
    }

    /** In front of a port of this machine; without faults at first. */
    public static FaultProxy to(int port) throws IOException {
        return new FaultProxy(port);
    }

    /** Where a client connects, on the loopback address. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Lets so many bytes of each connection through in a direction, then cuts it hard. */
    public void cutAfter(Direction direction, long bytes) {
        counted = direction;
        cutAfter = bytes;
    }

    /** Lets so many bytes of each connection through in a direction, then says nothing more and keeps it open. */
    public void silentAfter(Direction direction, long bytes) {
        counted = direction;
        silentAfter = bytes;
    }

    /** Falls silent at once, on connections there are too. */
    public void silence() {
        silentAfter = 0;
    }

    /** So many bytes a second at most, one at a time. */
    public void throttle(int bytesPerSecond) {
        pauseNanosPerByte = 1_000_000_000L / bytesPerSecond;
    }

    /** Ends every connection there is, and has no faults for those to come. */
    public void heal() throws IOException {
        cutAfter = Long.MAX_VALUE;
        silentAfter = Long.MAX_VALUE;
        pauseNanosPerByte = 0;
        cutNow();
    }

    /** Ends every connection there is. */
    public void cutNow() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Bytes that clients got, over all connections. */
    public long bytesToClient() {
        return toClient.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                start("proxy to server", () -> pump(client, server, Direction.TO_SERVER));
                start("proxy to client", () -> pump(server, client, Direction.TO_CLIENT));
            } catch (IOException closedOrRefused) {
                // The client sees it as a connection that ends, which is what this is for.
            }
        }
    }

    private void pump(Socket from, Socket to, Direction direction) {
        byte[] buffer = new byte[8192];
        long passed = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = in.read(buffer);
            while (read >= 0) {
                boolean counts = direction == counted;
                long mayPass = counts ? Math.min(cutAfter, silentAfter) - passed : read;
                int through = (int) Math.max(0, Math.min(read, mayPass));
                send(out, buffer, through);
                passed += through;
                toClient.addAndGet(direction == Direction.TO_CLIENT ? through : 0);
                if (counts && passed >= cutAfter) {
                    return;
                }
                read = in.read(buffer);
            }
        } catch (IOException ended) {
            // Either side went away; so does the other.
        }
    }

    private void send(OutputStream out, byte[] bytes, int count) throws IOException {
        long pause = pauseNanosPerByte;
        if (pause == 0) {
            out.write(bytes, 0, count);
        } else {
            for (int i = 0; i < count; i++) {
                LockSupport.parkNanos(pause);
                out.write(bytes, i, 1);
            }
        }
        out.flush();
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cutNow();
    }
}
