package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ContentHashTest {

    @Test
    void givesItsFirstTwentyBytesAsAddress() {
        byte[] bytes = new byte[ContentHash.LENGTH];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }

        assertThat(ContentHash.of(bytes).address()).isEqualTo(MessageIdHash.of(Arrays.copyOf(bytes, 20)));
        assertThat(ContentHash.of(bytes).base32()).hasSize(52);
    }

    @Test
    void hasThirtyTwoBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> ContentHash.of(new byte[31]));
    }
}
