package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> NAMES = List.of("batman", "batmen-announce", "kernel", "2025-July", "2025-June");

    @Test
    void findsWhatWasMistyped() {
        assertThat(Nearest.to("batmam", NAMES)).containsExactly("batman");
        assertThat(Nearest.to("2025-july", NAMES)).startsWith("2025-July");
        assertThat(Nearest.to("2025-Juli", NAMES)).startsWith("2025-July");
    }

    @Test
    void proposesNothingThatIsFarAway() {
        assertThat(Nearest.to("wp-admin", NAMES)).isEmpty();
        assertThat(Nearest.to("", NAMES)).isEmpty();
        assertThat(Nearest.to("x".repeat(100_000), NAMES)).isEmpty();
    }

    @Test
    void countsLettersPutInTakenOutAndChanged() {
        assertThat(Nearest.changes("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.changes("", "abc")).isEqualTo(3);
        assertThat(Nearest.changes("abc", "abc")).isZero();
    }
}
