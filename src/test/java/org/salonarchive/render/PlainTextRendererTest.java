package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.render.Rendered.html;
import static org.salonarchive.render.Rendered.page;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class PlainTextRendererTest {

    @Test
    void nothingInATextIsMarkup() {
        assertThat(html("<b onclick='1'> & \"x\""))
                .isEqualTo("<div class=\"text\" dir=\"auto\">&lt;b onclick=&#39;1&#39;&gt; &amp; &#34;x&#34;</div>\n");
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
        Document page = Rendered.page(flowed, Flow.FLOWED);
        assertThat(page.select(".text").first().wholeText()).isEqualTo("One line that goes on.");
        assertThat(page.select("blockquote").text()).isEqualTo("quoted and goes on");
    }

    @Test
    void addressesAreMaskedWhereTheListWantsIt() {
        String masked = PlainTextRenderer.render("write to ann@example.org.", Flow.FIXED, AddressMask.MASKED)
                .value();
        assertThat(masked).contains("ann at example.org.").doesNotContain("@");
    }

    @Test
    void whatCouldDisturbThePageIsShownAsAMark() {
        assertThat(page("a\u0000b\u0007c\u009Bd\u202Ee\u2066f\uD800g").text())
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg");
        assertThat(page("\u05D0\u200F \u200Eab").body().wholeText()).contains("\u05D0\u200F \u200Eab");
    }

    @Test
    void marksPileUpToEight() {
        assertThat(page("e" + "\u0301".repeat(8) + "x").text()).isEqualTo("e" + "\u0301".repeat(8) + "x");
        assertThat(page("e" + "\u0301".repeat(500) + "x").text()).isEqualTo("e" + "\u0301".repeat(8) + "\uFFFDx");
    }

    @Property(tries = 500)
    void anyTextGivesOnlyOurOwnMarkup(@ForAll String any, @ForAll("mails") String mail) {
        for (String text : List.of(any, mail)) {
            for (Element element : page(text).body().getAllElements()) {
                assertThat(element.tagName())
                        .isIn("body", "div", "span", "a", "details", "summary", "blockquote", "p", "bdi");
                element.attributes().forEach(a -> assertThat(a.getKey()).isIn("class", "dir", "href", "rel"));
                boolean block = List.of("div", "blockquote", "p").contains(element.tagName());
                assertThat(element.attr("dir")).isEqualTo(block ? "auto" : "");
            }
        }
    }

    @Property(tries = 1_000)
    void wordsOfAMailAreAllThere(@ForAll("mails") String mail) {
        Document page = page(mail);
        page.select("summary > .n").remove();
        assertThat(words(page.body().wholeText())).isEqualTo(words(mail));
    }

    @Property(tries = 500)
    void wordsOfFlowedMailAreAllThere(@ForAll("mails") String mail) {
        Document page = Rendered.page(mail, Flow.FLOWED);
        page.select("summary > .n").remove();
        assertThat(letters(page.body().wholeText())).isEqualTo(letters(mail));
    }

    @Property(tries = 200)
    void theSameTextGivesTheSameMarkup(@ForAll("mails") String mail) {
        assertThat(html(mail)).isEqualTo(html(mail));
    }

    @Property(tries = 500)
    void ownWordsNeverFold(@ForAll("mails") String mail) {
        String text = "Mine.\n" + mail.replaceAll("(?m)^(-----Original|From:).*", "Words") + "\nmine at the end";
        Document page = page(text);
        page.select("details").remove();
        long own = text.lines().filter(line -> line.startsWith("Own ")).count();
        assertThat(page.text().split("Own ", -1)).hasSize((int) own + 1);
    }

    @Test
    void theLargestTextsComeToAnEnd() {
        for (String flood : List.of(
                ">",
                "> ",
                ">\n",
                ">>>>>>>>\n>\n",
                "> a\n\n",
                "\n",
                "-- \n",
                "--\n",
                "-- \na\n",
                "_".repeat(20) + "\n",
                "-".repeat(20) + "\n",
                "Ann wrote:\n",
                "Ann wrote:\n>\n",
                "On 1 July 2024\n",
                "From: a\nSent: b\nTo: c\n",
                "-----Original Message-----\n",
                "----- Forwarded message\n",
                "diff --git a b\n",
                "--- a\n+++ b\n",
                "@@ -1,9999999 +1,9999999 @@\n+\n",
                "12c12\n< a\n",
                "| a\n",
                "NS> a\n",
                "a  b\n",
                "a;\n",
                "\u0301",
                "To unsubscribe from this list\n",
                "-----BEGIN PGP SIGNATURE-----\n")) {
            String text = "Words.\n" + flood.repeat(1_000_000 / flood.length());
            assertThat(html(text)).startsWith("<div class=");
            assertThat(html(text.substring(0, 100_000).replace("\n", " "))).startsWith("<div class=");
        }
    }

    private static Map<String, Long> words(String text) {
        return Pattern.compile("[\\p{L}\\p{N}]+")
                .matcher(text)
                .results()
                .collect(Collectors.groupingBy(MatchResult::group, TreeMap::new, Collectors.counting()));
    }

    private static Map<Integer, Long> letters(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .boxed()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    /** Lines such as mails have, in any order. */
    @Provide
    Arbitrary<String> mails() {
        Arbitrary<String> line = Arbitraries.of(
                "",
                "",
                "Own words that fill a line nearly to where it would have to be broken by",
                "Own words.",
                "Own remarks:",
                "> quoted words that fill a line nearly to where it would have to be broken",
                "over",
                "> short",
                ">> deeper",
                "> > as deep",
                ">",
                "| bar",
                "AS> somebody with initials said this long line of words",
                "On Mon, 1 Jul 2024 10:00, Ann Sample <ann@example.org>",
                "wrote:",
                "Ann Sample wrote:",
                "-----Original Message-----",
                "---------- Forwarded message ---------",
                "From: Bea Sample <bea@example.org>",
                "Sent: Monday",
                "To: list@example.org",
                "Subject: Boats",
                "-- ",
                "--",
                "---",
                "_______________________________________________",
                "X mailing list",
                "To unsubscribe from this list: send a line",
                "diff --git a/x b/x",
                "--- a/x",
                "+++ b/x",
                "@@ -1,2 +1,2 @@",
                "+added",
                "-taken",
                " kept",
                "> +added",
                "12c12",
                "< left",
                "name   age",
                "See <http://example.org/a",
                "b> and www.example.org.",
                "- item",
                "flowed ",
                "> flowed ");
        return line.list().ofMaxSize(40).map(lines -> String.join("\n", lines));
    }
}
