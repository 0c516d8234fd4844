package org.salonarchive.ingest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.salonarchive.archive.Arrival;
import org.salonarchive.archive.BulkWriter;
import org.salonarchive.archive.WriteResult;
import org.salonarchive.message.DateRule;

/**
 * Commits the batches of one run. A message that the database refuses is found by halving and put into
 * the quarantine, so that it takes none of its neighbours with it.
 */
final class BatchStore {

    private final BulkWriter writer;
    private final IngestLedger ledger;
    private final Target target;
    private OptionalLong run;
    private final String source;
    private final ImportReport report;
    private Optional<Instant> neighbour = Optional.empty();

    BatchStore(BulkWriter writer, IngestLedger ledger, Target target, String source, ImportReport report) {
        this.writer = writer;
        this.ledger = ledger;
        this.target = target;
        this.run = OptionalLong.empty();
        this.source = source;
        this.report = report;
    }

    /** From now on batches are counted under this run. */
    void begun(long id) {
        run = OptionalLong.of(id);
    }

    /** The run under which batches are counted, once there was reason for one. */
    OptionalLong run() {
        return run;
    }

    /** Stores a batch and its checkpoint in one transaction; may be called again when it failed. */
    WriteResult store(Batch batch) throws SQLException {
        List<Arrival> arrivals = dated(batch.arrivals());
        WriteResult result = write(arrivals, batch, true);
        release(batch.rejects());
        count(batch, result);
        neighbour = arrivals.isEmpty()
                ? neighbour
                : Optional.of(arrivals.get(arrivals.size() - 1).date().at());
        return result;
    }

    private WriteResult write(List<Arrival> arrivals, Batch batch, boolean last) throws SQLException {
        try {
            return writer.write(target.listId(), arrivals, (transaction, result) -> {
                if (last) {
                    ledger.finishBatch(transaction, target, run, source, batch, result);
                }
            });
        } catch (SQLException refused) {
            if (DatabasePatience.isAway(refused) || arrivals.isEmpty()) {
                throw refused;
            }
            return arrivals.size() == 1
                    ? putAside(arrivals.get(0), refused, batch, last)
                    : writeHalves(arrivals, batch, last);
        }
    }

    private WriteResult writeHalves(List<Arrival> arrivals, Batch batch, boolean last) throws SQLException {
        int half = arrivals.size() / 2;
        WriteResult first = write(arrivals.subList(0, half), batch, false);
        WriteResult second = write(arrivals.subList(half, arrivals.size()), batch, last);
        return new WriteResult(first.added() + second.added(), first.known() + second.known());
    }

    private WriteResult putAside(Arrival arrival, SQLException refused, Batch batch, boolean last) throws SQLException {
        String reason = "The database refused the message: " + refused.getMessage();
        Reject reject = Reject.of(arrival, reason);
        ledger.quarantine(target.listId(), run, reject);
        report.quarantined(reject.describe());
        return write(List.of(), batch, last);
    }

    /** Messages without a sane date of their own stand beside the one before them in the source. */
    private List<Arrival> dated(List<Arrival> arrivals) {
        List<Arrival> dated = new ArrayList<>(arrivals.size());
        Optional<Instant> before = neighbour;
        for (Arrival arrival : arrivals) {
            Arrival filed = arrival.date().rule() == DateRule.ARCHIVED && before.isPresent()
                    ? arrival.besideNeighbour(before.get())
                    : arrival;
            before = Optional.of(filed.date().at());
            dated.add(filed);
        }
        return dated;
    }

    private void count(Batch batch, WriteResult result) {
        long bytes = batch.arrivals().stream().mapToLong(a -> a.raw().size()).sum();
        report.read(
                batch.arrivals().size()
                        + batch.rejects().size()
                        + batch.leftOut().size(),
                bytes);
        report.stored(result.added(), result.known());
        batch.arrivals().forEach(arrival -> arrival.defects().forEach(report::defect));
        batch.arrivals()
                .forEach(arrival -> report.received(arrival.raw().receipt().quoting()));
        batch.leftOut().forEach(report::leftOut);
        batch.rejects().forEach(reject -> report.quarantined(reject.describe()));
    }

    /** Lets go of what held the bytes of what was put aside. */
    static void release(List<Reject> rejects) {
        for (Reject reject : rejects) {
            try {
                reject.release().run();
            } catch (IOException stays) {
                throw new IngestFailure("A temporary file could not be removed: " + stays.getMessage(), stays);
            }
        }
    }
}
