package org.salonarchive.ingest;

import java.util.List;
import org.salonarchive.archive.Arrival;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.LeftOutMessage;

/**
 * A stretch of a source, parsed: what will be committed together.
 *
 * @param arrivals messages to archive, in the order of the source
 * @param rejects what cannot be archived, in the same order
 * @param leftOut why messages are not to be archived, one of each message
 * @param checkpoint where to go on once this batch is committed
 * @param bytesRead how far of the source's size this batch reaches, for progress
 * @param heldBytes what this batch took from the budget of bytes in flight
 */
record Batch(
        List<Arrival> arrivals,
        List<Reject> rejects,
        List<LeftOutMessage.Why> leftOut,
        Checkpoint checkpoint,
        long bytesRead,
        int heldBytes) {

    /** Whether the source had nothing here, so that only the checkpoint moves. */
    boolean isEmpty() {
        return arrivals.isEmpty() && rejects.isEmpty() && leftOut.isEmpty();
    }
}
