package org.salonarchive.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.salonarchive.archive.BulkWriter;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;

/**
 * Conducts an import: reads sources one after the other, parses on several threads, and commits batches
 * in the order of the source, each with the checkpoint that says how far it reaches.
 */
@ApplicationScoped
public class Ingest {

    private final BulkWriter writer;
    private final IngestLedger ledger;
    private final IngestConfig config;
    private final Clock clock = Clock.systemUTC();

    Ingest(BulkWriter writer, IngestLedger ledger, IngestConfig config) {
        this.writer = writer;
        this.ledger = ledger;
        this.config = config;
    }

    /**
     * Reads sources into a list. What was read before is not read again; what cannot be archived goes to
     * the quarantine and the run goes on.
     *
     * @throws IngestFailure when a source cannot be read or the database is gone; what was committed stays,
     *     and the next import goes on from there
     */
    public ImportReport run(int listId, List<Source> sources, Progress progress) throws InterruptedException {
        ImportReport report = new ImportReport();
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        ExecutorService parsers = Executors.newFixedThreadPool(threads, parserThread());
        try {
            long before = 0;
            for (Source source : sources) {
                Instant start = clock.instant();
                long offset = before;
                run(
                        listId,
                        source,
                        (name, bytes, messages) -> progress.advanced(name, offset + bytes, messages),
                        report,
                        parsers,
                        threads);
                before += source.size();
                report.elapsed(Duration.between(start, clock.instant()));
            }
        } finally {
            parsers.shutdownNow();
        }
        return report;
    }

    private static ThreadFactory parserThread() {
        return task -> {
            Thread thread = new Thread(task, "salon-parse");
            thread.setDaemon(true);
            return thread;
        };
    }

    private void run(
            int listId, Source source, Progress progress, ImportReport report, ExecutorService parsers, int threads)
            throws InterruptedException {
        long run = patiently(() -> ledger.begin(listId, source.name()));
        BatchStore store = new BatchStore(writer, ledger, listId, run, source.name(), report);
        try (Reading reading = source.read(patiently(() -> ledger.checkpoint(listId, source.name())));
                BatchReader reader =
                        new BatchReader(reading, new ParseStage(clock.instant()), parsers, threads, config)) {
            Optional<Batch> next = take(reader);
            while (next.isPresent()) {
                Batch batch = next.get();
                patiently(() -> store.store(batch));
                reader.release(batch);
                progress.advanced(source.name(), batch.bytesRead(), report.read());
                next = take(reader);
            }
            patiently(() -> ledger.end(run, Optional.empty()));
        } catch (IOException unreadable) {
            String reason = source.name() + " could not be read: " + unreadable.getMessage();
            patiently(() -> ledger.end(run, Optional.of(reason)));
            throw new IngestFailure(reason + " What was read before is kept; import again to go on.", unreadable);
        }
    }

    private static Optional<Batch> take(BatchReader reader) throws InterruptedException, IOException {
        try {
            return reader.next().get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            if (failed.getCause() instanceof Error fault) {
                throw fault;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private <T> T patiently(DatabasePatience.Work<T> work) throws InterruptedException {
        return new DatabasePatience(config.databasePatience()).run(work);
    }
}
