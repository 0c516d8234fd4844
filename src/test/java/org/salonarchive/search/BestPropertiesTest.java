package org.salonarchive.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.salonarchive.archive.index.SegmentMessages;
import org.salonarchive.message.words.Language;

/** Pages of the best are what sorting everything would have given, and ids are told apart wherever they lie. */
class BestPropertiesTest {

    /** A message with its score, and a thread. */
    private record Seen(long id, long at, long thread, float score) {}

    private static Columns columns(List<Seen> messages) {
        long[] ids = messages.stream().mapToLong(Seen::id).toArray();
        Columns empty = new Columns(new SegmentMessages(ids, new long[ids.length], new int[ids.length]));
        return empty.with(messages.stream()
                .map(seen ->
                        new Columns.Row(seen.id(), seen.at(), seen.thread(), 1, (char) 0, Language.NONE, true, 0, 0))
                .toList());
    }

    @Property(tries = 300)
    void pagesAreStretchesOfAllInOrder(@ForAll Random chance, @ForAll SearchOrder order, @ForAll boolean threads) {
        List<Seen> messages = new ArrayList<>();
        int count = 1 + chance.nextInt(40);
        for (int i = 0; i < count; i++) {
            float score = order == SearchOrder.RELEVANCE ? chance.nextInt(4) / 3f : 0;
            messages.add(new Seen(10 + 3L * i, chance.nextInt(12), chance.nextInt(8), score));
        }
        Comparator<Seen> byDate = Comparator.comparingLong(Seen::at).thenComparingLong(Seen::id);
        Comparator<Seen> inOrder = Comparator.<Seen>comparingDouble(seen -> -seen.score())
                .thenComparing(order == SearchOrder.OLDEST ? byDate : byDate.reversed());
        Set<Long> shown = new HashSet<>();
        List<Long> expected = messages.stream()
                .sorted(inOrder)
                .filter(seen -> !threads || shown.add(seen.thread()))
                .map(Seen::id)
                .toList();
        int limit = 1 + chance.nextInt(7);
        Columns columns = columns(messages);
        List<Long> paged = new ArrayList<>();
        Optional<Best.Candidate> last = Optional.empty();
        boolean more = true;
        while (more) {
            Best best = new Best(order, limit, last, threads);
            for (Seen seen : messages) {
                best.add(seen.score(), columns, columns.number(seen.id()));
            }
            List<Best.Candidate> page = best.inTheirOrder();
            page.forEach(candidate -> paged.add(candidate.id()));
            more = page.size() == limit;
            last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1));
        }
        assertThat(paged).isEqualTo(expected);
    }

    @Property(tries = 100)
    void idsAreTheSameSetHoweverTheyAreKept(@ForAll Random chance) {
        IdSet set = new IdSet();
        LongIndex index = new LongIndex();
        Set<Long> expected = new HashSet<>();
        long near = Math.floorMod(chance.nextLong(), 1L << 33);
        int count = chance.nextInt(400);
        for (int i = 0; i < count; i++) {
            long id = near + chance.nextInt(1 << chance.nextInt(20));
            int known = expected.size();
            boolean first = expected.add(id);
            set.add(id);
            int number = index.number(id);
            assertThat(first ? number : known).isEqualTo(known);
            assertThat(index.value(number)).isEqualTo(id);
        }
        assertThat(index.size()).isEqualTo(expected.size());
        for (int i = 0; i < 400; i++) {
            long id = near + chance.nextInt(1 << 20);
            assertThat(set.has(id)).isEqualTo(expected.contains(id));
        }
        assertThat(expected).allMatch(set::has);
        assertThat(set.has(1L << 50)).isFalse();
    }
}
