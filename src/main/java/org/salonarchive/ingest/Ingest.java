package org.salonarchive.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
    private final ParseStages stages;
    private final Clock clock = Clock.systemUTC();

    Ingest(BulkWriter writer, IngestLedger ledger, IngestConfig config, ParseStages stages) {
        this.writer = writer;
        this.ledger = ledger;
        this.config = config;
        this.stages = stages;
    }

    /**
     * Reads sources into a list. What was read before is not read again; what cannot be archived goes to
     * the quarantine and the run goes on.
     *
     * @throws IngestFailure when a source cannot be read or the database is gone; what was committed stays,
     *     and the next import goes on from there
     */
    public ImportReport run(int listId, List<Source> sources, Progress progress) throws InterruptedException {
        return run(Target.list(listId), sources, progress);
    }

    /** The same for what a subscription brings: a pass that finds nothing new leaves nothing behind. */
    public ImportReport run(Target target, List<Source> sources, Progress progress) throws InterruptedException {
        ImportReport report = new ImportReport();
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        ExecutorService parsers = Executors.newFixedThreadPool(threads, parserThread());
        try {
            long before = 0;
            for (Source source : sources) {
                Instant start = clock.instant();
                long offset = before;
                run(
                        target,
                        source,
                        (name, bytes, messages) -> progress.advanced(name, offset + bytes, messages),
                        report,
                        parsers,
                        threads);
                before += source.size();
                report.elapsed(Duration.between(start, clock.instant()));
            }
            if (report.added() > 0) {
                patiently(() -> {
                    writer.settle();
                    return true;
                });
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
            Target target, Source source, Progress progress, ImportReport report, ExecutorService parsers, int threads)
            throws InterruptedException {
        BatchStore store = new BatchStore(writer, ledger, target, source.name(), report);
        if (target.isAlwaysNoted()) {
            store.begun(patiently(() -> ledger.begin(target, source)));
        }
        ParseStage stage = patiently(() -> stages.of(target.listId(), clock.instant()));
        try (Reading reading = source.read(patiently(() -> ledger.checkpoint(target.listId(), source.name())));
                BatchReader reader = new BatchReader(reading, stage, parsers, threads, config)) {
            Optional<Batch> next = take(reader);
            while (next.isPresent()) {
                Batch batch = next.get();
                if (store.run().isEmpty() && !batch.isEmpty()) {
                    store.begun(patiently(() -> ledger.begin(target, source)));
                }
                patiently(() -> store.store(batch));
                patiently(() -> {
                    stages.stored();
                    return true;
                });
                reader.release(batch);
                progress.advanced(source.name(), batch.bytesRead(), report.read());
                next = take(reader);
            }
            end(store.run(), Optional.empty());
        } catch (IOException unreadable) {
            String reason = source.name() + " could not be read: " + unreadable.getMessage();
            end(store.run(), Optional.of(reason));
            throw new IngestFailure(reason + " What was read before is kept; import again to go on.", unreadable);
        } catch (IngestFailure failure) {
            endIfPossible(store.run(), failure);
            throw failure;
        }
    }

    private void end(OptionalLong run, Optional<String> failure) throws InterruptedException {
        if (run.isPresent()) {
            patiently(() -> ledger.end(run.getAsLong(), failure));
        }
    }

    /** The database may be what failed; then the run stays open, and shows by its silence that it died. */
    private void endIfPossible(OptionalLong run, IngestFailure failure) {
        if (run.isPresent()) {
            try {
                ledger.end(run.getAsLong(), Optional.of(String.valueOf(failure.getMessage())));
            } catch (SQLException away) {
                failure.addSuppressed(away);
            }
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
            if (failed.getCause() instanceof IngestFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private <T> T patiently(DatabasePatience.Work<T> work) throws InterruptedException {
        return new DatabasePatience(config.databasePatience()).run(work);
    }
}
