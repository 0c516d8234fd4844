package org.salonarchive.search;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.salonarchive.search.Found.Count;

/** Counts what was found by what it has in common. */
final class Tally {

    /** Lists that are told by their counts. */
    private static final int LISTS = 20;

    private static final long MICROS_OF_DAY = 86_400_000_000L;

    private final LongIndex months = new LongIndex();
    private final LongIndex senders = new LongIndex();
    private final LongIndex threads = new LongIndex();
    private final Counts byMonth = new Counts();
    private final Counts bySender = new Counts();
    private final Counts bySet = new Counts();
    private final Counts byThread = new Counts();
    private long count;

    private static final class Counts {
        private int[] counts = new int[16];

        void add(int number) {
            if (number >= counts.length) {
                counts = Arrays.copyOf(counts, Math.max(2 * counts.length, number + 1));
            }
            counts[number]++;
        }

        int of(int number) {
            return number < counts.length ? counts[number] : 0;
        }
    }

    /** Adds messages of a segment. */
    void add(Columns columns, BitSet found, boolean withThreads) {
        long monthFrom = 0;
        long monthEnd = 0;
        int month = 0;
        for (int number = found.nextSetBit(0); number >= 0; number = found.nextSetBit(number + 1)) {
            count++;
            long at = columns.at(number);
            if (at < monthFrom || at >= monthEnd) {
                YearMonth of = YearMonth.from(LocalDate.ofEpochDay(Math.floorDiv(at, MICROS_OF_DAY)));
                monthFrom = of.atDay(1).toEpochDay() * MICROS_OF_DAY;
                monthEnd = of.plusMonths(1).atDay(1).toEpochDay() * MICROS_OF_DAY;
                month = months.number(of.getYear() * 12L + of.getMonthValue() - 1);
            }
            byMonth.add(month);
            bySender.add(senders.number(columns.sender(number)));
            bySet.add(columns.lists(number));
            if (withThreads) {
                byThread.add(threads.number(columns.thread(number)));
            }
        }
    }

    long count() {
        return count;
    }

    int threads() {
        return threads.size();
    }

    /** How many messages of a thread were found. */
    int inThread(long thread) {
        return byThread.of(threads.number(thread));
    }

    List<Count<YearMonth>> months() {
        Map<Long, Integer> sorted = new TreeMap<>();
        for (int i = 0; i < months.size(); i++) {
            sorted.put(months.value(i), byMonth.of(i));
        }
        List<Count<YearMonth>> counts = new ArrayList<>();
        sorted.forEach((month, messages) -> counts.add(new Count<>(
                YearMonth.of((int) Math.floorDiv(month, 12L), (int) Math.floorMod(month, 12L) + 1), messages)));
        return counts;
    }

    /** @param persons the person that stands for a sender, where another does */
    List<Count<Long>> senders(Map<Long, Long> persons, int most) {
        LongIndex known = new LongIndex();
        long[] counts = new long[senders.size()];
        for (int i = 0; i < senders.size(); i++) {
            long sender = senders.value(i);
            counts[known.number(persons.isEmpty() ? sender : persons.getOrDefault(sender, sender))] += bySender.of(i);
        }
        return largest(known, counts, most);
    }

    /** @param visible the lists that are told */
    List<Count<Long>> lists(List<List<Integer>> sets, IntPredicate visible) {
        LongIndex known = new LongIndex();
        long[] counts = new long[sets.stream().mapToInt(List::size).sum()];
        for (int code = 0; code < sets.size(); code++) {
            for (int list : sets.get(code)) {
                if (bySet.of(code) > 0 && visible.test(list)) {
                    counts[known.number(list)] += bySet.of(code);
                }
            }
        }
        return largest(known, counts, LISTS);
    }

    private static List<Count<Long>> largest(LongIndex of, long[] counts, int most) {
        List<Count<Long>> all = new ArrayList<>(of.size());
        long least = least(of, counts, most);
        for (int i = 0; i < of.size(); i++) {
            if (counts[i] >= least) {
                all.add(new Count<>(of.value(i), counts[i]));
            }
        }
        all.sort(Comparator.<Count<Long>>comparingLong(Count::messages)
                .reversed()
                .thenComparing(Count::of));
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    /** What the last of the largest has. */
    private static long least(LongIndex of, long[] counts, int most) {
        long[] sorted = Arrays.copyOf(counts, of.size());
        Arrays.sort(sorted);
        return sorted.length <= most ? 0 : sorted[sorted.length - most];
    }
}
