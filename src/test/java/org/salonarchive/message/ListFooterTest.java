package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListFooterTest {
    private static final String TEXT = "Dear all,\n\nthe text.\n-- \nAda";

    static Stream<String> footers() {
        return Stream.of("""
                _______________________________________________
                Salon mailing list
                Salon@lists.example.org
                https://lists.example.org/mailman/listinfo/salon
                """, """
                _______________________________________________
                Salon mailing list -- salon@lists.example.org
                To unsubscribe send an email to salon-leave@lists.example.org
                https://lists.example.org/postorius/lists/salon.lists.example.org/
                """, """
                --\s
                You received this message because you are subscribed to the Google Groups "salon" group.
                To unsubscribe from this group and stop receiving emails from it, send an email to
                salon+unsubscribe@googlegroups.com.
                To view this discussion on the web visit https://groups.google.com/d/msgid/salon/1%40example.org.
                """, """
                --~--~---------~--~----~------------~-------~--~----~
                You received this message because you are subscribed to the Google Groups "salon" group.
                To post to this group, send email to salon@googlegroups.com
                -~----------~----~----~----~------~----~------~--~---
                """, """
                ---------------------------------------------------------------------
                To unsubscribe, e-mail: dev-unsubscribe@example.apache.org
                For additional commands, e-mail: dev-help@example.apache.org
                """, """
                --
                To unsubscribe from this list: send the line "unsubscribe linux-kernel" in
                the body of a message to majordomo@vger.kernel.org
                More majordomo info at  http://vger.kernel.org/majordomo-info.html
                """, """
                ########################################################################

                To unsubscribe from the SALON list, click the following link:
                https://listserv.example.org/scripts/wa.exe?SUBED1=SALON&A=1
                """, """
                ------------------------ Yahoo! Groups Sponsor ---------------------~-->
                An advertisement
                http://us.click.yahoo.com/x
                ---------------------------------------------------------------------~->

                To unsubscribe from this group, send an email to:
                salon-unsubscribe@egroups.com

                Your use of Yahoo! Groups is subject to http://docs.yahoo.com/info/terms/
                """, """
                -=-=-=-=-=-=-=-=-=-=-=-
                Groups.io Links: You receive all messages sent to this group.
                View/Reply Online (#12): https://groups.io/g/salon/message/12
                -=-=-=-=-=-=-=-=-=-=-=-
                """, """
                --\s
                devel mailing list
                devel@lists.fedoraproject.org
                https://admin.fedoraproject.org/mailman/listinfo/devel
                """);
    }

    @ParameterizedTest
    @MethodSource("footers")
    void takesFootersOff(String footer) {
        assertThat(ListFooter.strip(TEXT + "\n\n" + footer)).isEqualTo(TEXT);
        assertThat(ListFooter.strip(footer.strip())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("footers")
    void takesSeveralFootersOff(String footer) {
        String other = footers().findFirst().orElseThrow();

        assertThat(ListFooter.strip(TEXT + "\n\n" + other + "\n" + footer)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @MethodSource("footers")
    void leavesQuotedFootersAndTextBelow(String footer) {
        String quoted =
                TEXT + "\n" + footer.strip().indent(1).replaceAll("(?m)^", "> ").strip();
        String amid = TEXT + "\n" + footer + "A word below.\n".repeat(40).strip();

        assertThat(ListFooter.strip(quoted)).isEqualTo(quoted);
        assertThat(ListFooter.strip(amid)).isEqualTo(amid);
    }

    @Test
    void leavesSignaturesAndRulesAlone() {
        String ruled = "One.\n________________________________________\nTwo: mailing lists are fine.";
        String signed = "Text\n-- \nAda Byron\nhttp://example.org/";

        assertThat(ListFooter.strip(ruled)).isEqualTo(ruled);
        assertThat(ListFooter.strip(signed)).isEqualTo(signed);
        assertThat(ListFooter.strip("")).isEmpty();
    }

    @Test
    void leavesWhatOutlookQuotes() {
        String answer = "Yes.\n________________________________\nFrom: Ada Byron <ada@example.org>\n"
                + "Sent: Saturday, February 1, 2025 12:00 AM\nTo: Salon mailing list <salon@lists.example.org>\n"
                + "Subject: A question\n\nDo you want to unsubscribe?";
        String footer = footers().findFirst().orElseThrow();

        assertThat(ListFooter.strip(answer)).isEqualTo(answer);
        assertThat(ListFooter.strip(answer + "\n" + footer)).isEqualTo(answer);
        assertThat(ListFooter.stripForDigest(answer + "\n" + footer)).isEqualTo("Yes.");
    }
}
