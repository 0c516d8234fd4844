package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EffectiveDateTest {
    private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");
    private static final Optional<Instant> SOURCE = Optional.of(Instant.parse("2020-01-01T00:00:00Z"));
    private static final Optional<Instant> NEIGHBOUR = Optional.of(Instant.parse("2019-01-01T00:00:00Z"));
    private static final Optional<Instant> NONE = Optional.empty();

    @Test
    void usesASaneDateAndItsOffset() {
        assertThat(choose("Date: Mon, 6 Mar 2023 10:15:30 +0530\n"))
                .isEqualTo(
                        new EffectiveDate(Instant.parse("2023-03-06T04:45:30Z"), OptionalInt.of(330), DateRule.DATE));
    }

    @Test
    void keepsNoOffsetThatWasNotNamed() {
        assertThat(choose("Date: Mon, 6 Mar 2023 10:15:30\n").utcOffsetMinutes())
                .isEmpty();
        assertThat(choose("Date: Mon, 6 Mar 2023 10:15:30 -0000\n").utcOffsetMinutes())
                .isEmpty();
        assertThat(choose("Date: Mon, 6 Mar 2023 10:15:30 GMT\n").utcOffsetMinutes())
                .hasValue(0);
    }

    @Test
    void usesTheLowestSaneReceivedWhenTheDateIsInsane() {
        String received = """
                Received: from c by d; Mon, 6 Mar 2023 12:00:00 +0000
                Received: from b by c; Mon, 6 Mar 2023 11:00:00 +0000
                Received: from a by b; Mon, 6 Mar 1903 11:00:00 +0000
                """;

        assertThat(choose("Date: Mon, 6 Mar 3609 10:15:30 +0000\n" + received))
                .isEqualTo(new EffectiveDate(
                        Instant.parse("2023-03-06T11:00:00Z"), OptionalInt.empty(), DateRule.RECEIVED));
        assertThat(choose(received).rule()).isEqualTo(DateRule.RECEIVED);
    }

    @Test
    void goesOnToSourceNeighbourAndNow() {
        ParsedMessage message = parse("Date: 1 Jan 1970 00:00 +0000\n");

        assertThat(EffectiveDate.choose(message, SOURCE, NEIGHBOUR, NOW).rule()).isEqualTo(DateRule.SOURCE);
        assertThat(EffectiveDate.choose(message, NONE, NEIGHBOUR, NOW).rule()).isEqualTo(DateRule.NEIGHBOUR);
        assertThat(EffectiveDate.choose(message, NONE, NONE, NOW))
                .isEqualTo(new EffectiveDate(NOW, OptionalInt.empty(), DateRule.ARCHIVED));
        assertThat(EffectiveDate.choose(message, Optional.of(Instant.EPOCH), NONE, NOW)
                        .rule())
                .isEqualTo(DateRule.ARCHIVED);
    }

    @Test
    void aDayAheadIsStillSane() {
        assertThat(choose("Date: Mon, 1 Jan 2024 23:59:00 +0000\n").rule()).isEqualTo(DateRule.DATE);
        assertThat(choose("Date: Tue, 2 Jan 2024 00:00:01 +0000\n").rule()).isEqualTo(DateRule.SOURCE);
        assertThat(choose("Date: Fri, 2 Jan 1970 00:00:00 +0000\n").rule()).isEqualTo(DateRule.DATE);
    }

    private static EffectiveDate choose(String header) {
        return EffectiveDate.choose(parse(header), SOURCE, NEIGHBOUR, NOW);
    }

    private static ParsedMessage parse(String header) {
        return new MessageParser().parse((header + "\nBody.\n").getBytes(StandardCharsets.US_ASCII));
    }
}
