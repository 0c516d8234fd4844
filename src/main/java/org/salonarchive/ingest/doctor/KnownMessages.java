package org.salonarchive.ingest.doctor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import org.salonarchive.archive.Likeness;
import org.salonarchive.message.ContentHash;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.message.Reference;
import org.salonarchive.thread.HashedReference;
import org.salonarchive.thread.Skeleton;

/**
 * What is remembered of every distinct message: its hashes, its date, whom it refers to, where it stands. In arrays, so
 * that a message with five references costs 140 bytes, or up to 230 with what arrays have in stock for growing; a ghost
 * about 35. Beside it only the names of the files are kept. It is made for 60 million messages at most.
 */
final class KnownMessages {

    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int FIELD_BITS = 2;
    private static final Reference.Field[] FIELDS = Reference.Field.values();

    private final Keys contents = new Keys(ContentHash.LENGTH);
    private final Keys ids = new Keys(MessageIdHash.LENGTH);
    private int[] idOf = new int[FIRST_CAPACITY];
    private long[] seconds = new long[FIRST_CAPACITY];
    private long[] position = new long[FIRST_CAPACITY];
    /** By what two are the same of which one was rebuilt. */
    private int[] likeness = new int[FIRST_CAPACITY];

    private int[] address = new int[FIRST_CAPACITY];
    private final BitSet rebuilt = new BitSet();
    private int[] sourceOf = new int[FIRST_CAPACITY];
    /** Where a message's references end; they begin where those of the one before it end. */
    private int[] referencesEnd = new int[FIRST_CAPACITY];

    private int[] references = new int[FIRST_CAPACITY];
    private int referenceCount;
    /** The first message that has an id, and one; zero for ids that are only named. */
    private int[] firstOfId = new int[FIRST_CAPACITY];

    private int size;
    private final List<String> sources = new ArrayList<>();

    /** What a message is to those before it. */
    enum Novelty {
        NEW,
        /** Another message has its Message-ID. */
        ID_REPEATED,
        DUPLICATE
    }

    /**
     * What a message is to those before it, and where the one stands that it repeats.
     *
     * @param earlier number of that message
     */
    record Known(Novelty novelty, OptionalInt earlier) {}

    /** Takes a message in, if it is not the same as an earlier one. */
    Known add(Facts facts, Instant date) {
        int id = ids.numberOf(facts.messageId().hash().bytes());
        firstOfId = grown(firstOfId, ids.size());
        if (isAlike(firstOfId[id] - 1, facts)) {
            return new Known(Novelty.DUPLICATE, OptionalInt.of(firstOfId[id] - 1));
        }
        int message = contents.numberOf(facts.content().bytes());
        if (message < size()) {
            return new Known(Novelty.DUPLICATE, OptionalInt.of(message));
        }
        makeRoom(message, facts.references().size());
        idOf[message] = id;
        seconds[message] = date.getEpochSecond();
        position[message] = facts.place().position();
        likeness[message] = likeness(facts);
        address[message] = address(facts);
        rebuilt.set(message, facts.isRebuilt());
        sourceOf[message] = source(facts.place().source());
        for (Reference reference : facts.references()) {
            int target = ids.numberOf(reference.id().hash().bytes());
            references[referenceCount++] =
                    target << FIELD_BITS | reference.field().ordinal();
        }
        referencesEnd[message] = referenceCount;
        firstOfId = grown(firstOfId, ids.size());
        if (firstOfId[id] != 0) {
            return new Known(Novelty.ID_REPEATED, OptionalInt.of(firstOfId[id] - 1));
        }
        firstOfId[id] = message + 1;
        return new Known(Novelty.NEW, OptionalInt.empty());
    }

    /** Whether an archive takes both for one message although their contents differ, since one of them was rebuilt. */
    private boolean isAlike(int message, Facts facts) {
        if (message < 0
                || !facts.isRebuilt() && !rebuilt.get(message)
                || facts.messageId().isMade()) {
            return false;
        }
        int other = address(facts);
        boolean alike = likeness[message] != 0
                && likeness[message] == likeness(facts)
                && (address[message] == 0 || other == 0 || address[message] == other);
        if (alike && !facts.isRebuilt()) {
            rebuilt.clear(message);
        }
        return alike;
    }

    /** Zero where there is nothing to go by. */
    private static int likeness(Facts facts) {
        Likeness likeness = facts.likeness();
        return likeness.date()
                .map(date -> 1 | 31 * date.hashCode() + likeness.subject().hashCode())
                .orElse(0);
    }

    private static int address(Facts facts) {
        String address = facts.likeness().address();
        return address.isEmpty() ? 0 : 1 | address.hashCode();
    }

    /** How many distinct messages. */
    int size() {
        return size;
    }

    /** How many Message-IDs they have or name. */
    int ids() {
        return ids.size();
    }

    /** Whether a message has this id. */
    boolean isSeen(int id) {
        return firstOfId[id] != 0;
    }

    /** The id of a message. */
    int id(int message) {
        return idOf[message];
    }

    /** Where a message stands, for a person's eyes; of another file than the one beside only its name. */
    String place(int message, String beside) {
        String source = sources.get(sourceOf[message]);
        return source.equals(beside)
                ? String.valueOf(position[message])
                : position[message] + " in …"
                        + source.substring(source.lastIndexOf('/') < 0 ? 0 : source.lastIndexOf('/'));
    }

    /** The ids that a message refers to; those amid free text only if they are wanted too. */
    int[] references(int message, boolean amidText) {
        int from = message == 0 ? 0 : referencesEnd[message - 1];
        return Arrays.stream(references, from, referencesEnd[message])
                .filter(packed -> amidText || field(packed) != Reference.Field.IN_REPLY_TO_AMID_TEXT)
                .map(packed -> packed >>> FIELD_BITS)
                .toArray();
    }

    /** What threading needs of a message. */
    Skeleton skeleton(int message) {
        List<HashedReference> named = new ArrayList<>();
        for (int at = message == 0 ? 0 : referencesEnd[message - 1]; at < referencesEnd[message]; at++) {
            named.add(new HashedReference(
                    MessageIdHash.of(ids.key(references[at] >>> FIELD_BITS)), field(references[at]), named.size() + 1));
        }
        return new Skeleton(
                message,
                MessageIdHash.of(ids.key(idOf[message])),
                Instant.ofEpochSecond(seconds[message]),
                ContentHash.of(contents.key(message)),
                named);
    }

    private static Reference.Field field(int packed) {
        return FIELDS[packed & (1 << FIELD_BITS) - 1];
    }

    private int source(String name) {
        int last = sources.size() - 1;
        if (last >= 0 && sources.get(last).equals(name)) {
            return last;
        }
        sources.add(name);
        return last + 1;
    }

    private void makeRoom(int message, int named) {
        size = message + 1;
        idOf = grown(idOf, size);
        seconds = grown(seconds, size);
        position = grown(position, size);
        likeness = grown(likeness, size);
        address = grown(address, size);
        sourceOf = grown(sourceOf, size);
        referencesEnd = grown(referencesEnd, size);
        references = grown(references, referenceCount + named);
    }

    private static int[] grown(int[] array, int needed) {
        return needed <= array.length ? array : Arrays.copyOf(array, Math.max(needed, array.length * 3 / 2));
    }

    private static long[] grown(long[] array, int needed) {
        return needed <= array.length ? array : Arrays.copyOf(array, Math.max(needed, array.length * 3 / 2));
    }
}
