package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionTest {

    private static final String QUOTE = "\n> one\n> two\n> three\n> four\n> five\n\nMine.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, Jul 1, 2024 at 10:00 AM Ann Sample <ann@example.org> wrote:",
                "On Mon, Jul 1, 2024 at 10:00 AM Ann Sample <ann@example.org> wrote",
                "On Mon, Jul 1, 2024 at 10:00 AM Ann Sample\n<ann@example.org> wrote:",
                "On Mon, 1 Jul 2024 10:00:00 +0200\nAnn Sample <ann@example.org>\nwrote:",
                "On Monday 1 July 2024, Ann Sample wrote:",
                "At 10:00 AM 7/1/2024 -0500, you wrote:",
                "In article <1@example.org>,\nAnn Sample <ann@example.org> writes:",
                "Ann Sample wrote:",
                "Ann van der Sample wrote on 2024-07-01:",
                "ann wrote:",
                "You wrote:",
                "\"A. B. Sample\" <ann@example.org> writes:",
                "'Ann' via list@example.org writes:",
                "Ann Sample <ann at example.org>:",
                "* Ann Sample <ann@example.org> [2024-07-01 10:00]:",
                "Quoting Ann Sample <ann@example.org>:",
                "According to Ann Sample:",
                "Thus spake Ann Sample:",
                "--- Ann Sample <ann@example.org> wrote:",
                "Am 01.07.2024 um 10:00 schrieb Ann Sample:",
                "Am Montag, den 01.07.2024, 10:00 +0200 schrieb Ann Sample:",
                "Le lun. 1 juil. 2024 \u00e0 10:00, Ann Sample <ann@example.org> a \u00e9crit :",
                "Le 01/07/2024 \u00e0 10:00, Ann Sample a \u00e9crit\u00a0:",
                "El lun, 1 jul 2024 a las 10:00, Ann Sample (<ann@example.org>) escribi\u00f3:",
                "Il giorno lun 1 lug 2024 alle ore 10:00 Ann Sample <ann@example.org> ha scritto:",
                "Em seg., 1 de jul. de 2024 \u00e0s 10:00, Ann Sample <ann@example.org> escreveu:",
                "Op ma 1 jul 2024 om 10:00 schreef Ann Sample <ann@example.org>:",
                "W dniu 1.07.2024 o 10:00, Ann Sample pisze:",
                "pon., 1 lip 2024 o 10:00 Ann Sample <ann@example.org> napisa\u0142(a):",
                "Den m\u00e5n 1 juli 2024 kl 10:00 skrev Ann Sample <ann@example.org>:",
                "Den man. 1. jul. 2024 kl. 10.00 skrev Ann Sample <ann@example.org>:",
                "ma 1. hein\u00e4k. 2024 klo 10.00 Ann Sample (ann@example.org) kirjoitti:",
                "Ann Sample <ann@example.org> ezt \u00edrta (id\u0151pont: 2024. j\u00fal. 1., H, 10:00):",
                "Dne 1. 7. 2024 v 10:00 Ann Sample napsal(a):",
                "Ann Sample <ann@example.org>, 1 Tem 2024 Pzt, 10:00 tarihinde \u015funu yazd\u0131:",
                "\u043f\u043d, 1 \u0438\u044e\u043b. 2024 \u0433. \u0432 10:00, Ann Sample <ann@example.org>:",
                "01.07.2024 10:00, Ann Sample \u043f\u0438\u0448\u0435\u0442:",
                "\u043f\u043d, 1 \u043b\u0438\u043f. 2024 \u0440. \u043e 10:00 Ann Sample <ann@example.org> \u043f\u0438\u0448\u0435:",
                "\u0393\u03b9\u03b1 1 2024 10:00 Ann Sample <ann@example.org> \u03ad\u03b3\u03c1\u03b1\u03c8\u03b5:",
                "2024\u5e747\u67081\u65e5(\u6708) 10:00 Ann Sample <ann@example.org>:",
                "Ann Sample <ann@example.org> \u4e8e2024\u5e747\u67081\u65e5\u5468\u4e00 10:00\u5199\u9053\uff1a",
                "2024\ub144 7\uc6d4 1\uc77c (\uc6d4) \uc624\uc804 10:00, Ann Sample <ann@example.org>\ub2d8\uc774 \uc791\uc131:",
                "\u05d1\u05ea\u05d0\u05e8\u05d9\u05da 1 \u05d1\u05d9\u05d5\u05dc\u05d9 2024 \u05d1-10:00 \u05de\u05d0\u05ea Ann <ann@example.org>:",
                "\u0641\u064a 1 \u064a\u0648\u0644\u064a\u0648 2024 10:00 \u0643\u062a\u0628 Ann Sample <ann@example.org>:",
            })
    void whoWroteAQuoteIsSaidInManyLanguages(String attribution) {
        String shown = attribution.replace('\n', ' ');
        for (String gap : new String[] {"", "\n"}) {
            Document page = Rendered.page("Hello,\n\n" + attribution + gap + QUOTE);
            assertThat(page.select("details > summary > bdi").eachText()).containsExactly(shown.replace('\u00a0', ' '));
            assertThat(page.select(".text:not(blockquote *)").eachText()).containsExactly("Hello,", "Mine.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Three remarks:",
                "Mail me at ann@example.org, and look at this:",
                "See what ann@example.org wrote in the end:",
                "I disagree with what he wrote:",
                "He wrote:",
                "The manual says:",
                "As the standard of 1997 says in its chapter 12:",
                "Nobody ever said that. But it helps to read it again:",
                "Thanks! On 1 July 2024, Ann Sample <ann@example.org> wrote:",
                "In the end it takes\nwhat was said before:",
                "Compare http://example.org/a with this:",
                "Meet at 10:30:",
            })
    void whatTheAuthorSaysBeforeAQuoteStaysAParagraph(String words) {
        Document page = Rendered.page(words + QUOTE);
        assertThat(page.select(".attribution, summary > bdi")).isEmpty();
        assertThat(page.select(".text:not(blockquote *)").first().wholeText()).isEqualTo(words);
    }

    @Test
    void anAttributionStandsDirectlyBeforeAQuote() {
        assertThat(Rendered.page("Ann Sample wrote:\n\n\nMine.\n\n> a").select(".attribution"))
                .isEmpty();
        assertThat(Rendered.page("Ann Sample wrote:").text()).isEqualTo("Ann Sample wrote:");
    }

    @Test
    void beforeAnOpenQuoteItIsALineOfItsOwn() {
        Document page = Rendered.page("Hello Bea,\nAnn Sample wrote:\n> why?\nBecause.");
        assertThat(page.select("p.attribution").eachText()).containsExactly("Ann Sample wrote:");
        assertThat(page.select(".text:not(blockquote *)").eachText()).containsExactly("Hello Bea,", "Because.");
    }

    @Test
    void aQuoteWithInitialsSaysWhoTheyAre() {
        Document page = Rendered.page(">>>>> \"AS\" == Ann Sample <ann@example.org> writes:\n\n"
                + "AS> The first of some longer lines of words\nAS> and the second of these lines of words\n\nMine.");
        assertThat(page.select("p.attribution").text()).contains("Ann Sample");
        assertThat(page.select("blockquote").text())
                .isEqualTo("AS> The first of some longer lines of words AS> and the second of these lines of words");
    }
}
