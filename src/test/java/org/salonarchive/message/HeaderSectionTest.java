package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderSectionTest {
    private final HeaderSection header = new HeaderSection(List.of(
            new HeaderField("Received", "one"),
            new HeaderField("SUBJECT", "=?utf-8?Q?caf=C3=A9?="),
            new HeaderField("received", "two")));

    @Test
    void findsFieldsOfAnyCase() {
        assertThat(header.first("RECEIVED")).hasValue("one");
        assertThat(header.all("Received")).containsExactly("one", "two");
        assertThat(header.first("To")).isEmpty();
    }

    @Test
    void decodesForShowing() {
        assertThat(header.first("Subject")).hasValue("=?utf-8?Q?caf=C3=A9?=");
        assertThat(header.text("Subject")).isEqualTo("café");
        assertThat(header.text("To")).isEmpty();
    }

    @Test
    void knowsWhatRepeats() {
        assertThat(header.repeats("received")).isTrue();
        assertThat(header.repeats("subject")).isFalse();
    }
}
