package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdHashTest {

    @Property
    void isSpelledAndReadBack(@ForAll @Size(20) byte[] bytes) {
        MessageIdHash hash = MessageIdHash.of(bytes);

        assertThat(hash.base32()).matches("[A-Z2-7]{32}");
        assertThat(MessageIdHash.parse(hash.base32())).hasValue(hash);
        assertThat(MessageIdHash.parse(hash.base32().toLowerCase(Locale.ROOT))).hasValue(hash);
        assertThat(hash.bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ABC",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "ÄAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void readsNothingElse(String text) {
        assertThat(MessageIdHash.parse(text)).isEmpty();
    }

    @Test
    void hasTwentyBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> MessageIdHash.of(new byte[19]));
    }

    @Property
    void ordersAsUnsignedBytes(@ForAll @Size(20) byte[] one, @ForAll @Size(20) byte[] other) {
        assertThat(Integer.signum(MessageIdHash.of(one).compareTo(MessageIdHash.of(other))))
                .isEqualTo(Integer.signum(Arrays.compareUnsigned(one, other)));
    }

    @Test
    void cannotBeChangedThroughItsBytes() {
        byte[] bytes = new byte[MessageIdHash.LENGTH];
        MessageIdHash hash = MessageIdHash.of(bytes);
        bytes[0] = 1;
        hash.bytes()[0] = 1;

        assertThat(hash).isEqualTo(MessageIdHash.of(new byte[MessageIdHash.LENGTH]));
    }
}
