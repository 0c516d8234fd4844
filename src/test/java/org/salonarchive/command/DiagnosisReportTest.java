package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.salonarchive.ingest.doctor.Check;
import org.salonarchive.ingest.doctor.Diagnosis;
import org.salonarchive.ingest.doctor.Evidence;
import org.salonarchive.ingest.doctor.Finding;
import org.salonarchive.ingest.doctor.MonthCount;
import org.salonarchive.ingest.doctor.ThreadCounts;
import org.salonarchive.message.DateRule;
import org.salonarchive.message.Defect;

/** The report stays readable, whatever was found. */
class DiagnosisReportTest {

    private static String report(List<Finding> findings) {
        Diagnosis diagnosis = new Diagnosis(
                3,
                1_234_567,
                1_234_000,
                9_876_543_210L,
                Optional.of(Instant.parse("1999-12-31T23:00:00Z")),
                Optional.of(Instant.parse("2025-07-22T01:00:00Z")),
                ZoneId.of("UTC"),
                List.of(new MonthCount(YearMonth.of(1999, 12), 7), new MonthCount(YearMonth.of(2025, 7), 123_456)),
                Map.of(DateRule.DATE, 1_233_999L, DateRule.NEIGHBOUR, 1L),
                Map.of(Defect.Kind.CHARSET, 12L),
                new ThreadCounts(500_000, 300_000, 999, 55, 1_000),
                findings);
        StringWriter text = new StringWriter();
        DiagnosisReport.print(new PrintWriter(text), "mylist", diagnosis);
        return text.toString();
    }

    @Test
    void namesCountsMonthsAndRules() {
        assertThat(report(List.of()))
                .contains("What an import into mylist would find; nothing was stored.")
                .containsPattern("in 3 sources +1,234,567")
                .containsPattern("  1999 .* 7\n")
                .containsPattern("  2025 .* 123456 ")
                .containsPattern("neighbour +1\n")
                .containsPattern("charset +12\n")
                .contains("Nothing suspicious was found.")
                .doesNotContain("--repair");
    }

    @Test
    void noLineIsLongerThanAHundredAndNothingIsCutInSilence() {
        List<Evidence> places = IntStream.range(0, Finding.SHOWN)
                .mapToObj(
                        i -> new Evidence("/a/long/path".repeat(20) + "/" + i / 7, i * 1_000_000_000L, "é".repeat(150)))
                .toList();
        List<Finding> findings = Stream.of(Check.values())
                .map(check -> new Finding(check, 4_321, places))
                .toList();
        String report = report(findings);
        assertThat(report.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(report)
                .contains("Tails of the message before (4,321).")
                .contains("  and 4,301 more")
                .contains("path/2")
                .contains("é…")
                .contains("--repair join", "--repair split");
    }
}
