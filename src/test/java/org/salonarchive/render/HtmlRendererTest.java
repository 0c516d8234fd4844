package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlRendererTest {

    private static final String QUOTE = "<blockquote type=cite>" + "<p>What was written before. </p>".repeat(20);

    @Test
    void givesNothingForNothing() {
        assertThat(render("")).isEmpty();
        assertThat(render("<p> &nbsp; </p><script>1</script>")).isEmpty();
        assertThat(render("<p>" + "long ".repeat(500_000))).isEmpty();
    }

    @Test
    void foldsWhatAnAnswerQuotes() {
        assertThat(article("<p>Yes.</p>" + QUOTE)).contains("<details class=\"quote\">", "80 quoted words");
    }

    @Test
    void neverFoldsAllThatThereIs() {
        assertThat(article(QUOTE)).doesNotContain("<details");
    }

    @Test
    void neverFoldsWhatIsForwarded() {
        HtmlSetting forward = new HtmlSetting(AddressMask.MASKED, 2, false, id -> Optional.empty());

        assertThat(HtmlRenderer.render("<p>Worth reading.</p>" + QUOTE, forward)
                        .orElseThrow()
                        .html()
                        .value())
                .doesNotContain("<details");
        assertThat(article("<p>Worth reading.</p><p>Begin forwarded message:</p>"
                        + QUOTE.replaceFirst("What", "Begin forwarded message: What")))
                .doesNotContain("<details");
    }

    @Test
    void masksAddressesWhereverTheyStand() {
        String html = "<p title='ann@example.org'>ann@example.org <a href='mailto:ann@example.org'>ann@example.org</a>"
                + " <a href='https://example.org/?to=x'>ann@example.org</a> <img alt='ann@example.org' src='http://e/i.png'></p>";

        assertThat(article(html)).doesNotContain("@").doesNotContain("&#64;").contains("ann at example.org");
    }

    @Test
    void linksMailWhereAddressesAreShown() {
        HtmlSetting shown = new HtmlSetting(AddressMask.SHOWN, 2, true, id -> Optional.empty());

        assertThat(HtmlRenderer.render("<a href='mailto:ann@example.org'>Ann</a>", shown)
                        .orElseThrow()
                        .html()
                        .value())
                .contains("href=\"mailto:ann&#64;example.org\"");
    }

    @Test
    void headingsBeginBelowTheOneThatTheyStandUnder() {
        HtmlSetting within = new HtmlSetting(AddressMask.MASKED, 3, true, id -> Optional.empty());

        assertThat(HtmlRenderer.render("<h1>One</h1><p>a</p><h4>Two</h4>", within)
                        .orElseThrow()
                        .html()
                        .value())
                .contains("<h3 dir=\"auto\">One</h3>", "<h4 dir=\"auto\">Two</h4>");
    }

    @Test
    void plainTextIsBetterWhereHtmlSaysLess() {
        RenderedHtml stub = render("<p>See the text.</p>").orElseThrow();

        assertThat(stub.isBetterThan("See the text.")).isTrue();
        assertThat(stub.isBetterThan("All that there is to say about it, which is much more."))
                .isFalse();
        assertThat(stub.isBetterThan("diff --git a/x b/x\n--- a/x\n+++ b/x\n")).isFalse();
    }

    /** Each would take minutes if any step were quadratic in it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b>",
                "<table><tr><td>",
                "<blockquote type=cite>",
                "<li>x</li>y",
                "<ul>x<br>",
                "<p>From: a</p>",
                "<font size=6>a</font><br>",
                "<p>·&nbsp;&nbsp;a</p>",
                "<h1>a</h1>",
                "<a href=http://e/>",
                "&#847;",
                "<br>",
                "<p class=a style='font-size:30px'>a",
                "<![CDATA[",
                "<!--",
                "<style>a{b:c}</style>",
                "<img src=cid:a>",
                "@",
                "<pre>\n",
                "<dt>",
                "<blockquote><p>a:</p></blockquote>",
                "http://",
                "(",
                "<tr><td>1<td>2"
            })
    void staysLinear(String piece) {
        String html = piece.repeat(300_000 / piece.length());

        render(html).ifPresent(article -> assertThat(article.html().value()).hasSizeLessThan(40_000_000));
        assertThat(OriginalHtml.render(html, AddressMask.MASKED, id -> Optional.empty(), false))
                .isNotNull();
    }

    @Test
    void styleSheetsCannotMultiplyWithElements() {
        String html =
                "<style>" + ".a,p,div p{color:red}".repeat(9_000) + "</style>" + "<div><p class=a>x".repeat(20_000);

        assertThat(render(html)).isPresent();
    }

    private static String article(String html) {
        return render(html).orElseThrow().html().value();
    }

    private static Optional<RenderedHtml> render(String html) {
        return HtmlRenderer.render(html, new HtmlSetting(AddressMask.MASKED, 2, true, id -> Optional.empty()));
    }
}
