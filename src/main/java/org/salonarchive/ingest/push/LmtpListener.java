package org.salonarchive.ingest.push;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.salonarchive.ingest.IngestFailure;

/** Listens for mail servers that hand mail over by LMTP (RFC 2033). */
@ApplicationScoped
public class LmtpListener {

    private static final Logger LOG = Logger.getLogger(LmtpListener.class);

    private static final int LOOK_AROUND_MILLIS = 250;
    private static final int WAITING_CLIENTS = 64;
    private static final byte[] TOO_MANY =
            "421 4.3.2 Too many clients, come again\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final long LEAVE_SECONDS = 10;

    private final LmtpConfig config;
    private final Handover handover;
    private final Semaphore places;
    private final Set<LmtpWire> wires = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket server;
    private @Nullable ExecutorService threads;

    LmtpListener(LmtpConfig config, Handover handover) {
        this.config = config;
        this.handover = handover;
        this.places = new Semaphore(config.connections());
    }

    /**
     * Listens from now on, if {@code salon.lmtp.port} says where; called again, it does nothing.
     *
     * @return the port
     * @throws IngestFailure when it cannot; the message says why
     */
    public synchronized OptionalInt start() {
        if (server == null && config.port().isPresent()) {
            ServerSocket listening = listen(config.port().getAsInt());
            ExecutorService running = Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "lmtp");
                thread.setDaemon(true);
                return thread;
            });
            server = listening;
            threads = running;
            running.execute(() -> accept(listening, running));
            LOG.infof("Taking mail by LMTP at %s:%s", config.host(), listening.getLocalPort());
        }
        ServerSocket listening = server;
        return listening == null ? OptionalInt.empty() : OptionalInt.of(listening.getLocalPort());
    }

    private ServerSocket listen(int port) {
        try {
            ServerSocket listening = new ServerSocket();
            try {
                listening.setReuseAddress(true);
                listening.setSoTimeout(LOOK_AROUND_MILLIS);
                listening.bind(new InetSocketAddress(config.host(), port), WAITING_CLIENTS);
                return listening;
            } catch (IOException | IllegalArgumentException refused) {
                listening.close();
                throw refused;
            }
        } catch (IOException | IllegalArgumentException refused) {
            throw new IngestFailure(
                    "Mail cannot be taken by LMTP at " + config.host() + ":" + port + " (" + refused.getMessage()
                            + "): see salon.lmtp.host and salon.lmtp.port, and who else listens there.",
                    refused);
        }
    }

    private void accept(ServerSocket listening, ExecutorService running) {
        while (!listening.isClosed()) {
            closeOverdue();
            try {
                admit(listening.accept(), running);
            } catch (SocketTimeoutException nobody) {
                LOG.trace("No LMTP client came");
            } catch (IOException fault) {
                if (!listening.isClosed()) {
                    LOG.warnf("LMTP clients cannot come in: %s", fault.getMessage());
                    pause();
                }
            }
        }
    }

    /** What keeps clients out, such as too many open files, is not mended at once. */
    private static void pause() {
        try {
            Thread.sleep(LOOK_AROUND_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void admit(Socket client, ExecutorService running) {
        try {
            if (places.tryAcquire()) {
                running.execute(() -> hear(client));
                return;
            }
            client.getOutputStream().write(TOO_MANY);
        } catch (IOException gone) {
            LOG.debugf("An LMTP client is gone: %s", gone.getMessage());
        } catch (RejectedExecutionException stopping) {
            places.release();
        }
        close(client);
    }

    private void closeOverdue() {
        for (LmtpWire wire : wires) {
            if (wire.isOverdue()) {
                close(wire);
            }
        }
    }

    private static void close(Closeable client) {
        try {
            client.close();
        } catch (IOException gone) {
            LOG.debugf("Closing an LMTP client: %s", gone.getMessage());
        }
    }

    private void hear(Socket client) {
        try (LmtpWire wire = new LmtpWire(client, config.idle())) {
            wires.add(wire);
            try {
                new LmtpSession(wire, handover, config.message()).converse();
            } finally {
                wires.remove(wire);
            }
        } catch (IOException gone) {
            LOG.debugf("An LMTP client is gone: %s", gone.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOG.error("An LMTP client could not be served", fault);
        } finally {
            places.release();
        }
    }

    /** Hears nobody any more; what is being stored is stored and answered. */
    @PreDestroy
    synchronized void stop() {
        ServerSocket listening = server;
        ExecutorService running = threads;
        server = null;
        threads = null;
        if (listening == null || running == null) {
            return;
        }
        try {
            listening.close();
            for (LmtpWire wire : wires) {
                wire.hearNoMore();
            }
        } catch (IOException gone) {
            LOG.debugf("Closing LMTP: %s", gone.getMessage());
        }
        running.shutdown();
        try {
            if (!running.awaitTermination(LEAVE_SECONDS, TimeUnit.SECONDS)) {
                wires.forEach(LmtpListener::close);
                running.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
