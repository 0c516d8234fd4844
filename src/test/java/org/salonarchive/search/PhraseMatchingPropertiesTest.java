package org.salonarchive.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PhraseMatchingPropertiesTest {

    private static final int MESSAGES = 30;
    private static final int PLACES = 12;

    /** Words that stand at few places of few messages, so that many follow one another. */
    @Property(tries = 500)
    void findsWhatLookingAtEachPlaceFinds(@ForAll Random chance) {
        int count = 1 + chance.nextInt(4);
        List<List<TreeSet<Integer>>> said = new ArrayList<>();
        List<PhraseMatching.Word> words = new ArrayList<>();
        List<Integer> distances = new ArrayList<>();
        for (int word = 0; word < count; word++) {
            List<TreeSet<Integer>> places = new ArrayList<>();
            PhraseMatching.Gathered gathered = new PhraseMatching.Gathered();
            for (int message = 0; message < MESSAGES; message++) {
                TreeSet<Integer> here = new TreeSet<>();
                for (int i = chance.nextInt(5); i > 0; i--) {
                    here.add(1 + chance.nextInt(PLACES));
                }
                places.add(here);
                if (!here.isEmpty()) {
                    gathered.add(
                            message, here.stream().mapToInt(Integer::intValue).toArray());
                }
            }
            said.add(places);
            words.add(gathered);
            distances.add(1 + chance.nextInt(3));
        }
        BitSet within = BitSet.valueOf(new long[] {chance.nextLong()});
        BitSet expected = new BitSet();
        for (int message = 0; message < MESSAGES; message++) {
            if (within.get(message) && stand(said, distances, message)) {
                expected.set(message);
            }
        }
        assertThat(PhraseMatching.following(words, distances, within)).isEqualTo(expected);
        assertThat(PhraseMatching.together(words, within).stream())
                .containsAll(expected.stream().boxed().toList());
    }

    private static boolean stand(List<List<TreeSet<Integer>>> said, List<Integer> distances, int message) {
        for (int first : said.get(0).get(message)) {
            int place = first;
            boolean stands = true;
            for (int word = 1; word < said.size() && stands; word++) {
                place += distances.get(word);
                stands = said.get(word).get(message).contains(place);
            }
            if (stands) {
                return true;
            }
        }
        return false;
    }
}
