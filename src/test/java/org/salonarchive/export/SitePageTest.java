package org.salonarchive.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SitePageTest {

    private static final SiteAddress HERE = SiteAddress.of("/dev/message/X/");

    private static String written(String html) {
        return SitePage.of(
                        html,
                        HERE,
                        "none",
                        to -> to.path().startsWith("/dev/") ? Optional.of(HERE.wayTo(to)) : Optional.empty())
                .html();
    }

    @Test
    void changesLinksAndNothingElse() {
        assertThat(written("<p title=\"/dev/\">a &lt; b <a class=\"x\" href=\"/dev/thread/Y/#Z\">&amp;</a></p>"))
                .isEqualTo(
                        "<p title=\"/dev/\">a &lt; b <a class=\"x\" href=\"../../../dev/thread/Y/index.html#Z\">&amp;</a></p>");
    }

    @Test
    void takesAwayLinksThatLeadNowhere() {
        assertThat(written("<a href=\"/search?q=x\" id=\"y\">z</a>")).isEqualTo("<a  id=\"y\">z</a>");
    }

    @Test
    void leavesLinksToElsewhere() {
        String html = "<a href=\"https://example.org/?a=1&amp;b=2\">x</a><img src=\"data:image/gif;base64,AA\">"
                + "<a href=\"#here\">y</a><a href=\"mailto:a@example.org?subject=&#34;\">z</a>";
        assertThat(written(html)).isEqualTo(html);
    }

    @Test
    void readsReferencesInLinks() {
        assertThat(written("<a href=\"/dev/thread/Y/?view&#61;flat&amp;page&#61;2\">x</a>"))
                .isEqualTo("<a href=\"../../../dev/thread/Y/index.view-flat.page-2.html\">x</a>");
    }

    @Test
    void leavesOutWhatNeedsTheProgram() {
        assertThat(written("<head><title>t</title></head><form action=\"/dev/search\"><input name=\"q\"></form><main>m"
                        + "</main><footer>12 messages · <a href=\"/dev/feed.atom\">Atom</a></footer><!-- c -->"))
                .isEqualTo("<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"none\">\n<title>t</title>"
                        + "</head><main>m</main><footer>all times UTC · kept by Salon</footer>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<",
                "<a",
                "<a href",
                "<a href=",
                "<a href=\"",
                "<a href=\"x",
                "</",
                "<=\"",
                "a < b",
                "<!--",
                "<form"
            })
    void endsWhateverStandsThere(String html) {
        assertThat(written(html)).isNotNull();
    }
}
