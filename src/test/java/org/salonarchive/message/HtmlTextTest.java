package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <p>One.</p><p>Two.</p>                             | `One.

            Two.`
            one<br>two                                         | `one
            two`
            <ul><li>a</li><li>b</li></ul>                      | `• a
            • b`
            <ol><li>a</li><li>b</li></ol>                      | `1. a
            2. b`
            <div>a</div><div>b</div>                           | `a
            b`
            <blockquote>said</blockquote>mine                  | `> said

            mine`
            <table><tr><td>1</td><td>2</td></tr></table>       | 1 2
            <a href="https://x.example/">here</a>              | here <https://x.example/>
            <a href="https://x.example/">https://x.example/</a>| https://x.example/
            a&nbsp;b &amp; c                                   | a b & c
            <style>p{}</style><script>x</script>seen           | seen
            <span style="display:none">no</span>yes            | yes
            <img src=x alt="a picture">                        | a picture
            <b>bo</b>ld                                        | bold
            """)
    void readsAsABrowserShows(String html, String text) {
        assertThat(HtmlText.toText(html)).isEqualTo(text);
    }

    @Test
    void bombsAreNoDanger() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(HtmlText.toText("<div>".repeat(100_000) + "x")).contains("x");
            assertThat(HtmlText.toText("<".repeat(1_000_000))).isNotNull();
            assertThat(HtmlText.toText("<blockquote>".repeat(20_000) + "x")).endsWith("x");
            assertThat(HtmlText.toText("<ul>".repeat(400) + "<li>x".repeat(200_000)))
                    .hasSizeLessThan(10_000_000);
            String address = "http://".repeat(150_000);
            assertThat(HtmlText.toText("<a href='" + address + "x'>" + address + "</a>"))
                    .contains("x>");
        });
    }

    @Test
    void showsAllOfTheTextThatAPartHolds() {
        assertThat(HtmlText.toText("<p>" + "word ".repeat(900_000) + "last</p>"))
                .endsWith("last");
    }
}
