package org.salonarchive.command;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.salonarchive.ingest.Rebuild.Part;
import org.salonarchive.ingest.RebuildReport;
import org.salonarchive.ingest.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes what is derived of the bytes again, and tells what has changed. */
@Command(
        name = "rebuild",
        description = {
            "Makes again what is derived of the stored bytes, such as with a better parser, and tells what changed.",
            "Readers keep reading; addresses, numbers and bytes never change. A rebuild that was interrupted has",
            "harmed nothing and can be given again."
        },
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

    @Option(names = "--list", paramLabel = "NAME", description = "Only the messages of this list.")
    @Nullable
    String list;

    @Parameters(
            arity = "0..1",
            paramLabel = "parsed|threads|search",
            description = {
                "parsed: all that is read out of messages, and their threads where that changes them;",
                "threads: who answers whom; search: the words to find messages by. All of it without a word."
            })
    @Nullable
    Part part;

    @ParentCommand
    @Nullable
    SalonCommand salon;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Set<Part> parts = part == null ? EnumSet.allOf(Part.class) : EnumSet.of(part);
        OptionalInt listId = listId();
        RebuildReport report;
        try (RebuildProgress progress = new RebuildProgress(out)) {
            report = collaborators().rebuild().run(listId, parts, progress);
        }
        print(out, report);
        boolean found =
                !report.unreadable().isEmpty() || !report.renewed().twins().isEmpty();
        return found ? ExitStatus.FOUND_SOMETHING : ExitStatus.DONE;
    }

    private Collaborators collaborators() {
        return Objects.requireNonNull(salon).collaborators();
    }

    private OptionalInt listId() {
        if (list == null) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(collaborators()
                .lists()
                .idOf(list)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "There is no list " + list + ".")));
    }

    private static void print(PrintWriter out, RebuildReport report) {
        double seconds = Math.max(report.elapsed().toMillis(), 1) / 1000.0;
        out.println();
        ImportTable.row(out, "looked at", report.messages());
        report.renewed()
                .messages()
                .forEach(
                        (difference, count) -> ImportTable.row(out, "  changed " + Words.of(difference.name()), count));
        ImportTable.row(out, "counts corrected", report.renewed().counts());
        ImportTable.row(out, "unreadable", report.unreadable().size());
        out.println(String.format(Locale.ROOT, "%.1f s, %.0f messages/s", seconds, report.messages() / seconds));
        ImportTable.problems(out, report.unreadable(), "");
        ImportTable.problems(
                out,
                report.renewed().twins().stream()
                        .map(id -> "The message " + id + " is the same as another one today; both stay.")
                        .toList(),
                "");
        out.flush();
    }
}
