package org.salonarchive.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.salonarchive.archive.BulkWriter;
import org.salonarchive.archive.WriteResult;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.OversizeMessage;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.SourceItem;

/** Takes single messages that are handed over. When a call returns, the message is on disk. */
@ApplicationScoped
public class Deliveries {

    /** What is handed over comes once; there is nothing to go on from. */
    private static final Checkpoint NO_CHECKPOINT = new Checkpoint("");

    private final BulkWriter writer;
    private final IngestLedger ledger;
    private final ParseStages stages;
    private final Clock clock = Clock.systemUTC();

    Deliveries(BulkWriter writer, IngestLedger ledger, ParseStages stages) {
        this.writer = writer;
        this.ledger = ledger;
        this.stages = stages;
    }

    /** What became of a message; none is lost. */
    public enum Outcome {
        ADDED,
        /** The list had it. */
        KNOWN,
        /** It could not be archived and was put aside with the reason. */
        QUARANTINED
    }

    /**
     * Stores one message durably.
     *
     * @param subscription the source that hands it over; its messages of a day are counted as one run
     * @param message a {@link RawMessage}, or an {@link OversizeMessage}, whose spool is gone afterwards
     * @throws SQLException when the database is away: whoever hands the message over must keep it and come again
     */
    public Outcome take(int listId, long subscription, SourceItem message) throws SQLException {
        Target target = new Target(listId, OptionalLong.of(subscription), transaction -> {});
        String source = message.provenance().source();
        Batch batch = stages.of(listId, clock.instant()).parse(List.of(message), NO_CHECKPOINT, 0, 0);
        OptionalLong run = OptionalLong.of(ledger.runOfToday(target, source));
        WriteResult result;
        try {
            result = write(target, run, source, batch);
        } catch (SQLException refused) {
            if (DatabasePatience.isAway(refused) || batch.arrivals().isEmpty()) {
                throw refused;
            }
            Reject reject =
                    Reject.of(batch.arrivals().get(0), "The database refused the message: " + refused.getMessage());
            batch = new Batch(List.of(), List.of(reject), List.of(), NO_CHECKPOINT, 0, 0);
            result = write(target, run, source, batch);
        }
        BatchStore.release(batch.rejects());
        if (!batch.rejects().isEmpty()) {
            return Outcome.QUARANTINED;
        }
        return result.added() > 0 ? Outcome.ADDED : Outcome.KNOWN;
    }

    private WriteResult write(Target target, OptionalLong run, String source, Batch batch) throws SQLException {
        return writer.write(target.listId(), batch.arrivals(), (Connection transaction, WriteResult result) -> {
            ledger.finishBatch(transaction, target, run, source, batch, result);
            ledger.isWell(transaction, target);
        });
    }
}
