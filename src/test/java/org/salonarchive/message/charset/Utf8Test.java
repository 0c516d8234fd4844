package org.salonarchive.message.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class Utf8Test {

    @Property
    void agreesWithJavaOnWhatIsValid(@ForAll byte[] bytes) {
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        boolean roundTrips = Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), bytes);

        assertThat(Utf8.of(bytes).isValid()).isEqualTo(roundTrips);
    }

    @Property
    void acceptsEveryText(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8.of(bytes).isValid()).isTrue();
        assertThat(Utf8.of(bytes).sequences()).isEqualTo((int) new String(bytes, StandardCharsets.UTF_8)
                .codePoints()
                .filter(c -> c > 0x7f)
                .count());
    }
}
