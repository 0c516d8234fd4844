package org.salonarchive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.message.MessageId;
import org.salonarchive.message.MessageIdHash;

class ArchiveLinksTest {

    private static final MessageIdHash ID = new MessageId("a@example.org").hash();

    @Test
    void spellsTheAddressesThatTheReadmePromises() {
        Volume volume = Volume.parse("2025-July", ZoneOffset.UTC).orElseThrow();
        assertThat(ArchiveLinks.list("salon")).isEqualTo("/salon/");
        assertThat(ArchiveLinks.volume("salon", volume, "date")).isEqualTo("/salon/2025-July/date.html");
        assertThat(ArchiveLinks.volumeDownload("salon", volume)).isEqualTo("/salon/2025-July.mbox.gz");
        assertThat(ArchiveLinks.volumeJson("salon", volume)).isEqualTo("/salon/2025-July.json");
        assertThat(ArchiveLinks.message("salon", ID)).isEqualTo("/salon/message/" + ID.base32() + "/");
        assertThat(ArchiveLinks.threadJson("salon", ID)).isEqualTo("/salon/thread/" + ID.base32() + ".json");
        assertThat(ArchiveLinks.search("")).isEqualTo("/search");
    }

    @Test
    void everyPartOfAPathIsEscaped() {
        assertThat(ArchiveLinks.list("c++-talk")).isEqualTo("/c%2B%2B-talk/");
        assertThat(ArchiveLinks.escape("a b/../é?#&%\"<>")).isEqualTo("a%20b%2F..%2F%C3%A9%3F%23%26%25%22%3C%3E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "\u0000", "\r\nSet-Cookie: a=b"})
    void nothingBreaksOutOfAnAddress(String hostile) {
        assertThat(ArchiveLinks.escape(hostile)).matches("[A-Za-z0-9%._~*-]*");
    }
}
