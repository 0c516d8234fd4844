package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class PlainTextRendererTest {

    private static String html(String text) {
        return PlainTextRenderer.render(text, Flow.FIXED, AddressMask.SHOWN).value();
    }

    private static Document page(String text) {
        return Jsoup.parse(html(text));
    }

    @Test
    void nothingInATextIsMarkup() {
        assertThat(html("<script>alert('1')</script> & \"x\""))
                .isEqualTo(
                        "<div class=\"text\" dir=\"auto\">&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &#34;x&#34;</div>\n");
    }

    @Test
    void linksEndWhereTheAddressEnds() {
        assertThat(page("See (https://example.org/a_(b)?x=1&y=2), or <http://example.net/>.")
                        .select("a")
                        .eachAttr("href"))
                .containsExactly("https://example.org/a_(b)?x=1&y=2", "http://example.net/");
    }

    @Test
    void onlyPagesAreLinked() {
        assertThat(page("javascript://x%0aalert(1) ftp://x data://y xhttps://no https://")
                        .select("a"))
                .isEmpty();
    }

    @Test
    void aLongQuoteFoldsBehindWhoWroteIt() {
        Document page = page("On 1 July, Ann <ann@example.org> wrote:\n> 1\n> 2\n> 3\n> 4\n> 5\n\nMine.");
        assertThat(page.select("details > summary").text())
                .startsWith("On 1 July, Ann")
                .endsWith("5 quoted lines");
        assertThat(page.select("details").text()).doesNotContain("Mine");
        assertThat(page.select(".text").last().text()).isEqualTo("Mine.");
    }

    @Test
    void aShortQuoteStaysOpen() {
        Document page = page("> why?\n\nBecause.");
        assertThat(page.select("details")).isEmpty();
        assertThat(page.select("blockquote").text()).isEqualTo("why?");
    }

    @Test
    void wordsBetweenQuotesStayOpen() {
        Document page = page("> a\n> b\n> c\n> d\n> e\nNo.\n> f\n> g\n> h\n> i\n> j\nYes.");
        assertThat(page.select("details")).hasSize(2);
        assertThat(page.select(".text").eachText()).contains("No.", "Yes.");
    }

    @Test
    void quotesNestByTheirMarks() {
        assertThat(page(">> deep\n> less\n").select("blockquote blockquote").text())
                .isEqualTo("deep");
    }

    @Test
    void theSignatureAndTheFooterAreQuiet() {
        assertThat(page("Text.\n-- \nAnn\n").select(".sig").text()).contains("Ann");
        assertThat(page("Text.\n_______________________________________________\nX mailing list\n")
                        .select(".sig")
                        .text())
                .contains("mailing list");
    }

    @Test
    void aPatchKeepsItsColumnsAndSaysWhatItAdds() {
        Document page = page("Fix.\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n");
        assertThat(page.select(".patch .add").text()).isEqualTo("+new");
        assertThat(page.select(".patch .del").text()).isEqualTo("-old");
    }

    @Test
    void proseFlowsAndTablesKeepTheirColumns() {
        String prose =
                "A paragraph whose lines were broken to fit a mail, not\nbecause anything was meant by it, can flow anew.";
        String table = "year   tonnes\n2021    4,110\n2025    2,730";
        String verse = "Short lines\nmean something";
        Document page = page(prose + "\n\n" + table + "\n\n" + verse);
        assertThat(page.select(".flow").text()).startsWith("A paragraph").endsWith("flow anew.");
        assertThat(page.select(".plain").first().wholeText()).isEqualTo(table);
        assertThat(page.select(".text:not(.flow)").first().wholeText()).isEqualTo(verse);
    }

    @Test
    void flowedLinesAreJoined() {
        String flowed = "One line that \ngoes on.\n> quoted and \n> goes on\n";
        Document page = Jsoup.parse(
                PlainTextRenderer.render(flowed, Flow.FLOWED, AddressMask.SHOWN).value());
        assertThat(page.select(".text").first().wholeText()).isEqualTo("One line that goes on.");
        assertThat(page.select("blockquote").text()).isEqualTo("quoted and goes on");
    }

    @Test
    void addressesAreMaskedWhereTheListWantsIt() {
        String masked = PlainTextRenderer.render("write to ann@example.org.", Flow.FIXED, AddressMask.MASKED)
                .value();
        assertThat(masked).contains("ann at example.org.").doesNotContain("@");
    }

    @Property(tries = 500)
    void anyTextGivesOnlyOurOwnMarkup(@ForAll String text) {
        for (Element element : page(text).body().getAllElements()) {
            assertThat(element.tagName()).isIn("body", "div", "span", "a", "details", "summary", "blockquote", "p");
            element.attributes().forEach(a -> assertThat(a.getKey()).isIn("class", "dir", "href", "rel"));
        }
    }

    @Property(tries = 500)
    void wordsOfATextAreAllThere(@ForAll("words") String text) {
        String shown = page(text).text().replaceAll("\\s+", "");
        assertThat(shown).contains(text.replaceAll("\\s+", ""));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('a', 'z').withChars(' ', '\n', '.', ':', '(', ')');
    }
}
