package org.salonarchive.source.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsTest {

    private static boolean allow(String robots, String path) {
        return Robots.parse(robots).allow(URI.create("https://lists.example.org" + path));
    }

    @ParameterizedTest
    @CsvSource({
        "'User-agent: *|Disallow: /', /pipermail/, false",
        "'User-agent: *|Disallow:', /pipermail/, true",
        "'User-agent: *|Disallow: /pipermail', /pipermail/x, false",
        "'User-agent: *|Disallow: /pipermail/', /pipermail, true",
        "'User-agent: *|Disallow: /|Allow: /pipermail/', /pipermail/x, true",
        "'User-agent: *|Disallow: /pipermail/|Allow: /', /pipermail/x, false",
        "'User-agent: *|Disallow: /x|Allow: /x', /x, true",
        "'User-agent: Other|Disallow: /', /x, true",
        "'User-agent: SALON|Disallow: /||User-agent: *|Disallow:', /x, false",
        "'User-agent: *|Disallow: /||User-agent: salon|Disallow: /private', /x, true",
        "'User-agent: other|User-agent: salon|Disallow: /', /x, false",
        "'User-agent: salon|Crawl-delay: 1|User-agent: other|Disallow: /', /x, true",
        "'user-AGENT : *|disallow : /x # not this', /x, false",
        "'User-agent: *|Disallow: /*.gz$', /a/b.txt.gz, false",
        "'User-agent: *|Disallow: /*.gz$', /a/b.gz.txt, true",
        "'User-agent: *|Disallow: /*/private/', /a/private/x, false",
        "'User-agent: *|Disallow: /a*b*c', /axxbyyc/z, false",
        "'User-agent: *|Disallow: /a*b*c', /axxcyyb, true",
        "'User-agent: *|Disallow: /x?q=', /x?q=1, false",
        "'Disallow: /', /x, true",
        "'nonsense|:::|User-agent|Disallow', /x, true",
        "'', /x, true",
    })
    void readsRules(String robots, String path, boolean allowed) {
        assertThat(allow(robots.replace('|', '\n'), path)).isEqualTo(allowed);
    }

    @Test
    void readsTheDelayWithinBounds() {
        assertThat(Robots.parse("User-agent: *\nCrawl-delay: 2.5").delay()).contains(Duration.ofMillis(2_500));
        assertThat(Robots.parse("User-agent: *\nCrawl-delay: 86400").delay()).contains(Duration.ofMinutes(1));
        assertThat(Robots.parse("User-agent: *\nCrawl-delay: soon").delay()).isEmpty();
    }
}
