package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    private static Elements links(String text) {
        return Rendered.page(text).select("a");
    }

    private static Document masked(String text, AddressMask mask) {
        return Jsoup.parse(PlainTextRenderer.render(text, Flow.FIXED, mask).value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Read http://example.org/a.                  | http://example.org/a",
                "Read http://example.org/a, then             | http://example.org/a",
                "Do you know http://example.org/a?           | http://example.org/a",
                "(see https://example.org/a)                 | https://example.org/a",
                "[https://example.org/a]                     | https://example.org/a",
                "\"https://example.org/a\";                  | https://example.org/a",
                "'https://example.org/a'                     | https://example.org/a",
                "*https://example.org/a*                     | https://example.org/a",
                "_https://example.org/a_                     | https://example.org/a",
                "https://example.org/a_                      | https://example.org/a_",
                "https://example.org/a...                    | https://example.org/a",
                "https://example.org/a_(b)                   | https://example.org/a_(b)",
                "(https://example.org/a_(b))                 | https://example.org/a_(b)",
                "https://example.org/?a[0]=1&b={c}           | https://example.org/?a[0]=1&b={c}",
                "https://example.org//a//b                   | https://example.org//a//b",
                "HTTPS://EXAMPLE.org/                        | HTTPS://EXAMPLE.org/",
                "http://[2001:db8::1]:8080/x                 | http://[2001:db8::1]:8080/x",
                "http://localhost:8080/x                     | http://localhost:8080/x",
                "https://b\u00fccher.example/\u00fcber       | https://b\u00fccher.example/\u00fcber",
                "\u8a73\u3057\u304f\u306f\uff08https://example.org/a\uff09\u3002 | https://example.org/a",
                "https://example.org/2020/http://example.net/ | https://example.org/2020/http://example.net/",
                "<https://example.org/a>                     | https://example.org/a",
                "<URL:https://example.org/a,b>               | https://example.org/a,b",
                "<url:http://example.org/a.>                 | http://example.org/a.",
                "www.example.org/a                           | https://www.example.org/a",
                "(www.example.org).                          | https://www.example.org",
                "mailto:ann@example.org.                     | mailto:ann@example.org",
            })
    void anAddressEndsWhereItsWriterEndedIt(String text, String href) {
        assertThat(links(text).eachAttr("href")).containsExactly(href);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "javascript://example.org/%0aalert(1)",
                "ftp://example.org/",
                "data:text/html,x",
                "xhttp://example.org/",
                "http://",
                "http:///etc",
                "https://.",
                "www.",
                "www.example",
                "www..org",
                "awww.example.org",
                "mailto:",
                "mailto:@example.org",
                "mailto:ann",
                "http://bank.example@evil.example/",
                "http://bank.example:80@evil.example/",
                "www.bank.example@evil.example"
            })
    void whatIsNoAddressOfAPageOrDeceivesStaysText(String text) {
        assertThat(links(text)).isEmpty();
        assertThat(Rendered.page(text).text()).isEqualTo(text);
    }

    @Test
    void anAddressInBracketsGoesOnInTheNextLine() {
        Elements links = links("See <http://example.org/long/\n  path/to> and http://example.net/a\nb");
        assertThat(links.eachAttr("href")).containsExactly("http://example.org/long/path/to", "http://example.net/a");
        assertThat(links("<http://example.org/a\nand more words>").eachAttr("href"))
                .containsExactly("http://example.org/a");
        assertThat(links("<http://example.org/\na\nb>").eachAttr("href")).containsExactly("http://example.org/");
    }

    @Test
    void theTextOfALinkIsItsAddress() {
        Elements links = links("http://example.org/?a=1&b=\u202Emoc.knab and http://example.net/<b>");
        assertThat(links.eachText()).containsExactly("http://example.org/?a=1&b=", "http://example.net/");
        assertThat(links.eachAttr("rel")).allMatch(rel -> rel.contains("nofollow") && rel.contains("noopener"));
    }

    @Test
    void addressesOfPeopleAreMaskedInLinksToo() {
        String text = "mailto:ann@example.org http://example.org/r/1@example.net/ https://example.org/@ann "
                + "<http://example.org/\nann@example.com>";
        for (AddressMask mask : List.of(AddressMask.MASKED, AddressMask.HIDDEN)) {
            Document page = masked(text, mask);
            assertThat(page.select("a").eachAttr("href")).containsExactly("https://example.org/@ann");
            assertThat(page.html()).doesNotContain("ann@example").doesNotContain("1@example");
        }
        assertThat(masked(text, AddressMask.SHOWN).select("a")).hasSize(4);
    }

    @Test
    void floodsComeToAnEnd() {
        for (String flood : List.of(
                "http://",
                "http://a",
                "http://a)",
                "http://a@",
                "www.a)",
                "(www.a(",
                "(www.a.b@",
                "((((",
                "<URL:",
                "<URL:http://a\n",
                "<http://",
                "mailto:",
                "mailto:a",
                "://",
                "a@",
                "http://a..........")) {
            String text = flood.repeat(1_000_000 / flood.length());
            String shown = Rendered.page(text).body().wholeText();
            assertThat(shown.replace("\n", "")).isEqualTo(text.replace("\n", ""));
        }
    }

    @Test
    void anAddressOfAnyLengthIsOneLink() {
        String address = "https://example.org/" + "a".repeat(100_000);
        assertThat(links(address).eachAttr("href")).containsExactly(address);
    }
}
