package org.salonarchive.ingest.doctor;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.salonarchive.ingest.Progress;
import org.salonarchive.source.OversizeMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;

/**
 * Reads sources and parses their messages as an import does, and stores nothing. Messages are let go of as soon as they
 * were looked at: at any moment an eighth of the heap holds messages, and the stretch that is being read. What is
 * remembered of each is about 200 bytes, whatever its size ({@link KnownMessages}); a million messages need 300 MB of
 * heap with the threading at the end.
 */
public final class Examination {

    private static final int CHUNK_MESSAGES = 200;
    private static final int CHUNK_BYTES = 1 << 20;

    private final ZoneId zone;
    private final Inspection inspection;
    private final int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    private final long budgetBytes = Runtime.getRuntime().maxMemory() / 8;

    /**
     * @param zone in which months are counted
     * @param now against which dates are judged, as the time of the import
     */
    public Examination(ZoneId zone, Instant now) {
        this.zone = zone;
        this.inspection = new Inspection(now);
    }

    /** Messages that are looked at together, with how far the source was read by then. */
    private record Chunk(Future<List<Inspection.Outcome>> outcomes, long heldBytes, long bytesRead) {}

    /**
     * Examines sources one after the other.
     *
     * @param progress is told after each stretch
     * @throws IOException when a source cannot be read; the message names it
     */
    public Diagnosis of(List<Source> sources, Progress progress) throws IOException, InterruptedException {
        Gathering gathering = new Gathering(zone);
        ExecutorService parsers = Executors.newFixedThreadPool(threads, Examination::parserThread);
        try {
            long before = 0;
            for (Source source : sources) {
                long offset = before;
                gathering.beginSource();
                try (Reading reading = source.read(Optional.empty())) {
                    new Pass(
                                    reading,
                                    parsers,
                                    gathering,
                                    bytes -> progress.advanced(source.name(), offset + bytes, gathering.messages()))
                            .run();
                }
                before += source.size();
            }
        } finally {
            parsers.shutdownNow();
        }
        return gathering.diagnosis(sources.size());
    }

    private static Thread parserThread(Runnable task) {
        Thread thread = new Thread(task, "salon-examine");
        thread.setDaemon(true);
        return thread;
    }

    /** One pass over one source: reads on while parser threads look at what was read. */
    private final class Pass {

        private final Reading reading;
        private final ExecutorService parsers;
        private final Gathering gathering;
        private final LongConsumer progress;
        private final Queue<Chunk> inFlight = new ArrayDeque<>();
        private long heldBytes;
        private String file = "";

        /** @param progress is told how far the source was read */
        Pass(Reading reading, ExecutorService parsers, Gathering gathering, LongConsumer progress) {
            this.reading = reading;
            this.parsers = parsers;
            this.gathering = gathering;
            this.progress = progress;
        }

        void run() throws IOException, InterruptedException {
            boolean more = true;
            while (more) {
                more = readChunk();
            }
            while (!inFlight.isEmpty()) {
                takeOldest();
            }
        }

        /** Returns whether there may be more. */
        private boolean readChunk() throws IOException, InterruptedException {
            List<Inspection.Item> items = new ArrayList<>();
            long held = 0;
            boolean more = true;
            while (more && items.size() < CHUNK_MESSAGES && held < CHUNK_BYTES) {
                Optional<SourceItem> item = reading.next();
                more = item.isPresent();
                if (more) {
                    items.add(item(item.get()));
                    held += item.get().heldBytes();
                }
            }
            while (!inFlight.isEmpty() && (inFlight.size() > threads || heldBytes + held > budgetBytes)) {
                takeOldest();
            }
            heldBytes += held;
            Future<List<Inspection.Outcome>> outcomes =
                    parsers.submit(() -> items.stream().map(inspection::inspect).toList());
            inFlight.add(new Chunk(outcomes, held, reading.bytesRead()));
            return more;
        }

        private Inspection.Item item(SourceItem content) throws IOException {
            if (content instanceof OversizeMessage message) {
                message.close();
            }
            boolean first = !content.provenance().source().equals(file);
            file = content.provenance().source();
            return new Inspection.Item(content, first);
        }

        private void takeOldest() throws InterruptedException {
            Chunk chunk = inFlight.remove();
            outcomes(chunk).forEach(gathering::add);
            heldBytes -= chunk.heldBytes();
            progress.accept(chunk.bytesRead());
        }

        private static List<Inspection.Outcome> outcomes(Chunk chunk) throws InterruptedException {
            try {
                return chunk.outcomes().get();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof Error fault) {
                    throw fault;
                }
                throw new IllegalStateException(failed.getCause());
            }
        }
    }
}
