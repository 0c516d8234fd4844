package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotes by marks and whole messages without them. */
class QuoteTest {

    private static final String FULL = "> A line of words that somebody's program has filled up to where it must";
    private static final String HEADER =
            "From: Bea Sample\nSent: Monday, 1 July 2024 10:00\nTo: list@example.org\nSubject: Boats\n";

    private static String own(Document page) {
        page.select("details, blockquote, .attribution, .sig").remove();
        return page.text();
    }

    @Test
    void marksMayStandWithSpacesBetween() {
        Document page = Rendered.page("> > > three\n>> two\n> one\nMine.");
        assertThat(page.select("blockquote blockquote blockquote").text()).isEqualTo("three");
        assertThat(page.select("blockquote blockquote").first().ownText()).isEmpty();
        assertThat(own(page)).isEqualTo("Mine.");
    }

    @Test
    void barsMarkAQuoteWhereTheyStandInARow() {
        Document page = Rendered.page("| what did you mean\n| by that?\n\nThis.");
        assertThat(page.select("blockquote").text()).isEqualTo("what did you mean by that?");
        assertThat(Rendered.page("| alone\n\nThis.").select("blockquote")).isEmpty();
        assertThat(Rendered.page("| a | b |\n| 1 | 2 |").select("blockquote")).isEmpty();
    }

    @Test
    void promptsAndSeparatorsAreNoQuotes() {
        assertThat(Rendered.page("SQL> select 1\nSQL> select 2").select("blockquote"))
                .isEmpty();
        assertThat(Rendered.page("MON> go\nMON> load").select("blockquote")).isEmpty();
        assertThat(Rendered.page(">From here on").select("blockquote")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"be", "be broken", "over into the"})
    void theEndOfALineThatBrokeBelongsToItsQuote(String tail) {
        Document page = Rendered.page(FULL + "\n" + tail + "\n> and then goes on.\n\nMine.");
        assertThat(page.select("blockquote").text()).contains("it must " + tail + " and then goes on.");
        assertThat(own(page)).isEqualTo("Mine.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Yes.", "No", "ok", "+1", "Agreed", "yes, indeed", "why not?", "thanks", "not so fast", "no"})
    void aShortAnswerStaysTheAuthors(String answer) {
        Document page = Rendered.page(FULL + "\n" + answer + "\n> and then goes on.\n");
        assertThat(own(page)).isEqualTo(answer);
    }

    @Test
    void aLineAfterASentenceOrAShortLineIsTheAuthors() {
        assertThat(own(Rendered.page(FULL + ".\nbe it so\n> more"))).isEqualTo("be it so");
        assertThat(own(Rendered.page("> short\nbe it so\n> more"))).isEqualTo("be it so");
        assertThat(own(Rendered.page(FULL + "\nbe it so"))).isEqualTo("be it so");
        assertThat(own(Rendered.page(FULL + "\nbe\nit so\n> more"))).isEqualTo("be it so");
    }

    @Test
    void aQuoteThatIsAllThereIsToReadStaysOpen() {
        assertThat(Rendered.page("> 1\n> 2\n> 3\n> 4\n> 5\n> 6\n-- \nAnn").select("details"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----Original Message-----\n",
                "----- Original Message -----\n",
                "-----Urspr\u00fcngliche Nachricht-----\n",
                "-----Message d'origine-----\n",
                "-----Mensaje original-----\n",
                "-----Messaggio originale-----\n",
                "-----Oorspronkelijk bericht-----\n",
                "-----\u0418\u0441\u0445\u043e\u0434\u043d\u043e\u0435 \u0441\u043e\u043e\u0431\u0449\u0435\u043d\u0438\u0435-----\n",
                "-----\u539f\u59cb\u90ae\u4ef6-----\n",
                "________________________________\n",
                ""
            })
    void aMessageBelowTheAnswerFolds(String separator) {
        Document page = Rendered.page("Mine.\n\n" + separator + HEADER + "\nWhat Bea said.\n\nAnd more.\n-- \nAnn\n");
        assertThat(page.select("details summary").text())
                .contains("From: Bea Sample")
                .contains("2 quoted lines");
        assertThat(page.select("details blockquote").text()).contains("What Bea said.", "And more.", "Subject: Boats");
        assertThat(page.select("details .sig")).isEmpty();
        assertThat(own(page)).isEqualTo("Mine.");
    }

    @Test
    void headersOfOutlookAreKnownInManyLanguages() {
        for (String header : new String[] {
            "Von: B\nGesendet: x\nAn: y\nBetreff: z\n", "De : B\nEnvoy\u00e9 : x\n\u00c0 : y\nObjet : z\n",
            "Van: B\nVerzonden: x\nAan: y\nOnderwerp: z\n",
                    "\u041e\u0442: B\n\u041e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043e: x\n\u041a\u043e\u043c\u0443: y\n\u0422\u0435\u043c\u0430: z\n",
            "\u53d1\u4ef6\u4eba: B\n\u53d1\u9001\u65f6\u95f4: x\n\u6536\u4ef6\u4eba: y\n\u4e3b\u9898: z\n",
                    "*From:* B\n*Sent:* x\n*To:* y\n*Subject:* z\n"
        }) {
            assertThat(Rendered.page("Mine.\n\n" + header + "\nTheirs.")
                            .select("details blockquote")
                            .text())
                    .endsWith("Theirs.");
        }
    }

    @Test
    void aHeaderThatTravelledIsNoOutlook() {
        String header = "Received: by x\nFrom: Bea\nTo: list\nSubject: Boats\nDate: today\n";
        assertThat(Rendered.page("This is the mail:\n\n" + header + "\nWords.").select("details"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---------- Forwarded message ---------\n",
                "-------- Forwarded Message --------\n",
                "Begin forwarded message:\n\n",
                "-------- Weitergeleitete Nachricht --------\n"
            })
    void whatIsPassedOnNeverFolds(String separator) {
        Document page = Rendered.page("Have a look.\n\n" + separator + HEADER + "\n1\n2\n3\n4\n5\n6");
        assertThat(page.select("details")).isEmpty();
        assertThat(page.text()).contains("From: Bea Sample", "1 2 3 4 5 6");
        assertThat(Rendered.page("Look.\n\n" + separator + "> From: Bea\n>\n> 1\n> 2\n> 3\n> 4\n> 5")
                        .select("details"))
                .isEmpty();
    }

    @Test
    void aMessageWithNothingAboveNeverFolds() {
        assertThat(Rendered.page("-------- Original Message --------\n" + HEADER + "\nText.")
                        .select("details"))
                .isEmpty();
        assertThat(Rendered.page(HEADER + "\nText.").select("details")).isEmpty();
    }

    @Test
    void aHeadingBeforeMarksSaysWhoWroteThem() {
        Document page = Rendered.page("Mine.\n\n----- Original Message -----\n" + HEADER + "\n> a\nNo.\n> b");
        assertThat(page.select(".attribution").text()).contains("Bea Sample");
        assertThat(own(page)).isEqualTo("Mine. No.");
    }

    @Test
    void flowedMarksAndStuffingAreThoseOfTheStandard() {
        Document page = Rendered.page(">> deep and \n>> goes on\n> > less \n> deep\n > not quoted\n", Flow.FLOWED);
        assertThat(page.select("blockquote blockquote").eachText()).containsExactly("deep and goes on less deep");
        assertThat(own(page)).isEqualTo("> not quoted");
    }
}
