package org.salonarchive.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.salonarchive.ingest.ImportReport;
import org.salonarchive.ingest.Words;
import org.salonarchive.source.Repair;

/** The table that ends an import. */
final class ImportTable {

    /** More would hide the table. */
    private static final int SHOWN_PROBLEMS = 20;

    private ImportTable() {}

    /** @param chosen repairs, named even when they changed nothing */
    static void print(PrintWriter out, String list, ImportReport report, Set<Repair> chosen) {
        double seconds = Math.max(report.elapsed().toMillis(), 1) / 1000.0;
        out.println();
        row(out, "read", report.read());
        row(out, "new in " + list, report.added());
        row(out, "already there", report.known());
        row(out, "put aside", report.quarantined());
        report.leftOut().forEach((why, count) -> row(out, "left out: " + why.words(), count));
        chosen.stream()
                .sorted()
                .forEach(repair -> row(
                        out, "repaired by " + repair.word(), report.repaired().getOrDefault(repair, 0L)));
        report.defects().forEach((kind, count) -> row(out, "  with " + Words.of(kind), count));
        out.println(String.format(
                Locale.ROOT, "%,d bytes in %.1f s, %.0f messages/s", report.bytes(), seconds, report.read() / seconds));
        problems(out, report.problems(), "; all of them stand in the table quarantine");
        out.flush();
    }

    /** @param elsewhere where those are that are not shown */
    static void problems(PrintWriter out, List<String> problems, String elsewhere) {
        problems.stream().limit(SHOWN_PROBLEMS).forEach(problem -> out.println("! " + problem));
        int more = problems.size() - SHOWN_PROBLEMS;
        if (more > 0) {
            out.println("! and " + more + " more" + elsewhere + ".");
        }
    }

    static void row(PrintWriter out, String what, long count) {
        out.println(String.format(Locale.ROOT, "%-40s %,12d", what, count));
    }
}
