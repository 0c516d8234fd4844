package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    private static final String ROW = "_".repeat(47) + "\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- \nAnn Sample\nBoats and more",
                "--\nAnn Sample",
                "_______________________________________________\nX mailing list\nX@example.org\nhttp://example.org/mailman/listinfo/x",
                "_______________________________________________\nx mailing list -- x@example.org\nTo unsubscribe send an email to x-leave@example.org",
                "---------------------------------------------------------------------\nTo unsubscribe, e-mail: x-unsubscribe@example.org",
                "########################################################################\n\nTo unsubscribe from the X list, click the following link:\nhttp://example.org/x",
                "-\nTo unsubscribe from this list: send the line \"unsubscribe x\" in\nthe body of a message to majordomo@example.org",
                "-- \nYou received this message because you are subscribed to the Google Groups \"x\" group.",
                "You received this message because you are subscribed to the Google Groups \"x\" group.",
                "To unsubscribe from this group and stop receiving emails from it, write to x@example.org.",
                "------------------------ Yahoo! Groups Sponsor --------------------~-->\nSomething to buy\n\nTo unsubscribe from this group, send an email",
                "-----BEGIN PGP SIGNATURE-----\n\nabcd\n-----END PGP SIGNATURE-----",
                "Sent from my telephone",
            })
    void signaturesAndFootersAreQuiet(String signature) {
        Document page = Rendered.page("Words.\n\n" + signature);
        assertThat(page.select(".sig").first().wholeText())
                .startsWith(signature.substring(0, signature.indexOf('\n') + 1));
        page.select(".sig").remove();
        assertThat(page.text()).isEqualTo("Words.");
    }

    @Test
    void aLongSignatureIsOneIfItIsTheLastThing() {
        String card = "line\n".repeat(25);
        assertThat(Rendered.page("Words.\n-- \n" + card).select(".sig")).hasSize(1);
        assertThat(Rendered.page("Words.\n-- \n" + card.repeat(3)).select(".sig"))
                .isEmpty();
    }

    @Test
    void aSignatureEndsBeforeAQuoteAMessageOrAPatch() {
        Document page = Rendered.page("Words.\n-- \nAnn\n\nBea Sample wrote:\n> 1\n> 2\n> 3\n> 4\n> 5");
        assertThat(page.select(".sig").text()).isEqualTo("-- Ann");
        assertThat(page.select("details summary").text()).startsWith("Bea Sample wrote:");
        assertThat(Rendered.page("Words.\n-- \nAnn\n\n--- a\n+++ b\n@@ -1 +1 @@\n-a\n+b\n")
                        .select(".patch .add"))
                .hasSize(1);
        assertThat(Rendered.page("Words.\n-- \nAnn\n\n-----Original Message-----\nFrom: Bea\nSent: now\n\nHers.")
                        .select("details blockquote")
                        .text())
                .contains("Hers.");
    }

    @Test
    void twoFootersAreTwo() {
        assertThat(Rendered.page("Words.\n-- \nAnn\n" + ROW + "X mailing list\n" + ROW + "Y mailing list")
                        .select(".sig"))
                .hasSize(3);
    }

    @Test
    void aRowThatTellsNothingIsTheAuthors() {
        String text = "Words.\n\n" + ROW + "Chapter two\n\nMore words.";
        assertThat(Rendered.page(text).select(".sig")).isEmpty();
    }
}
