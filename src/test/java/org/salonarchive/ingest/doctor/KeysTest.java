package org.salonarchive.ingest.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Keys get the numbers that a plain map would give them. */
class KeysTest {

    private static final int LENGTH = 20;

    @Test
    void numbersAreThoseOfAMap() {
        Random random = new Random(20250722);
        Keys keys = new Keys(LENGTH);
        Map<ByteBuffer, Integer> map = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            byte[] key = new byte[LENGTH];
            new Random(random.nextInt(20_000)).nextBytes(key);
            int expected = map.computeIfAbsent(ByteBuffer.wrap(key), fresh -> map.size());
            assertThat(keys.numberOf(key)).isEqualTo(expected);
            assertThat(keys.key(expected)).isEqualTo(key);
        }
        assertThat(keys.size()).isEqualTo(map.size());
    }

    @Test
    void keysThatBeginAlikeAreTold() {
        Keys keys = new Keys(LENGTH);
        for (int i = 0; i < 3_000; i++) {
            byte[] key = ByteBuffer.allocate(LENGTH).putInt(LENGTH - 4, i).array();
            assertThat(keys.numberOf(key)).isEqualTo(i);
            assertThat(keys.numberOf(key)).isEqualTo(i);
        }
    }
}
