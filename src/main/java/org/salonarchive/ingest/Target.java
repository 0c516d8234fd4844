package org.salonarchive.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * Where the messages of a pass go, and what has to hold for them to be stored.
 *
 * @param listId the list that receives them
 * @param subscription the subscribed source that brings them; empty when somebody gave them by hand
 * @param condition looked at in the transaction of each batch
 */
public record Target(int listId, OptionalLong subscription, Condition condition) {

    /** What must hold when a batch is committed, such as that this node still holds the source. */
    @FunctionalInterface
    public interface Condition {

        /**
         * @param transaction that of the messages; nothing of it is committed when this throws
         * @throws IngestFailure when it does not hold
         */
        void check(Connection transaction) throws SQLException;
    }

    /** A list that receives what somebody gives by hand. */
    public static Target list(int listId) {
        return new Target(listId, OptionalLong.empty(), transaction -> {});
    }

    /** Whether a pass that finds nothing leaves a run behind all the same: what was asked for by hand has an answer. */
    boolean isAlwaysNoted() {
        return subscription.isEmpty();
    }
}
