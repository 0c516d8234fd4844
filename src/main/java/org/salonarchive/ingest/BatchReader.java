package org.salonarchive.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;

/**
 * Reads a source on a thread of its own and hands out its batches in order, while parser threads work on
 * those that are next. What is in flight is bounded twice: batches by the queue, bytes by a budget.
 */
final class BatchReader implements AutoCloseable {

    private final Reading reading;
    private final ParseStage stage;
    private final ExecutorService parsers;
    private final IngestConfig config;
    private final BlockingQueue<Future<Optional<Batch>>> queue;
    private final int budgetBytes;
    private final Semaphore budget;
    private final Thread thread;

    BatchReader(Reading reading, ParseStage stage, ExecutorService parsers, int threads, IngestConfig config) {
        this.reading = reading;
        this.stage = stage;
        this.parsers = parsers;
        this.config = config;
        this.queue = new ArrayBlockingQueue<>(threads + 1);
        this.budgetBytes = budgetBytes(config);
        this.budget = new Semaphore(budgetBytes);
        this.thread = new Thread(this::readAll, "salon-read");
        thread.setDaemon(true);
        thread.start();
    }

    /** An eighth of the heap: a message in flight costs about four times its size. */
    private static int budgetBytes(IngestConfig config) {
        long eighth = Runtime.getRuntime().maxMemory() / 8;
        return (int) Math.min(Math.max(eighth, 2 * config.batchBytes().asLongValue()), 128L << 20);
    }

    /** The next batch in order, or a future of nothing at the end; a failed read is its failure. */
    Future<Optional<Batch>> next() throws InterruptedException {
        return queue.take();
    }

    /** Gives back what a batch took, once it is committed. */
    void release(Batch batch) {
        budget.release(batch.heldBytes());
    }

    private void readAll() {
        try {
            boolean more = true;
            while (more) {
                more = readBatch();
            }
            queue.put(CompletableFuture.completedFuture(Optional.empty()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether there may be more. */
    private boolean readBatch() throws InterruptedException {
        List<SourceItem> items = new ArrayList<>();
        int held = 0;
        try {
            while (items.size() < config.batchMessages()
                    && held < config.batchBytes().asLongValue()) {
                Optional<SourceItem> item = reading.next();
                if (item.isEmpty()) {
                    submit(items, held);
                    return false;
                }
                int share = share(item.get(), held);
                budget.acquire(share);
                held += share;
                items.add(item.get());
            }
            submit(items, held);
            return true;
        } catch (IOException broken) {
            submit(items, held);
            queue.put(CompletableFuture.failedFuture(broken));
            return false;
        } catch (RuntimeException | Error fault) {
            // Whoever waits for a batch must hear of it, or would wait for ever.
            queue.put(CompletableFuture.failedFuture(fault));
            return false;
        }
    }

    /** Never more than the budget has in all, so that a batch can always be filled once the others are done. */
    private int share(SourceItem item, int held) {
        return Math.min(item.heldBytes(), budgetBytes - held);
    }

    private void submit(List<SourceItem> items, int held) throws InterruptedException {
        Checkpoint checkpoint = reading.checkpoint();
        long bytesRead = reading.bytesRead();
        queue.put(parsers.submit(() -> Optional.of(stage.parse(items, checkpoint, bytesRead, held))));
    }

    /** Stops reading; the source may be closed afterwards. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
