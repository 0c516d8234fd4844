package org.salonarchive.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.salonarchive.message.ContentHash;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.message.Reference;

class ThreaderTest {

    private static MessageIdHash id(int number) {
        return MessageIdHash.of(ByteBuffer.allocate(20).putInt(number).array());
    }

    /** A message with an id of its number, dated by its key. */
    private static Skeleton message(int key, int id, int... references) {
        List<HashedReference> list = new ArrayList<>();
        for (int i = 0; i < references.length; i++) {
            list.add(new HashedReference(id(references[i]), Reference.Field.REFERENCES, i + 1));
        }
        ContentHash content = ContentHash.of(ByteBuffer.allocate(32).putInt(key).array());
        return new Skeleton(key, id(id), Instant.EPOCH.plusSeconds(key), content, list);
    }

    private static Map<Long, Placement> thread(Skeleton... messages) {
        return byKey(Threader.thread(List.of(messages)));
    }

    private static Map<Long, Placement> byKey(List<Placement> placements) {
        return placements.stream().collect(Collectors.toMap(Placement::key, p -> p));
    }

    @Test
    void hangsAReplyUnderItsLastReference() {
        Map<Long, Placement> placed = thread(message(1, 1), message(2, 2, 1), message(3, 3, 1, 2));
        assertThat(placed.get(3L)).isEqualTo(new Placement(3, OptionalLong.of(2), "References 2", 1));
    }

    @Test
    void usesAnEarlierReferenceWhenTheLastIsNotArchived() {
        Map<Long, Placement> placed = thread(message(1, 1), message(3, 3, 1, 2));
        assertThat(placed.get(3L)).isEqualTo(new Placement(3, OptionalLong.of(1), "References 1", 1));
    }

    @Test
    void joinsRepliesToAMessageThatIsNotArchived() {
        Map<Long, Placement> placed = thread(message(1, 1, 9), message(2, 2, 9));
        assertThat(placed.get(1L)).isEqualTo(new Placement(1, OptionalLong.empty(), "", 1));
        assertThat(placed.get(2L)).isEqualTo(new Placement(2, OptionalLong.empty(), "", 1));
    }

    @Test
    void findsTheWayPastAGhostInTheReferencesOfOthers() {
        Map<Long, Placement> placed = thread(message(1, 1), message(2, 2, 1, 9), message(3, 3, 9));
        assertThat(placed.get(3L)).isEqualTo(new Placement(3, OptionalLong.of(1), Threader.BY_OTHERS, 1));
    }

