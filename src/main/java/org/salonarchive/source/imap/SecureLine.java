package org.salonarchive.source.imap;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection on which TLS stands, to a server whose certificate was found to be its own. The IMAP library
 * gets it as if it were a plain socket and so has no way to speak without TLS: nothing that is secret can leave
 * before the handshake is over.
 */
final class SecureLine extends Socket {

    /** Bytes of the greeting and of what leads to it. */
    private static final int GREETING_BYTES = 64 << 10;

    private final Socket raw;
    private final SSLSocket tls;
    private final MeteredInput in;
    private final Turnout out;

    private SecureLine(Socket raw, SSLSocket tls, MeteredInput in) throws IOException {
        this.raw = raw;
        this.tls = tls;
        this.in = in;
        this.out = new Turnout(tls.getOutputStream(), raw);
    }

    /**
     * Connects to the first of a server's addresses that answers and sets up TLS.
     *
     * @throws IOException that says in plain words what failed
     */
    static SecureLine open(ImapSettings settings, Iterable<InetAddress> addresses, SSLContext trust, Timeouts timeouts)
            throws IOException {
        Socket raw = connect(settings, addresses, timeouts);
        // Whoever drips a byte now and then keeps within each timeout of a read; this ends it all the same.
        Executor later = CompletableFuture.delayedExecutor(timeouts.connect().toMillis() * 2, TimeUnit.MILLISECONDS);
        CompletableFuture<Void> watch = CompletableFuture.runAsync(() -> closeQuietly(raw), later);
        try {
            raw.setSoTimeout(timeouts.connectMillis());
            raw.setTcpNoDelay(true);
            raw.setKeepAlive(true);
            byte[] greeting = new byte[0];
            if (settings.startTls()) {
                new StartTls(settings.server(), raw).negotiate();
                // The library waits for a greeting; the server gave its own before TLS, where nobody can vouch for it.
                greeting = "* OK\r\n".getBytes(StandardCharsets.US_ASCII);
            }
            SSLSocket tls = handshake(settings, raw, trust);
            raw.setSoTimeout(timeouts.readMillis());
            InputStream bytes = new SequenceInputStream(new ByteArrayInputStream(greeting), tls.getInputStream());
            MeteredInput in = new MeteredInput(settings.server(), greeting.length == 0 ? tls.getInputStream() : bytes);
            SecureLine line = new SecureLine(raw, tls, in);
            line.allow(GREETING_BYTES, timeouts.answer());
            return line;
        } catch (IOException failed) {
            closeQuietly(raw);
            if (watch.isDone() && !watch.isCancelled()) {
                throw new IOException(settings.server() + " took too long to set up TLS.", failed);
            }
            throw failed;
        } finally {
            watch.cancel(false);
        }
    }

    private static Socket connect(ImapSettings settings, Iterable<InetAddress> addresses, Timeouts timeouts)
            throws IOException {
        IOException last = new IOException(settings.host() + " has no address.");
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, settings.port()), timeouts.connectMillis());
                return socket;
            } catch (IOException failed) {
                closeQuietly(socket);
                last = Trouble.unreachable(settings, failed);
            }
        }
        throw last;
    }

    private static SSLSocket handshake(ImapSettings settings, Socket raw, SSLContext trust) throws IOException {
        try {
            SSLSocket tls =
                    (SSLSocket) trust.getSocketFactory().createSocket(raw, settings.host(), settings.port(), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return tls;
        } catch (IOException failed) {
            throw Trouble.noTls(settings, failed);
        }
    }

    /** What the server may send from now on, and how long it may take. */
    void allow(long bytes, Duration time) {
        in.allow(bytes, time);
    }

    boolean isBetweenAnswers() {
        return in.isBetweenAnswers();
    }

    /** Both sides compress from here on (RFC 4978). What is inflated counts as what the server sent. */
    void compress() {
        in.through(new InflaterInputStream(in.inner(), new Inflater(true)));
        out.through(new DeflaterOutputStream(out.inner(), new Deflater(Deflater.DEFAULT_COMPRESSION, true), true));
    }

    /** The library's call to connect; it has been done, to an address that was checked. */
    @Override
    public void connect(SocketAddress endpoint, int timeout) {}

    /** The same without a limit, which there was nevertheless. */
    @Override
    public void connect(SocketAddress endpoint) {}

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        tls.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return tls.getSoTimeout();
    }

    @Override
    public InetAddress getInetAddress() {
        return raw.getInetAddress();
    }

    @Override
    public boolean isConnected() {
        return raw.isConnected();
    }

    @Override
    public boolean isClosed() {
        return raw.isClosed();
    }

    /** At once, and without a farewell that a dead connection would wait for. */
    @Override
    public void close() throws IOException {
        raw.close();
    }

    void closeQuietly() {
        closeQuietly(raw);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException goneAnyway) {
            // A socket that cannot be closed is of no more use than one that was.
        }
    }

    /** Output that can be led through another stream, and that never waits to be closed. */
    private static final class Turnout extends FilterOutputStream {

        private final Socket raw;

        Turnout(OutputStream out, Socket raw) {
            super(out);
            this.raw = raw;
        }

        void through(OutputStream other) {
            out = other;
        }

        OutputStream inner() {
            return out;
        }

        /** Out at once: the library's guard against slow writes does not hand on a flush. */
        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
            out.flush();
        }

        /** That guard closes the stream to end a write, which a farewell would only prolong. */
        @Override
        public void close() throws IOException {
            raw.close();
        }
    }
}
