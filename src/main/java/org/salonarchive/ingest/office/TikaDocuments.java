package org.salonarchive.ingest.office;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.DocumentText;
import org.salonarchive.message.BodyPart;

/**
 * Reads attached documents with Apache Tika, one at a time, in a process that is started for the first and kept while
 * more come. Whatever happens there, it costs the text of that document and nothing else.
 */
@ApplicationScoped
public class TikaDocuments implements DocumentText {

    private static final Logger LOG = Logger.getLogger(TikaDocuments.class);
    private static final String WITHOUT =
            "messages are archived without the text of such attachments; afterwards" + " salon rebuild search reads it";

    private static final int PARTING_SECONDS = 2;

    private final Optional<Path> tika;
    private final TikaLimits limits;
    private final InstantSource clock;
    private final ReentrantLock turn = new ReentrantLock();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(TikaDocuments::thread);
    private final Set<TikaProcess.Fault> told = EnumSet.noneOf(TikaProcess.Fault.class);
    private @Nullable TikaProcess process;
    private @Nullable Future<?> ending;
    private int failures;
    private Instant offUntil = Instant.MIN;

    @Inject
    TikaDocuments(TikaConfig config) {
        this(config.tika(), TikaLimits.USUAL, Clock.systemUTC());
    }

    TikaDocuments(Optional<Path> tika, TikaLimits limits, InstantSource clock) {
        this.tika = tika;
        this.limits = limits;
        this.clock = clock;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "salon-tika");
        thread.setDaemon(true);
        return thread;
    }

    /** A name that leads nowhere is told at the start, not with the first document. */
    void look(@Observes StartupEvent start) {
        tika.filter(path -> !Files.isReadable(path))
                .ifPresent(path -> LOG.errorf(
                        "SALON_SEARCH_TIKA names %s, which is not there or cannot be read; until it is, %s",
                        path, WITHOUT));
    }

    @Override
    public Optional<String> of(BodyPart part) {
        if (tika.isEmpty()) {
            return Optional.empty();
        }
        turn.lock();
        try {
            return clock.instant().isBefore(offUntil) ? Optional.empty() : read(tika.get(), part);
        } finally {
            turn.unlock();
        }
    }

    private Optional<String> read(Path jar, BodyPart part) {
        byte[] document = bytes(part);
        if (document.length > limits.bytes()) {
            LOG.debugf("A document of more than %,d bytes is not read", limits.bytes());
            return Optional.empty();
        }
        try {
            Optional<String> text = running(jar).text(document);
            failures = 0;
            return text;
        } catch (TikaProcess.Failure failure) {
            end();
            failed(failure, jar, document.length);
            return Optional.empty();
        }
    }

    private byte[] bytes(BodyPart part) {
        try (InputStream content = part.content()) {
            return content.readNBytes(limits.bytes() + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    private TikaProcess running(Path jar) throws TikaProcess.Failure {
        TikaProcess running = process;
        if (running == null || !running.isGood()) {
            end();
            running = TikaProcess.start(jar, limits, timer);
            process = running;
        }
        if (ending != null) {
            ending.cancel(false);
        }
        ending = timer.schedule(this::endIfIdle, limits.idle().toMillis(), TimeUnit.MILLISECONDS);
        return running;
    }

    private void failed(TikaProcess.Failure failure, Path jar, int size) {
        failures++;
        if (told.add(failure.fault())) {
            if (failure.fault() == TikaProcess.Fault.NOT_STARTED) {
                LOG.errorf(
                        "Apache Tika could not be started from %s: %s. Let SALON_SEARCH_TIKA name the jar of tika-app;"
                                + " until then %s",
                        jar, failure.getMessage(), WITHOUT);
            } else {
                LOG.warnf(
                        "Apache Tika failed with an attached document of %,d bytes: %s. The message is archived without"
                                + " that text; the next of this kind are not told",
                        size, failure.getMessage());
            }
        }
        if (failures >= limits.failures()) {
            failures = 0;
            offUntil = clock.instant().plus(limits.pause());
            LOG.warnf(
                    "Apache Tika failed with %d attached documents in a row and is off for %d minutes, in which %s",
                    limits.failures(), limits.pause().toMinutes(), WITHOUT);
        }
    }

    /** The timer must not wait for its turn: while a document is read, it has to watch over that. */
    private void endIfIdle() {
        if (turn.tryLock()) {
            try {
                end();
            } finally {
                turn.unlock();
            }
        }
    }

    private void end() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    /** A process that is still reading then ends with its document, since nothing more comes. */
    @PreDestroy
    void close() {
        try {
            if (turn.tryLock(PARTING_SECONDS, TimeUnit.SECONDS)) {
                try {
                    end();
                } finally {
                    turn.unlock();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
