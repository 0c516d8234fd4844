package org.salonarchive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeTest {

    private static final Instant JULY = Instant.parse("2025-07-22T14:03:07Z");

    @ParameterizedTest
    @CsvSource({
        "YEAR, 2025, 2025, 2025-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
        "QUARTER, 2025q3, Third quarter 2025, 2025-07-01T00:00:00Z, 2025-10-01T00:00:00Z",
        "MONTH, 2025-July, July 2025, 2025-07-01T00:00:00Z, 2025-08-01T00:00:00Z",
        "WEEK, Week-of-Mon-20250721, The week of Monday 21 July 2025, 2025-07-21T00:00:00Z, 2025-07-28T00:00:00Z",
        "DAY, 20250722, 22 July 2025, 2025-07-22T00:00:00Z, 2025-07-23T00:00:00Z"
    })
    void namesEachFrequencyAsPipermailDoes(
            VolumeFrequency frequency, String name, String label, Instant start, Instant end) {
        assertThat(frequency.volumeOf(JULY, ZoneOffset.UTC)).isEqualTo(new Volume(name, label, start, end));
    }

    @ParameterizedTest
    @EnumSource
    void readsItsOwnNames(VolumeFrequency frequency) {
        Volume volume = frequency.volumeOf(JULY, ZoneOffset.UTC);
        assertThat(Volume.parse(volume.name(), ZoneOffset.UTC)).contains(volume);
    }

    @Test
    void readsAMonthWrittenInDigits() {
        assertThat(Volume.parse("2025-07", ZoneOffset.UTC)).map(Volume::name).contains("2025-July");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "25",
                "2025q5",
                "2025-Juli",
                "2025-13",
                "20251301",
                "Week-of-Mon-20250722",
                "thread.html",
                "2025-July ",
                "٢٠٢٥"
            })
    void refusesWhatIsNoVolume(String name) {
        assertThat(Volume.parse(name, ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void beginsAndEndsInTheZoneOfTheList() {
        ZoneId zone = ZoneId.of("America/New_York");
        Instant lastEvening = Instant.parse("2025-08-01T03:59:59Z");
        assertThat(VolumeFrequency.MONTH.volumeOf(lastEvening, zone).name()).isEqualTo("2025-July");
        assertThat(VolumeFrequency.MONTH
                        .volumeOf(lastEvening.plusSeconds(1), zone)
                        .name())
                .isEqualTo("2025-August");
    }

    @Test
    void dayOfAZoneThatSkipsMidnightStillBegins() {
        ZoneId zone = ZoneId.of("America/Sao_Paulo");
        Volume day = Volume.parse("20181104", zone).orElseThrow();
        assertThat(day.startsAt()).isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
        assertThat(day.endsAt()).isEqualTo(Instant.parse("2018-11-05T02:00:00Z"));
    }
}
