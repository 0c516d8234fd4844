package org.salonarchive.archive.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.salonarchive.message.words.Language;

/** What is written into segments, and merged, and merged again, is what is read from them. */
class SegmentPropertiesTest {

    private static final int ALL = 15;
    /** One for all messages, as an import has it. */
    private static final WordPlaces WORDS = new WordPlaces();

    /** A word somewhere in a message. */
    private record Said(String word, List<Integer> steps, List<Weight> weights, boolean placed) {}

    @Provide
    Arbitrary<List<List<Said>>> messages() {
        Arbitrary<String> word = Arbitraries.frequencyOf(
                Tuple.of(
                        5,
                        Arbitraries.of(
                                "a",
                                "ab",
                                "abc",
                                "the",
                                "~run",
                                ":sa",
                                "漢字",
                                "é",
                                "the-longest-word-of-all-that-are-here")),
                Tuple.of(1, Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(70)));
        Arbitrary<Said> said = Combinators.combine(
                        word,
                        Arbitraries.integers().between(1, 5_000).list().ofMaxSize(20),
                        Arbitraries.of(Weight.class).list().ofSize(20))
                .as((text, steps, weights) -> new Said(text, steps, weights, !text.startsWith("~")));
        return said.list().ofMaxSize(12).list().ofMinSize(1).ofMaxSize(30);
    }

    /** The words of a message as they are kept, and as they are expected: weights, times, places with their weights. */
    private static byte[] kept(List<Said> message, TreeMap<String, String> expected) {
        WORDS.begin(Language.NONE);
        TreeSet<String> seen = new TreeSet<>();
        for (Said said : message) {
            if (seen.add(said.word())) {
                expected.put(said.word(), add(said, WORDS));
            }
        }
        assertThat(WORDS.size()).isEqualTo(seen.size());
        return WORDS.bytes();
    }

    private static String add(Said said, WordPlaces words) {
        int position = -1;
        int weights = 0;
        List<List<Integer>> places = new ArrayList<>();
        for (Weight weight : Weight.values()) {
            places.add(new ArrayList<>());
        }
        for (int i = 0; i < said.steps().size(); i++) {
            Weight weight = said.weights().get(i);
            position += said.steps().get(i);
            weights |= weight.bit();
            places.get(weight.ordinal()).add(position);
            if (said.placed()) {
                words.add(said.word(), position, weight);
            } else {
                words.add(words.number(said.word()), position, weight);
            }
        }
        if (said.steps().isEmpty()) {
            words.add(said.word());
        }
        List<Integer> all = places.stream().flatMap(List::stream).sorted().toList();
        return weights + " " + Math.min(Mark.OFTEN, all.size()) + " " + (said.placed() ? all + " " + places : "[] []");
    }

    private static List<Chunk> segment(List<byte[]> messages) {
        SegmentBuilder builder = new SegmentBuilder();
        messages.forEach(builder::add);
        List<Chunk> chunks = new ArrayList<>();
        builder.write(chunks::add);
        return chunks;
    }

