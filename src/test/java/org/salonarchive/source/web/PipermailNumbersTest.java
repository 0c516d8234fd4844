package org.salonarchive.source.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.salonarchive.source.OldLink;

/** Messages that are read from texts have the numbers that the index gives to their pages. */
@Timeout(120)
class PipermailNumbersTest {

    private static final long EPOCH = Instant.parse("2024-06-10T10:00:00Z").getEpochSecond();

    private final Site site = new Site();

    PipermailNumbersTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        site.close();
    }

    private static String block(int number, int second, String subject) {
        return "From ann at x.example  Mon Jun 10 11:00:00 2024\nFrom: ann at x.example (Ann)\n"
                + "Date: Mon, 10 Jun 2024 12:00:%02d +0200\nSubject: %s\n".formatted(second, subject)
                + "Message-ID: <%d@x.example>\n\nText of %d\n\n\n".formatted(number, number);
    }

    private static String entry(int number, int second, String subject) {
        return "<!--0 0%d.%d- -->\n<LI><A HREF=\"%06d.html\">%s\n</A><A NAME=\"1\">&nbsp;</A>\n<I>Ann\n</I>\n"
                .formatted(EPOCH + second, number, number, subject);
    }

    private static List<OldLink> page(int number) {
        return List.of(new OldLink.Page(OldLink.Scheme.PIPERMAIL, "2024-June", number));
    }

    @Test
    void theNumberIsThatOfTheSameSecondAndSubject() throws IOException {
        String text = block(1, 1, "One")
                + block(2, 2, "[Salon] Two")
                + block(3, 2, "Three")
                + block(4, 4, "Four")
                + block(5, 5, "Five")
                + block(6, 5, "Five")
                + block(7, 7, "Seven");
        String index = entry(12, 2, "[Salon] Two")
                + entry(11, 1, "One")
                + entry(13, 2, "Three")
                + entry(14, 4, "Other")
                + entry(15, 5, "Five")
                + entry(16, 5, "Five");
        site.text("2024-June", text, index);
        site.passes.pass(site.place);
        assertThat(site.passes.links())
                .containsExactly(page(11), page(12), page(13), List.of(), List.of(), List.of(), List.of());
        site.text("2024-June", text + block(8, 8, "Eight"), index + entry(18, 8, "Eight"));
        site.passes.pass(site.place);
        assertThat(site.passes.links()).endsWith(page(18));
        assertThat(site.passes.faults()).isEmpty();
    }

    @Test
    void anIndexThatCannotBeHadNowIsWaitedForAndOneThatIsGoneIsNot() throws IOException {
        site.text("2024-June", block(1, 1, "One"), entry(11, 1, "One"));
        site.fail("2024-June/thread.html", 3, "503 X");
        assertThat(site.passes.pass(site.place)).isEmpty();
        assertThat(site.passes.faults()).singleElement().asString().contains("thread.html");
        assertThat(site.passes.pass(site.place)).hasSize(1);
        assertThat(site.passes.links()).containsExactly(page(11));
        site.text("2024-June", block(1, 1, "One") + block(2, 2, "Two"), entry(11, 1, "One"));
        site.fail("2024-June/thread.html", 3, "404 X");
        assertThat(site.passes.pass(site.place)).hasSize(1);
        assertThat(site.passes.links()).endsWith(List.of());
        assertThat(site.passes.faults()).isEmpty();
    }
}
