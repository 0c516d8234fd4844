package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DatesTest {

    private static final Instant AT = Instant.parse("2025-07-22T14:03:09.5Z");

    @Test
    void writesUtcInEnglish() {
        assertThat(Dates.minute(AT)).isEqualTo("22 Jul 2025 14:03");
        assertThat(Dates.dayAndTime(AT)).isEqualTo("22 Jul 14:03");
        assertThat(Dates.month(AT)).isEqualTo("July 2025");
        assertThat(Dates.machine(AT)).isEqualTo("2025-07-22T14:03:09Z");
    }

    @Test
    void showsTheSendersClockWhereItDiffers() {
        assertThat(Dates.full(AT, OptionalInt.of(-240))).isEqualTo("Tue 22 Jul 2025 14:03 UTC (10:03 −0400)");
        assertThat(Dates.full(AT, OptionalInt.of(345))).isEqualTo("Tue 22 Jul 2025 14:03 UTC (19:48 +0545)");
        assertThat(Dates.full(AT, OptionalInt.of(0))).isEqualTo("Tue 22 Jul 2025 14:03 UTC");
        assertThat(Dates.full(AT, OptionalInt.empty())).isEqualTo("Tue 22 Jul 2025 14:03 UTC");
    }

    @Test
    void saysNothingTwiceInARange() {
        assertThat(Dates.range(AT, AT.plusSeconds(60))).isEqualTo("22 Jul 2025");
        assertThat(Dates.range(AT, Instant.parse("2025-07-31T00:00:00Z"))).isEqualTo("22–31 Jul 2025");
        assertThat(Dates.range(AT, Instant.parse("2025-08-01T00:00:00Z"))).isEqualTo("22 Jul – 1 Aug 2025");
        assertThat(Dates.range(AT, Instant.parse("2026-08-01T00:00:00Z"))).isEqualTo("22 Jul 2025 – 1 Aug 2026");
    }
}
