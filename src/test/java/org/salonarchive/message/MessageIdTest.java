package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MessageIdTest {

    /** The example of Mailman 3's documentation of X-Message-ID-Hash. */
    @Test
    void hashesAsMailmanDoes() {
        assertThat(new MessageId("87myycy5eh.fsf@uwakimon.sk.tsukuba.ac.jp")
                        .hash()
                        .base32())
                .isEqualTo("JJIGKPKB6CVDX6B2CUG4IHAJRIQIOUTP");
    }

    @Test
    void isNeverEmptyNorSpaced() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageId(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageId("a b@c"));
    }

    @Test
    void isMadeFromTheContent() {
        MessageId made = MessageId.madeOf(ContentHash.of(new byte[ContentHash.LENGTH]));

        assertThat(made.value()).isEqualTo("a".repeat(52) + "@salon.invalid");
    }
}
