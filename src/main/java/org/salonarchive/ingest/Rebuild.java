package org.salonarchive.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.salonarchive.archive.Arrival;
import org.salonarchive.archive.Attachment;
import org.salonarchive.archive.Dictionary;
import org.salonarchive.archive.DocumentText;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.archive.Renewal;
import org.salonarchive.archive.Renewer;
import org.salonarchive.archive.SearchState;
import org.salonarchive.archive.StoredMessage;
import org.salonarchive.archive.StoredMessages;
import org.salonarchive.archive.WordRules;
import org.salonarchive.message.DateRule;

/**
 * Makes everything again that is derived of the bytes: walks over the stored messages in batches, reads and
 * parses the next one while the one before it is written. Whatever ends it, what was committed is right, and
 * the next rebuild changes only what is left.
 */
@ApplicationScoped
public class Rebuild {

    /** What is to be made again. */
    public enum Part {
        /** All that is read out of messages: fields, senders, attachments, words, and whom they answer. */
        PARSED,
        /** Who answers whom, out of the stored references. */
        THREADS,
        /** The words by which messages are found. */
        SEARCH
    }

    /** Is told how a rebuild gets on, on the rebuilding thread. */
    @FunctionalInterface
    public interface Progress {

        /**
         * A batch was committed.
         *
         * @param messages looked at so far
         * @param total messages that will be looked at, over all walks
         */
        void advanced(long messages, long total);
    }

    /** Dates that the import knew and the bytes do not say. */
    private static final Set<DateRule> OF_THE_RUN = Set.of(DateRule.NEIGHBOUR, DateRule.ARCHIVED);

    private final StoredMessages stored;
    private final RawMessages raws;
    private final Renewer renewer;
    private final SearchState search;
    private final IngestConfig config;
    private final DocumentText documents;
    private final Clock clock = Clock.systemUTC();

    Rebuild(
            StoredMessages stored,
            RawMessages raws,
            Renewer renewer,
            SearchState search,
            IngestConfig config,
            DocumentText documents) {
        this.stored = stored;
        this.raws = raws;
        this.renewer = renewer;
        this.search = search;
        this.config = config;
        this.documents = documents;
    }

    /** A stretch of messages with what their bytes say, ready to be written. */
    private record Stretch(List<StoredMessage> messages, List<Renewal> renewals, List<String> unreadable) {

        long last() {
            return messages.get(messages.size() - 1).id();
        }
    }

    /**
     * Makes parts again, of the messages of one list or of all.
     *
     * @throws IngestFailure when the database is gone; what was committed stays
     */
    public RebuildReport run(OptionalInt list, Set<Part> parts, Progress progress) throws InterruptedException {
        Instant start = clock.instant();
        RebuildReport report = new RebuildReport();
        boolean parsed = parts.contains(Part.PARSED);
        boolean threads = parts.contains(Part.THREADS);
        boolean read = parsed || parts.contains(Part.SEARCH);
        long messages = patiently(() -> stored.count(list));
        if (read) {
            long total = threads ? 2 * messages : messages;
            readAll(list, parsed, report, done -> progress.advanced(done, total));
            if (list.isEmpty()) {
                patiently(() -> {
                    search.completed();
                    return true;
                });
            }
        }
        if (threads) {
            long before = read ? messages : 0;
            weaveAll(list, report, !read, done -> progress.advanced(before + done, before + messages));
        }
        if (parsed || threads) {
            report.renewed().add(patiently(renewer::counts));
        }
        report.elapsed(Duration.between(start, clock.instant()));
        return report;
    }

    private void readAll(OptionalInt list, boolean rows, RebuildReport report, LongConsumer progress)
            throws InterruptedException {
        ExecutorService reader = Executors.newSingleThreadExecutor(Rebuild::readerThread);
        try {
            Stretch stretch = read(list, 0);
            while (!stretch.messages().isEmpty()) {
                long last = stretch.last();
                Future<Stretch> next = reader.submit(() -> read(list, last));
                write(stretch, rows, report);
                progress.accept(report.messages());
                stretch = take(next);
            }
        } finally {
            reader.shutdownNow();
        }
    }

