package org.salonarchive.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteAddressTest {

    @ParameterizedTest
    @CsvSource({
        "/dev/, dev/index.html",
        "/dev/2024-March/, dev/2024-March/index.html",
        "/dev/2024-March/date.html, dev/2024-March/date.html",
        "/dev/2024-March/date.html?after=ABC, dev/2024-March/date.after-ABC.html",
        "/dev/thread/X/?view=flat&page=2, dev/thread/X/index.view-flat.page-2.html",
        "/dev/message/X/raw, dev/message/X/raw",
        "/dev/message/X/raw?copy=12ab, dev/message/X/raw.copy-12ab",
        "/dev/message/X/original/1.2, dev/message/X/original/1.2/index.html",
        "/dev/message/X/part/2/caf%C3%A9%20a%2Bb.pdf, dev/message/X/part/2/café a+b.pdf",
        "/dev/message/X/part/2/..%2F..%2Fetc, dev/message/X/part/2/%2E%2E%2F%2E%2E%2Fetc",
        "/dev/message/X/part/2/%2E%2E, dev/message/X/part/2/%2E%2E",
        "/salon.css?1234, salon.css"
    })
    void namesTheFile(String address, String file) {
        assertThat(String.join("/", SiteAddress.of(address).file())).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "%2e%2e", "..%2f..%2fx", "a%00b", "%5c..%5cx", "%0a"})
    void neverLeavesTheFolder(String step) {
        assertThat(SiteAddress.of("/dev/message/X/part/2/" + step).file()).allSatisfy(name -> {
            assertThat(name).isNotIn(".", "..", "");
            assertThat(name).doesNotContain("/", "\\", "\0", "\n");
        });
    }

    @Test
    void shortensNamesThatNoFileSystemTakes() {
        String name = "x".repeat(300) + ".pdf";
        assertThat(SiteAddress.of("/dev/part/" + name).file().get(2))
                .hasSizeLessThan(100)
                .endsWith(".pdf")
                .isNotEqualTo(SiteAddress.of("/dev/part/y" + name).file().get(2));
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/, /dev/2024-March/, ../dev/2024-March/index.html",
        "/dev/message/X/, /salon.css?1, ../../../salon.css",
        "/dev/message/X/, /dev/message/X/part/2/a%20b%3F.pdf, ../../../dev/message/X/part/2/a%20b%3F.pdf",
        "/dev/message/X/original/1, /dev/message/X/part/2/a.png, ../../../../../dev/message/X/part/2/a.png"
    })
    void findsTheWay(String from, String to, String way) {
        assertThat(SiteAddress.of(from).wayTo(SiteAddress.of(to))).isEqualTo(way);
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/x/, ../y/?a=b#c, /dev/y/?a=b",
        "/dev/x/, ?after=1, /dev/x/?after=1",
        "/dev/x/, /dev/, /dev/",
        "/dev/x/, z.html#top, /dev/x/z.html"
    })
    void resolvesLinks(String from, String link, String to) {
        assertThat(SiteAddress.of(from).resolve(link)).contains(SiteAddress.of(to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.org/dev/", "mailto:a@example.org", "//example.org/", "#top", "/a b", "data:,x"})
    void leavesOtherLinksAlone(String link) {
        assertThat(SiteAddress.of("/dev/").resolve(link)).isEmpty();
    }
}
