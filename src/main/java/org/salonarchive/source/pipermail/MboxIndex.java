package org.salonarchive.source.pipermail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Repair;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;
import org.salonarchive.source.rebuilt.Digest;

/**
 * Where in the list's mbox each message stands, so that a page finds the mail that it was made of. Of each message it
 * keeps 60 bytes; what was added to the file since is read when it is asked again.
 */
final class MboxIndex {

    private static final int NONE = -1;

    private final Path file;
    private final Set<Repair> repairs;
    private Optional<Checkpoint> read = Optional.empty();
    private int size;
    private long[] position = new long[0];
    private long[] id = new long[0];
    private long[] sent = new long[0];
    private int[] subject = new int[0];
    private int[] author = new int[0];
    private Chains byId = new Chains(0);
    private Chains bySent = new Chains(0);
    private Chains byWords = new Chains(0);

    MboxIndex(Path file, Set<Repair> repairs) {
        this.file = file;
        this.repairs = Set.copyOf(repairs);
    }

    /** Reads what is new in the file; all of it when it was rewritten. */
    synchronized void refresh() throws IOException {
        int before = size;
        try (Reading reading =
                Sources.mailbox(file.toString(), file, repairs, false).read(read)) {
            for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                if (item.get() instanceof RawMessage message) {
                    add(message);
                } else if (item.get() instanceof Closeable spooled) {
                    spooled.close();
                }
            }
            read = Optional.of(reading.checkpoint());
        }
        if (size != before || byId.isEmpty()) {
            link();
        }
    }

    private void add(RawMessage message) {
        long at = message.provenance().position();
        // A reading begins with the message that was the last before, or with the first of a file that was rewritten.
        while (size > 0 && position[size - 1] >= at) {
            size--;
            byId = new Chains(0);
        }
        if (size == position.length) {
            grow(Math.max(1_024, size + size / 2));
        }
        HeadFields fields = HeadFields.of(message.bytes());
        Traits traits = Traits.of(
                fields.sent().or(() -> message.provenance().receivedAt()), fields.subject(), fields.get("from"));
        position[size] = at;
        id[size] = fields.id().map(MboxIndex::hash).orElse(0L);
        sent[size] = traits.sent().map(Instant::getEpochSecond).orElse(Long.MIN_VALUE);
        subject[size] = traits.subject();
        author[size] = traits.author();
        size++;
    }

    private void grow(int room) {
        position = Arrays.copyOf(position, room);
        id = Arrays.copyOf(id, room);
        sent = Arrays.copyOf(sent, room);
        subject = Arrays.copyOf(subject, room);
        author = Arrays.copyOf(author, room);
    }

    private void link() {
        byId = new Chains(size);
        bySent = new Chains(size);
        byWords = new Chains(size);
        for (int i = size - 1; i >= 0; i--) {
            byId.add(i, id[i]);
            bySent.add(i, sent[i]);
            byWords.add(i, words(subject[i], author[i]));
        }
    }

    private static long hash(String messageId) {
        return ByteBuffer.wrap(Digest.sha256().digest(messageId.getBytes(StandardCharsets.ISO_8859_1)))
                .getLong();
    }

    private static long words(int subject, int author) {
        return 31L * subject + author;
    }

    private Traits traits(int at) {
        Optional<Instant> date = sent[at] == Long.MIN_VALUE ? Optional.empty() : Optional.of(sentAt(at));
        return new Traits(date, subject[at], author[at]);
    }

    private Instant sentAt(int at) {
        return Instant.ofEpochSecond(sent[at]);
    }

    /**
     * Where the message stands, as far as that is certain: by its Message-ID; else by its date and what else is known of
     * it; else by subject and author, near a date in an unnamed zone, where only one is.
     *
     * @param after the place of the message before it, which decides between some that are the same in all that is known
     */
    synchronized OptionalLong find(Optional<String> messageId, Traits traits, long after) {
        int found = messageId.isPresent() ? withId(hash(messageId.get()), traits) : NONE;
        if (found == NONE && traits.sent().isPresent()) {
            found = sentAt(traits, messageId.isPresent(), after);
        }
        if (found == NONE && traits.sent().isPresent()) {
            found = near(traits, messageId.isPresent());
        }
        return found == NONE ? OptionalLong.empty() : OptionalLong.of(position[found]);
    }

    private int withId(long hash, Traits traits) {
        int best = NONE;
        int most = NONE;
        for (int at = byId.first(hash); at != NONE; at = byId.next(at)) {
            Traits own = traits(at);
            int alike = id[at] == hash ? own.likeness(traits) + (own.sent().equals(traits.sent()) ? 4 : 0) : NONE;
            if (alike > most) {
                best = at;
                most = alike;
            }
        }
        return best;
    }

    /** A page with an id that the mbox has not is at most of a message without one: Mailman makes ids for those. */
    private int sentAt(Traits traits, boolean withoutId, long after) {
        long second = traits.sent().orElseThrow().getEpochSecond();
        int best = NONE;
        int most = 0;
        for (int at = bySent.first(second); at != NONE; at = bySent.next(at)) {
            boolean candidate = sent[at] == second && !(withoutId && id[at] != 0);
            int alike = candidate ? 2 * traits(at).likeness(traits) + (position[at] > after ? 1 : 0) : 0;
            if (alike > Math.max(most, 1)) {
                best = at;
                most = alike;
            }
        }
        return best;
    }

    private int near(Traits traits, boolean withoutId) {
        long words = words(traits.subject(), traits.author());
        int only = NONE;
        for (int at = byWords.first(words); at != NONE; at = byWords.next(at)) {
            boolean candidate = sent[at] != Long.MIN_VALUE && traits(at).isNear(traits) && !(withoutId && id[at] != 0);
            if (candidate && only != NONE) {
                return NONE;
            }
            only = candidate ? at : only;
        }
        return only;
    }

    /** The message that stands there. */
    Optional<RawMessage> message(long at) throws IOException {
        Optional<SourceItem> item = Sources.itemAt(file.toString(), file, at, repairs);
        if (item.isPresent() && item.get() instanceof Closeable spooled) {
            spooled.close();
        }
        return item.filter(RawMessage.class::isInstance).map(RawMessage.class::cast);
    }

    /** Numbers in chains of those with the same key, or with another one by chance. */
    private static final class Chains {

        private final int[] heads;
        private final int[] nexts;

        Chains(int size) {
            heads = new int[size == 0 ? 0 : Integer.highestOneBit(size) * 2];
            nexts = new int[size];
            Arrays.fill(heads, NONE);
        }

        boolean isEmpty() {
            return nexts.length == 0;
        }

        private int slot(long key) {
            long mixed = key * 0x9E3779B97F4A7C15L;
            return (int) (mixed >>> 32) & (heads.length - 1);
        }

        /** Adds a number before those that are there. */
        void add(int number, long key) {
            int slot = slot(key);
            nexts[number] = heads[slot];
            heads[slot] = number;
        }

        int first(long key) {
            return isEmpty() ? NONE : heads[slot(key)];
        }

        int next(int number) {
            return nexts[number];
        }
    }
}