    private static Thread readerThread(Runnable task) {
        Thread thread = new Thread(task, "salon-reread");
        thread.setDaemon(true);
        return thread;
    }

    private static Stretch take(Future<Stretch> next) throws InterruptedException {
        try {
            return next.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private Stretch read(OptionalInt list, long after) throws InterruptedException {
        List<StoredMessage> messages = patiently(() -> stored.after(
                list, after, config.batchMessages(), config.batchBytes().asLongValue()));
        Map<Long, byte[]> bytes = raws.ofForms(messages.stream()
                .flatMap(message -> message.forms().stream())
                .map(StoredMessage.Form::id)
                .toList());
        Stretch stretch = new Stretch(messages, new ArrayList<>(), new ArrayList<>());
        for (StoredMessage message : messages) {
            renewal(message, bytes, stretch.unreadable()).ifPresent(stretch.renewals()::add);
        }
        return stretch;
    }

    /** A message is made of its best form; of the others only what they offer to take away is looked at. */
    private Optional<Renewal> renewal(StoredMessage message, Map<Long, byte[]> bytes, List<String> unreadable) {
        Map<Long, List<Attachment>> attachments = new HashMap<>();
        Optional<Arrival> best = Optional.empty();
        for (StoredMessage.Form form : message.forms()) {
            boolean isBest = form.id() == message.best().id();
            WordRules rules = new WordRules(message.language(), isBest ? documents : DocumentText.NONE);
            Optional<Arrival> arrival = arrival(message, form, bytes.getOrDefault(form.id(), new byte[0]), rules);
            attachments.put(form.id(), arrival.map(a -> a.raw().attachments()).orElse(form.attachments()));
            if (arrival.isEmpty()) {
                unreadable.add("The bytes of a message cannot be read any more (raw_message " + form.id() + ", from "
                        + form.receipt().source() + ", at " + form.receipt().position() + ")");
            }
            if (isBest) {
                best = arrival;
            }
        }
        return best.map(arrival -> new Renewal(message, arrival, attachments));
    }

    /** What the import would make of the bytes, if they are what was received. */
    private static Optional<Arrival> arrival(
            StoredMessage message, StoredMessage.Form form, byte[] bytes, WordRules rules) {
        if (!Arrays.equals(Arrival.sha256(bytes), form.sha256())) {
            return Optional.empty();
        }
        try {
            Arrival arrival =
                    new ParseStage(message.archivedAt(), rules, () -> Dictionary.NONE).arrival(bytes, form.receipt());
            boolean undated = arrival.date().rule() == DateRule.ARCHIVED;
            return Optional.of(
                    undated && OF_THE_RUN.contains(message.date().rule()) ? arrival.dated(message.date()) : arrival);
        } catch (RuntimeException | StackOverflowError fault) {
            return Optional.empty();
        }
    }

    private void write(Stretch stretch, boolean rows, RebuildReport report) throws InterruptedException {
        report.renewed().add(patiently(() -> renewer.words(stretch.renewals())));
        if (rows) {
            report.renewed().add(patiently(() -> renewer.rows(stretch.renewals())));
        }
        stretch.unreadable().forEach(report::unreadable);
        report.looked(stretch.messages().size());
    }

    /** @param first whether no other walk has counted the messages */
    private void weaveAll(OptionalInt list, RebuildReport report, boolean first, LongConsumer progress)
            throws InterruptedException {
        long done = 0;
        long last = 0;
        List<StoredMessage> messages = nextOf(list, last);
        while (!messages.isEmpty()) {
            List<StoredMessage> batch = messages;
            report.renewed().add(patiently(() -> renewer.threads(batch)));
            report.looked(first ? batch.size() : 0);
            done += batch.size();
            progress.accept(done);
            last = batch.get(batch.size() - 1).id();
            messages = nextOf(list, last);
        }
    }

    private List<StoredMessage> nextOf(OptionalInt list, long last) throws InterruptedException {
        return patiently(() -> stored.after(list, last, config.batchMessages(), Long.MAX_VALUE));
    }

    private <T> T patiently(DatabasePatience.Work<T> work) throws InterruptedException {
        return new DatabasePatience(config.databasePatience()).run(work);
    }
}