    @Test
    void freeTextMakesNoGhost() {
        HashedReference amid = new HashedReference(id(9), Reference.Field.IN_REPLY_TO_AMID_TEXT, 1);
        Skeleton one = new Skeleton(1, id(1), Instant.EPOCH, message(1, 1).content(), List.of(amid));
        Skeleton two = new Skeleton(2, id(2), Instant.EPOCH, message(2, 2).content(), List.of(amid));
        assertThat(thread(one, two).values()).extracting(Placement::thread).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void leavesAMessageThatNamesItselfAlone() {
        assertThat(thread(message(1, 1, 1)).get(1L).parent()).isEmpty();
    }

    @Test
    void breaksALoopOnce() {
        Map<Long, Placement> placed = thread(message(1, 1, 3), message(2, 2, 1), message(3, 3, 2));
        assertThat(placed.values().stream().filter(p -> p.parent().isEmpty())).hasSize(1);
        assertThat(placed.values())
                .extracting(Placement::thread)
                .containsOnly(placed.get(1L).thread());
    }

    @Test
    void aRepeatedIdReceivesNoRepliesTheSecondTime() {
        Map<Long, Placement> placed = thread(message(1, 1), message(2, 1), message(3, 3, 1));
        assertThat(placed.get(3L).parent()).hasValue(1);
        assertThat(placed.get(2L)).isEqualTo(new Placement(2, OptionalLong.empty(), "", 2));
    }

    @Test
    void nobodyCanHangAnotherMessagesRootElsewhere() {
        Map<Long, Placement> placed = thread(message(1, 1), message(2, 2, 1), message(3, 3), message(4, 4, 3, 1));
        assertThat(placed.get(1L).parent()).isEmpty();
        assertThat(placed.get(1L).thread()).isEqualTo(1);
    }

    @Test
    void threadsAHundredThousandDeepInLinearTime() {
        List<Skeleton> chain = IntStream.range(0, 100_000)
                .mapToObj(i -> i == 0 ? message(0, 0) : message(i, i, i - 1))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(chain, new Random(1));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            List<Placement> placed = Threader.thread(chain);
            assertThat(placed).extracting(Placement::thread).containsOnly(0L);
        });
    }

    @Test
    void threadsTenThousandRepliesToOne() {
        List<Skeleton> star = IntStream.range(0, 10_000)
                .mapToObj(i -> i == 0 ? message(0, 0) : message(i, i, 0))
                .toList();
        assertThat(Threader.thread(star))
                .filteredOn(p -> p.parent().isPresent())
                .hasSize(9_999);
    }

    @Property(tries = 300)
    void theOrderOfArrivalDecidesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<Skeleton> all = random(random, 1 + random.nextInt(40));
        Map<Long, Placement> batch = byKey(Threader.thread(all));
        List<Skeleton> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        assertThat(byKey(Threader.thread(shuffled))).isEqualTo(batch);
        assertThat(arriving(shuffled, random)).isEqualTo(batch);
    }

    private static List<Skeleton> random(Random random, int count) {
        List<Skeleton> messages = new ArrayList<>();
        for (int key = 0; key < count; key++) {
            int[] references = random.ints(random.nextInt(4), 0, count + 3).toArray();
            messages.add(message(key, random.nextInt(8) == 0 ? random.nextInt(count) : key, references));
        }
        return messages;
    }

    /** Threads message by message and batch by batch, only the components that each batch touches. */
    private static Map<Long, Placement> arriving(List<Skeleton> messages, Random random) {
        Map<MessageIdHash, Long> components = new HashMap<>();
        Map<Long, Placement> placements = new HashMap<>();
        List<Skeleton> stored = new ArrayList<>();
        AtomicLong fresh = new AtomicLong();
        int done = 0;
        while (done < messages.size()) {
            int next = Math.min(messages.size(), done + 1 + random.nextInt(5));
            List<Skeleton> batch = messages.subList(done, next);
            Components.Merge merge = Components.of(batch, knownOf(batch, components), fresh::incrementAndGet);
            components.replaceAll((id, old) -> merge.merged().getOrDefault(old, old));
            components.putAll(merge.componentOfId());
            stored.addAll(batch);
            Set<Long> touched = Set.copyOf(merge.componentOfId().values());
            List<Skeleton> again = stored.stream()
                    .filter(m -> touched.contains(components.get(m.id())))
                    .toList();
            Threader.thread(again).forEach(p -> placements.put(p.key(), p));
            done = next;
        }
        return placements;
    }

    private static Map<MessageIdHash, Long> knownOf(List<Skeleton> batch, Map<MessageIdHash, Long> components) {
        Map<MessageIdHash, Long> known = new HashMap<>();
        for (Skeleton message : batch) {
            List<MessageIdHash> ids = new ArrayList<>(List.of(message.id()));
            message.references().forEach(reference -> ids.add(reference.id()));
            ids.stream().filter(components::containsKey).forEach(id -> known.put(id, components.get(id)));
        }
        return known;
    }

    @Test
    void showsDepthFirstWithSiblingsInTheOrderGiven() {
        ThreadTree tree = ThreadTree.of(new long[] {10, 20, 30, 40}, new long[] {-1, 10, 10, 20});
        assertThat(IntStream.range(0, 4).map(tree::at)).containsExactly(0, 1, 3, 2);
        assertThat(IntStream.range(0, 4).map(tree::depth)).containsExactly(0, 1, 2, 1);
    }

    @Test
    void showsAMessageWhoseParentIsNotShownOnTop() {
        ThreadTree tree = ThreadTree.of(new long[] {10, 20}, new long[] {5, 10});
        assertThat(IntStream.range(0, 2).map(tree::depth)).containsExactly(0, 1);
    }
}
