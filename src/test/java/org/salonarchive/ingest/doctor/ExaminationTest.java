package org.salonarchive.ingest.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.message.DateRule;
import org.salonarchive.message.Defect;
import org.salonarchive.source.Repair;
import org.salonarchive.source.Sources;
import org.salonarchive.testing.PipermailTwin;

/** Each thing that can be wrong with a mailbox is found, placed and told from what is right. */
class ExaminationTest {

    private static final Instant NOW = Instant.parse("2025-07-22T12:00:00Z");

    @TempDir
    Path folder;

    /** A message with its separator; extra lines stand after the usual fields. */
    private static String message(int number, String extra, String body) {
        return """
                From writer@doctor.example Tue Mar %2d 09:00:00 2011
                From: Writer <writer@doctor.example>
                Date: %d Mar 2011 09:00:00 +0000
                Message-ID: <%d@doctor.example>
                Subject: number %d
                %s
                %s

                """.formatted(number, number, number, number, extra, body);
    }

    private Diagnosis examine(String mbox, Set<Repair> repairs, ZoneId zone) throws IOException, InterruptedException {
        return examine(mbox.getBytes(StandardCharsets.ISO_8859_1), repairs, zone);
    }

    private Diagnosis examine(byte[] mbox, Set<Repair> repairs, ZoneId zone) throws IOException, InterruptedException {
        Path file = folder.resolve("list.mbox");
        Files.write(file, mbox);
        return new Examination(zone, NOW)
                .of(Sources.find(List.of(file), repairs).sources(), (source, bytes, messages) -> {});
    }

    private Diagnosis examine(String mbox) throws IOException, InterruptedException {
        return examine(mbox, Set.of(), ZoneOffset.UTC);
    }

    /** The only finding, which must be of this check. */
    private static Finding only(Diagnosis diagnosis, Check check) {
        assertThat(diagnosis.findings()).extracting(Finding::check).containsExactly(check);
        return diagnosis.findings().get(0);
    }

    private static int at(String mbox, String text) {
        return mbox.indexOf(text);
    }

    @Test
    void aPlaceIsBoundedAndTheEndOfItsNameStays() {
        Evidence place = new Evidence("mail.zip!" + "x/".repeat(30_000) + "march.mbox", 0, "y".repeat(10_000));
        assertThat(place.source()).hasSize(Evidence.SOURCE).startsWith("…").endsWith("x/march.mbox");
        assertThat(place.detail()).hasSize(Evidence.DETAIL).endsWith("…");
    }