    /** Each message with its words in order. */
    private static List<TreeMap<String, String>> read(List<Chunk> chunks, int messages) {
        List<TreeMap<String, String>> read = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            read.add(new TreeMap<>());
        }
        byte[] before = {};
        try (ChunkPacking packing = new ChunkPacking()) {
            for (Chunk chunk : chunks) {
                ChunkReader reader = packing.open(chunk.words(), chunk.places());
                boolean first = true;
                while (reader.next()) {
                    byte[] word = reader.word();
                    assertThat(Arrays.compareUnsigned(before, word)).isNegative();
                    assertThat(!first || Arrays.equals(word, chunk.firstWord())).isTrue();
                    read(reader, new String(word, StandardCharsets.UTF_8), read);
                    first = false;
                    before = word;
                }
            }
        }
        return read;
    }

    private static void read(ChunkReader reader, String word, List<TreeMap<String, String>> into) {
        int count = 0;
        for (PostingReader postings = reader.postings(); postings.next(); count++) {
            String marks = Mark.weights(postings.mark()) + " " + Mark.times(postings.mark()) + " ";
            String places = Arrays.toString(places(reader, postings.message(), ALL));
            List<String> byWeight = new ArrayList<>();
            for (Weight weight : Weight.values()) {
                byWeight.add(Arrays.toString(places(reader, postings.message(), weight.bit())));
            }
            into.get(postings.message())
                    .put(word, marks + places + " " + (word.startsWith("~") ? List.of() : byWeight));
        }
        assertThat(reader.messages()).isEqualTo(count);
    }

    /** Where the word stands in a message, when those before it were passed over. */
    private static int[] places(ChunkReader reader, int message, int weights) {
        PostingReader postings = reader.postings();
        assertThat(postings.seek(message)).isTrue();
        assertThat(postings.message()).isEqualTo(message);
        return postings.places(weights);
    }

    private static ChunkSource<RuntimeException> source(List<Chunk> chunks) {
        Deque<Chunk> left = new ArrayDeque<>(chunks);
        return () -> Optional.ofNullable(left.poll());
    }

    @Property(tries = 300)
    void whatIsWrittenIsRead(@ForAll("messages") List<List<Said>> messages) {
        List<TreeMap<String, String>> expected = new ArrayList<>();
        List<byte[]> kept = new ArrayList<>();
        for (List<Said> message : messages) {
            expected.add(new TreeMap<>());
            kept.add(kept(message, expected.get(expected.size() - 1)));
        }
        assertThat(read(segment(kept), kept.size())).isEqualTo(expected);
    }

    /** Messages are dealt out to some segments, of which each may leave some out. */
    @Property(tries = 300)
    void mergedSegmentsAreWhatOneWouldHaveBeen(@ForAll("messages") List<List<Said>> messages, @ForAll Random chance) {
        int parts = 1 + chance.nextInt(5);
        List<List<byte[]>> dealt = new ArrayList<>();
        List<List<Integer>> numbers = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            dealt.add(new ArrayList<>());
            numbers.add(new ArrayList<>());
        }
        List<byte[]> all = new ArrayList<>();
        for (List<Said> message : messages) {
            byte[] kept = kept(message, new TreeMap<>());
            int part = chance.nextInt(parts);
            boolean left = chance.nextInt(4) > 0;
            dealt.get(part).add(kept);
            numbers.get(part).add(left ? all.size() : -1);
            if (left) {
                all.add(kept);
            }
        }
        List<SegmentMerge.Part<RuntimeException>> merged = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            merged.add(new SegmentMerge.Part<>(
                    source(segment(dealt.get(i))),
                    numbers.get(i).stream().mapToInt(Integer::intValue).toArray()));
        }
        List<Chunk> chunks = new ArrayList<>();
        SegmentMerge.merge(merged, chunks::add);
        assertThat(read(chunks, all.size())).isEqualTo(read(segment(all), all.size()));
        assertThat(chunks).usingRecursiveComparison().isEqualTo(segment(all));
    }

    @Property(tries = 100)
    void membersComeBack(@ForAll("messages") List<List<Said>> messages, @ForAll Random chance) {
        int count = messages.size();
        long[] ids = new long[count];
        long[] versions = new long[count];
        int[] sizes = new int[count];
        long id = chance.nextInt(1000);
        for (int i = 0; i < count; i++) {
            id += 1 + chance.nextInt(1 << 20);
            ids[i] = id;
            versions[i] = Math.floorMod(chance.nextLong(), 1L << 40);
            sizes[i] = chance.nextInt(1 << 20);
        }
        SegmentMessages read = SegmentMessages.of(new SegmentMessages(ids, versions, sizes).bytes(), count);
        assertThat(read.ids()).isEqualTo(ids);
        assertThat(read.versions()).isEqualTo(versions);
        assertThat(read.sizes()).isEqualTo(sizes);
    }

    @Property(tries = 100)
    void theSameWordsHaveTheSameHashInAnyOrder(@ForAll("messages") List<List<Said>> messages) {
        List<Said> message = messages.get(0).stream()
                .filter(said -> messages.get(0).stream()
                        .noneMatch(other -> other != said && other.word().equals(said.word())))
                .toList();
        List<Said> turned = new ArrayList<>(message);
        Collections.reverse(turned);
        long hash = WordPlaces.hash(kept(message, new TreeMap<>()));
        assertThat(WordPlaces.hash(kept(turned, new TreeMap<>()))).isEqualTo(hash);
        if (!message.isEmpty()) {
            assertThat(WordPlaces.hash(kept(message.subList(1, message.size()), new TreeMap<>())))
                    .isNotEqualTo(hash);
        }
    }
}
