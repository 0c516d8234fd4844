package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginalHtmlTest {

    @Test
    void keepsWhatTheSenderFormatted() {
        String html = "<style>.a{color:red} p{font-weight:bold !important}</style><body bgcolor=#ffeedd>"
                + "<p class=a style='font-weight:normal'>words</p><table width=600><tr><td bgcolor=blue>x</td></tr></table>";

        assertThat(original(html, false))
                .contains(
                        "background-color:#ffeedd",
                        "color:red",
                        "font-weight:bold",
                        "width=\"600\"",
                        "bgcolor=\"blue\"")
                .doesNotContain("class=");
    }

    @Test
    void opensLinksInTheirOwnWindow() {
        assertThat(original("<a href='https://example.org/'>x</a>", false))
                .contains("target=\"_blank\"", "rel=\"nofollow noopener noreferrer ugc\"");
    }

    @Test
    void fetchesNothingFromElsewhereUnlessAsked() {
        String html = "<img src='https://cdn.example/1.png' srcset='https://cdn.example/2.png 2x'>"
                + "<div style='background:url(https://cdn.example/3.png)'>x</div><img src='//cdn.example/4.png'>";

        assertThat(original(html, false)).doesNotContain("cdn.example");
        assertThat(original(html, true))
                .contains("src=\"https://cdn.example/1.png\"")
                .doesNotContain("2.png", "3.png");
        assertThat(OriginalHtml.imagesElsewhere(html)).isEqualTo(2);
    }

    @Test
    void leavesOutWhatActs() {
        String html = "<form action=/x><input name=q><button>b</button></form><iframe src=/x></iframe><base href=//e/>"
                + "<div id=a name=b onclick=c() style='position:fixed;top:0'>x</div><meta http-equiv=refresh content=0>"
                + "<svg><script>1</script></svg><a href='javascript:1'>y</a><link rel=stylesheet href=//e/>";

        assertThat(original(html, true))
                .doesNotContain("<form", "<input", "<button", "<iframe", "<base", "onclick", "position", "id=", "<svg")
                .doesNotContain("<script", "javascript", "<link", "http-equiv");
    }

    @Test
    void masksAddresses() {
        assertThat(original("<p title=ann@example.org>ann@example.org <a href=mailto:ann@example.org>Ann</a>", false))
                .contains("ann at example.org")
                .doesNotContain("ann@", "ann&#64;", "mailto");
    }

    private static String original(String html, boolean remote) {
        return OriginalHtml.render(html, AddressMask.MASKED, id -> Optional.empty(), remote)
                .orElseThrow()
                .value();
    }
}
