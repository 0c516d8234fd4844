package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.salonarchive.archive.Counts.Activity;
import org.salonarchive.reader.Sparkline.Span;

class SparklineTest {

    @Test
    void aYoungSiteHasABarAMonth() {
        Span span = Span.of(Instant.parse("2025-01-31T23:59:59Z"), Instant.parse("2025-09-01T00:00:00Z"));
        assertThat(span).isEqualTo(new Span(YearMonth.of(2025, 1), 1, 9));
    }

    @Test
    void anOldSiteHasABoundedNumberOfBars() {
        Span span = Span.of(Instant.parse("1996-02-01T00:00:00Z"), Instant.parse("2025-09-01T00:00:00Z"));
        assertThat(span.months()).isEqualTo(6);
        assertThat(span.bars()).isEqualTo(60);
    }

    @Test
    void aBarStandsWhereItsMonthsAre() {
        Span span = new Span(YearMonth.of(2020, 1), 1, 60);
        assertThat(Sparkline.of(span, List.of(new Activity(1, 0, 10), new Activity(1, 59, 5)))
                        .path())
                .isEqualTo("M0.0 24v-24.0h3.1v24.0zM236.0 24v-12.0h3.1v12.0z");
    }

    @Test
    void aListWithoutMessagesHasNoPicture() {
        assertThat(Sparkline.of(new Span(YearMonth.of(2020, 1), 1, 1), List.of())
                        .path())
                .isEmpty();
    }
}
