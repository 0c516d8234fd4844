package org.salonarchive.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.salonarchive.ingest.doctor.Diagnosis;
import org.salonarchive.ingest.doctor.Evidence;
import org.salonarchive.ingest.doctor.Figures;
import org.salonarchive.ingest.doctor.Finding;
import org.salonarchive.ingest.doctor.Suggestion;

/** Prints what a dry run found, in lines of at most {@value #WIDTH} characters. */
final class DiagnosisReport {

    private static final int WIDTH = 100;
    private static final int PLACE_WIDTH = 12;

    private final PrintWriter out;
    private final Diagnosis diagnosis;

    private DiagnosisReport(PrintWriter out, Diagnosis diagnosis) {
        this.out = out;
        this.diagnosis = diagnosis;
    }

    static void print(PrintWriter out, String list, Diagnosis diagnosis) {
        DiagnosisReport report = new DiagnosisReport(out, diagnosis);
        out.println();
        out.println("What an import into " + list + " would find; nothing was stored.");
        report.counts();
        report.months();
        report.findings();
        report.suggestions();
        out.flush();
    }

    private void counts() {
        for (Figures part : diagnosis.figures()) {
            heading(part.heading());
            part.figures().forEach(figure -> row(figure.what(), figure.value()));
        }
    }

    private void row(String what, String value) {
        out.println(String.format(Locale.ROOT, "  %-42s %14s", what, value));
    }

    /** A year in a line, twelve months in columns. */
    private void months() {
        heading("Messages by month (" + diagnosis.zone() + ")");
        out.println("  year     Jan    Feb    Mar    Apr    May    Jun    Jul    Aug    Sep    Oct    Nov    Dec");
        diagnosis.years().forEach((year, months) -> {
            long[] counts = new long[12];
            months.forEach(month -> counts[month.month().getMonthValue() - 1] = month.messages());
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %4d ", year));
            for (long count : counts) {
                line.append(count == 0 ? "      ." : String.format(Locale.ROOT, " %6d", count));
            }
            out.println(line);
        });
    }

    private void findings() {
        if (!diagnosis.isSuspicious()) {
            heading("Nothing suspicious was found.");
            return;
        }
        heading("To look at");
        diagnosis
                .findings()
                .forEach(finding -> row(finding.check().title(), String.format(Locale.ROOT, "%,d", finding.count())));
        diagnosis.findings().forEach(this::finding);
    }

    private void finding(Finding finding) {
        heading(String.format(
                Locale.ROOT,
                "%s (%,d). %s",
                finding.check().heading(),
                finding.count(),
                finding.check().meaning()));
        finding.byFile().forEach(this::places);
        if (finding.more() > 0) {
            out.println(String.format(Locale.ROOT, "  and %,d more", finding.more()));
        }
    }

    private void places(String file, List<Evidence> places) {
        out.println("  " + lastOf(file, WIDTH - 2));
        for (Evidence place : places) {
            String at = String.format(Locale.ROOT, "  %" + PLACE_WIDTH + "d  ", place.position());
            out.println(at + firstOf(place.detail(), WIDTH - at.length()));
        }
    }

    private void suggestions() {
        List<Suggestion> suggestions = diagnosis.suggestions();
        if (suggestions.isEmpty()) {
            return;
        }
        heading("Repairs that can be chosen; none is done unless it is");
        for (Suggestion suggestion : suggestions) {
            out.println(String.format(
                    Locale.ROOT,
                    "  --repair %-6s %s (%,d)",
                    suggestion.repair().word(),
                    suggestion.answers().check().title(),
                    suggestion.answers().count()));
            out.println("      " + suggestion.repair().description());
        }
    }

    private void heading(String text) {
        out.println();
        wrapped(text);
    }

    /** Breaks a long heading between its words. */
    private void wrapped(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() >= WIDTH) {
                out.println(line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.println(line);
    }

    private static String firstOf(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
    }

    /** Of a path the end tells more. */
    private static String lastOf(String text, int length) {
        int count = text.codePointCount(0, text.length());
        return count <= length ? text : "…" + text.substring(text.offsetByCodePoints(0, count - length + 1));
    }
}