    @Test
    void aSoundMailboxHasNoFindings() throws IOException, InterruptedException {
        String mbox = message(1, "", "Hello.") + message(2, "References: <1@doctor.example>\n", "From here to there.");
        Diagnosis diagnosis = examine(mbox);
        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.isSuspicious()).isFalse();
        assertThat(diagnosis.suggestions()).isEmpty();
        assertThat(diagnosis.messages()).isEqualTo(2);
        assertThat(diagnosis.distinct()).isEqualTo(2);
        assertThat(diagnosis.dates()).isEqualTo(Map.of(DateRule.DATE, 2L));
        assertThat(diagnosis.months()).containsExactly(new MonthCount(YearMonth.of(2011, 3), 2));
        assertThat(diagnosis.first()).contains(Instant.parse("2011-03-01T09:00:00Z"));
        assertThat(diagnosis.last()).contains(Instant.parse("2011-03-02T09:00:00Z"));
        assertThat(diagnosis.defects()).isEmpty();
        assertThat(diagnosis.bytes()).isPositive().isLessThan(mbox.length());
    }

    @Test
    void whatAnArchiveRebuiltIsCountedOnceWithItsOriginal() throws IOException, InterruptedException {
        String mail = message(1, "Content-Type: text/html\n", "<b>Hello.</b>") + message(2, "", "Other.");
        String text = PipermailTwin.of(mail.substring(mail.indexOf('\n') + 1, mail.indexOf("\n\nFrom ") + 2)
                .getBytes(StandardCharsets.US_ASCII));
        for (String mbox : List.of(mail + text, text + mail)) {
            Diagnosis diagnosis = examine(mbox);
            assertThat(diagnosis.messages()).isEqualTo(3);
            assertThat(diagnosis.distinct()).isEqualTo(2);
            only(diagnosis, Check.DUPLICATE);
        }
        assertThat(examine(mail + text.replace("number 1", "number 3")).distinct())
                .isEqualTo(3);
    }

    @Test
    void monthsBeginInTheZoneThatIsGiven() throws IOException, InterruptedException {
        String mbox = message(1, "", "Hello.").replace("1 Mar 2011 09:00", "1 Mar 2011 02:00");
        assertThat(examine(mbox, Set.of(), ZoneId.of("America/New_York")).months())
                .containsExactly(new MonthCount(YearMonth.of(2011, 2), 1));
    }

    @Test
    void aTornMessageIsFoundAndJoinedOnlyWhenThatIsChosen() throws IOException, InterruptedException {
        String tail = "From bob@doctor.example Mon Feb 28 12:00:00 2011\nNote: no mail.\n\nThe end.\n\n";
        String mbox = message(1, "", "He wrote:") + tail + message(2, "", "Next.");
        Diagnosis diagnosis = examine(mbox);
        Finding finding = diagnosis.finding(Check.TAIL).orElseThrow();
        assertThat(finding.count()).isOne();
        assertThat(finding.shown().get(0).position()).isEqualTo(at(mbox, tail));
        assertThat(finding.shown().get(0).detail()).startsWith("From bob@doctor.example");
        assertThat(diagnosis.suggestions()).singleElement().satisfies(suggestion -> {
            assertThat(suggestion.repair()).isEqualTo(Repair.JOIN);
            assertThat(suggestion.answers()).isEqualTo(finding);
        });
        Diagnosis repaired = examine(mbox, Set.of(Repair.JOIN), ZoneOffset.UTC);
        assertThat(repaired.messages()).isEqualTo(2);
        only(repaired, Check.FROM_LINE);
    }

    @Test
    void aFragmentAtTheHeadOfAFileHasNothingBeforeIt() throws IOException, InterruptedException {
        String mbox = "From bob@doctor.example Mon Feb 28 12:00:00 2011\nNote: no mail.\n\nThe end.\n\n";
        assertThat(examine(mbox + message(1, "", "Next.")).finding(Check.TAIL)).isEmpty();
    }

    @Test
    void aSwallowedMessageIsFoundAndSplitOnlyWhenThatIsChosen() throws IOException, InterruptedException {
        String inner = message(2, "", "Swallowed.").replaceFirst("Tue Mar .*", "");
        String mbox = message(1, "", "Text.\n" + inner) + message(3, "", "Next.");
        Diagnosis diagnosis = examine(mbox);
        assertThat(diagnosis.messages()).isEqualTo(2);
        Finding finding = only(diagnosis, Check.UNSPLIT);
        assertThat(finding.shown().get(0).position()).isEqualTo(at(mbox, inner));
        assertThat(diagnosis.suggestions()).extracting(Suggestion::repair).containsExactly(Repair.SPLIT);
        Diagnosis repaired = examine(mbox, Set.of(Repair.SPLIT), ZoneOffset.UTC);
        assertThat(repaired.messages()).isEqualTo(3);
        assertThat(repaired.findings()).isEmpty();
    }

    @Test
    void aDatedFromLineInABodyIsToldWithItsPlace() throws IOException, InterruptedException {
        String line = "From me to you Tue Mar  1 09:00:00 2011";
        String mbox = message(1, "", "Text.\n" + line + "\nmore text").replace("\n", "\r\n");
        Finding finding = only(examine(mbox), Check.FROM_LINE);
        assertThat(finding.shown())
                .containsExactly(new Evidence(folder.resolve("list.mbox").toString(), at(mbox, line), line));
    }

    @Test
    void linesThatWereUnquotedForCertainAreNoDoubt() throws IOException, InterruptedException {
        String mbox = message(1, "", "Text.\n>From me to you Tue Mar  1 09:00:00 2011")
                .replace("From writer@doctor.example T", "From mboxrd@z T");
        assertThat(examine(mbox).findings()).isEmpty();
    }

    @Test
    void whatPipermailToreOffIsFlagged() throws IOException, InterruptedException {
        String mbox = message(1, "", "evidently not in serial applications")
                .replace("Writer <writer@doctor.example>", "bogus@does.not.exist.com ()");
        Finding finding = only(examine(mbox), Check.PIPERMAIL_TAIL);
        assertThat(finding.shown().get(0).detail()).isEqualTo("evidently not in serial applications");
    }

    @Test
    void idsThatAreMissingRepeatedOrThereAgain() throws IOException, InterruptedException {
        String one = message(1, "", "Hello.");
        String other = message(2, "", "Something else.").replace("<2@", "<1@");
        String without = message(3, "", "No id.").replaceFirst("Message-ID: .*\n", "");
        Diagnosis diagnosis = examine(one + other + one + without);
        assertThat(diagnosis.messages()).isEqualTo(4);
        assertThat(diagnosis.distinct()).isEqualTo(3);
        assertThat(diagnosis.findings())
                .extracting(Finding::check)
                .containsExactly(Check.ID_MISSING, Check.ID_REPEATED, Check.DUPLICATE);
        assertThat(diagnosis.findings())
                .allSatisfy(finding -> assertThat(finding.count()).isOne());
        assertThat(diagnosis.finding(Check.ID_REPEATED).orElseThrow().shown().get(0))
                .isEqualTo(new Evidence(
                        folder.resolve("list.mbox").toString(), one.length(), "<1@doctor.example>, first at 0"));
        assertThat(diagnosis
                        .finding(Check.ID_MISSING)
                        .orElseThrow()
                        .shown()
                        .get(0)
                        .detail())
                .isEqualTo("Subject: number 3");
        assertThat(diagnosis.defects()).containsEntry(Defect.Kind.MESSAGE_ID_MISSING, 1L);
    }

    @Test
    void datesThatCannotBeUsedNameTheOneThatWouldBe() throws IOException, InterruptedException {
        String separator = message(1, "", "One.").replace("Date: 1 Mar 2011", "Date: 1 Mar 2199");
        String received = message(2, "", "Two.")
                .replaceFirst("Date: .*\n", "Received: from a by b; Wed, 2 Mar 2011 10:00:00 +0000\n");
        String neighbour = message(3, "", "Three.")
                .replaceFirst("Date: .*\n", "Date: soon\n")
                .replaceFirst("example Tue .*\n", "example 12:00\n");
        Diagnosis diagnosis = examine(separator + received + neighbour);
        Finding finding = only(diagnosis, Check.DATE_BAD);
        assertThat(finding.shown())
                .extracting(Evidence::detail)
                .containsExactly(
                        "Date: 1 Mar 2199 09:00:00 +0000; would be 2011-03-01T09:00:00Z by source",
                        "no Date field; would be 2011-03-02T10:00:00Z by received",
                        "Date: soon; would be 2011-03-02T10:00:00Z by neighbour");
        assertThat(diagnosis.dates())
                .isEqualTo(Map.of(DateRule.SOURCE, 1L, DateRule.RECEIVED, 1L, DateRule.NEIGHBOUR, 1L));
    }

    @Test
    void aDateThatTheFirstHostContradictsIsTold() throws IOException, InterruptedException {
        String far = message(1, "", "One.").replace("Date: 1 Mar 2011", "Date: 1 Mar 1999");
        String held = message(2, "", "Two.").replace("Date: 2 Mar 2011", "Date: 20 Feb 2011");
        Finding finding = only(examine(far + held), Check.DATE_FAR);
        assertThat(finding.count()).isOne();
        assertThat(finding.shown().get(0).detail())
                .isEqualTo("Date: 1 Mar 1999 09:00:00 +0000; others say 2011-03-01T09:00:00Z");
    }

    @Test
    void charsetsThatAreUnknownOrNotNamed() throws IOException, InterruptedException {
        String unknown = message(1, "Content-Type: text/plain; charset=x-unknown\n", "Caf\u00e9.");
        String none = message(2, "", "Caf\u00e9 au lait.");
        Diagnosis diagnosis = examine(unknown + none);
        assertThat(diagnosis.findings())
                .extracting(Finding::check)
                .containsExactly(Check.CHARSET_WRONG, Check.CHARSET_GUESSED);
        assertThat(diagnosis
                        .finding(Check.CHARSET_WRONG)
                        .orElseThrow()
                        .shown()
                        .get(0)
                        .detail())
                .startsWith("text/plain; charset=x-unknown read as ");
        assertThat(diagnosis
                        .finding(Check.CHARSET_GUESSED)
                        .orElseThrow()
                        .shown()
                        .get(0)
                        .detail())
                .startsWith("no Content-Type read as ");
    }

    @Test
    void whatIsNoMailIsToldAndStopsNothing() throws IOException, InterruptedException {
        Path noise = folder.resolve("a-noise");
        Files.writeString(noise, "neither\n\nmailbox nor message\n");
        Diagnosis alone = examine("");
        assertThat(alone.messages()).isZero();
        assertThat(alone.first()).isEmpty();
        Files.writeString(folder.resolve("list.mbox"), message(1, "", "Hello."));
        Diagnosis diagnosis = new Examination(ZoneOffset.UTC, NOW)
                .of(Sources.find(List.of(folder)).sources(), (source, bytes, messages) -> {});
        assertThat(diagnosis.sources()).isEqualTo(2);
        assertThat(diagnosis.messages()).isEqualTo(2);
        assertThat(diagnosis.distinct()).isEqualTo(1);
        assertThat(only(diagnosis, Check.UNREADABLE).shown().get(0).source()).isEqualTo(noise.toString());
    }

    @Test
    void moreThanTwentyPlacesAreCountedAndNotShown() throws IOException, InterruptedException {
        String mbox = message(1, "", "Text." + "\nFrom me to you Tue Mar  1 09:00:00 2011".repeat(25));
        Finding finding = only(examine(mbox), Check.FROM_LINE);
        assertThat(finding.count()).isEqualTo(25);
        assertThat(finding.shown()).hasSize(Finding.SHOWN);
        assertThat(finding.more()).isEqualTo(5);
    }

    @Test
    void threadsAreThoseOfTheArchive() throws IOException, InterruptedException {
        String mbox = message(1, "", "Root.")
                + message(2, "References: <1@doctor.example>\n", "Reply.")
                + message(3, "References: <1@doctor.example> <2@doctor.example>\n", "Reply to the reply.")
                + message(4, "References: <ghost@doctor.example>\n", "One answer to what is not there.")
                + message(5, "References: <ghost@doctor.example>\n", "Another.")
                + message(6, "", "Alone.");
        assertThat(examine(mbox).threads()).isEqualTo(new ThreadCounts(3, 1, 3, 2, 1));
    }

    @Test
    void nothingOfAHostileMailReachesATerminal() {
        Evidence evidence = new Evidence("a\u001b[2Jb", 0, "x\u001b]0;title\u0007y\r\nz" + "\u20ac".repeat(500));
        assertThat(evidence.source()).isEqualTo("a[2Jb");
        assertThat(evidence.detail())
                .startsWith("x]0;titley")
                .hasSize(Evidence.DETAIL)
                .endsWith("…");
    }
}
