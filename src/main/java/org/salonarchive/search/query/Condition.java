package org.salonarchive.search.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.salonarchive.message.MessageIdHash;

/**
 * What must hold for a message to be found. What {@link QueryParser} reads holds no {@code And} directly in an {@code
 * And}, no {@code Or} directly in an {@code Or} and no {@code Not} directly in a {@code Not}, and is bounded in breadth
 * and depth.
 */
public sealed interface Condition {

    /** All of them, of which there are at least two. */
    record And(List<Condition> all) implements Condition {
        public And {
            all = severalOf(all);
        }
    }

    /** At least one of them; there are at least two. */
    record Or(List<Condition> any) implements Condition {
        public Or {
            any = severalOf(any);
        }
    }

    /** Whatever it is not. */
    record Not(Condition of) implements Condition {}

    /**
     * Words in some part of the message.
     *
     * @param text as typed, without quotation marks and without the * at the end; it has a letter or a digit
     */
    record Words(Field field, Match match, String text) implements Condition {
        public Words {
            present(text);
        }
    }

    /** Whose sender has this key, as the address of a sender's page has it; nobody types it. */
    record Author(MessageIdHash key) implements Condition {}

    /** That stand in the list of this name. */
    record InList(String name) implements Condition {
        public InList {
            present(name);
        }
    }

    /**
     * With this Message-ID.
     *
     * @param messageId without brackets
     */
    record Id(String messageId) implements Condition {
        public Id {
            present(messageId);
        }
    }

    /** That bring something with them. */
    record Has(Feature feature) implements Condition {}

    /** By their place in a thread. */
    record Is(State state) implements Condition {}

    /**
     * With an effective date between two instants, one of which may be open.
     *
     * @param from the first that is right
     * @param until the first that is too late, after {@code from}
     */
    record Dates(Optional<Instant> from, Optional<Instant> until) implements Condition {
        public Dates {
            if (from.isEmpty() && until.isEmpty()) {
                throw new IllegalArgumentException("Dates need a beginning or an end");
            }
        }
    }

    /** In a thread of which some message, this or another, fulfils the condition. */
    record InThread(Condition some) implements Condition {}

    private static List<Condition> severalOf(List<Condition> conditions) {
        if (conditions.size() < 2) {
            throw new IllegalArgumentException("Joins at least two conditions, not " + conditions.size());
        }
        return List.copyOf(conditions);
    }

    private static void present(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("There is nothing to look for");
        }
    }
}
