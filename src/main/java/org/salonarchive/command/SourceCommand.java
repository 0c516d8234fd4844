package org.salonarchive.command;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.salonarchive.ingest.ImportReport;
import org.salonarchive.ingest.IngestRun;
import org.salonarchive.ingest.follow.Subscription;
import org.salonarchive.source.SourceKind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Subscribes sources and looks after them. */
@Command(
        name = "source",
        description = {
            "Subscribes sources of mail, which 'serve' follows from then on, and looks after them.",
            "Nothing that was read is lost when a source is paused or removed."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "add|show|run|pause|resume|remove")
final class SourceCommand {

    private static final int SHOWN_RUNS = 10;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    @ParentCommand
    @Nullable
    SalonCommand salon;

    @Spec
    CommandSpec spec;

    /** The kinds of source as commands below {@code source add}. */
    static CommandLine add(SalonCommand salon) {
        CommandSpec add = CommandSpec.create();
        add.name("add").mixinStandardHelpOptions(true);
        add.usageMessage().description("Subscribes a source; see 'source add KIND --help'.");
        for (SourceKind kind : SourceKind.values()) {
            add.addSubcommand(kind.word(), AddSource.spec(kind, salon));
        }
        return new CommandLine(add);
    }

    private Collaborators with() {
        return Objects.requireNonNull(salon).collaborators();
    }

    private Subscription find(long id) throws SQLException {
        return with().subscriptions()
                .find(id)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "There is no source " + id + "; 'source show' shows which there are."));
    }

    @Command(
            name = "show",
            description = "Shows all sources, or one with its last runs.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "ID", arity = "0..1") @Nullable Long id) throws SQLException {
        PrintWriter out = spec.commandLine().getOut();
        if (id != null) {
            one(out, find(id));
        } else {
            List<Subscription> all = with().subscriptions().all();
            all.forEach(source -> line(out, source));
            if (all.isEmpty()) {
                out.println("No source is subscribed; see 'salon source add --help'.");
            }
        }
        out.flush();
        return ExitStatus.DONE;
    }

    private static void line(PrintWriter out, Subscription source) {
        out.println(String.format(
                Locale.ROOT,
                "%4d  %-20s %-9s %-8s %s%s",
                source.id(),
                source.list(),
                source.settings().kind().word(),
                source.state().word(),
                source.settings().describe(),
                source.error().map(error -> "\n      " + error).orElse("")));
    }

    private void one(PrintWriter out, Subscription source) throws SQLException {
        line(out, source);
        source.settings().shown().forEach((name, value) -> out.println("      " + name + " " + value));
        out.println("      looked at every " + inWords(source.poll()) + ", last " + at(source.succeededAt())
                + source.holder().map(holder -> ", followed by " + holder).orElse(""));
        for (IngestRun run : with().runs().of(source.id(), SHOWN_RUNS)) {
            out.println(String.format(
                    Locale.ROOT,
                    "      %s  %-7s %,9d read %,9d new %,5d put aside%s",
                    at(Optional.of(run.startedAt())),
                    run.state().word(),
                    run.read(),
                    run.added(),
                    run.quarantined(),
                    run.error().map(error -> "  " + error).orElse("")));
        }
    }

    private static String at(Optional<Instant> time) {
        return time.map(at -> TIME.format(at.atOffset(ZoneOffset.UTC))).orElse("never");
    }

    private static String inWords(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    @Command(name = "run", description = "Reads a source now, and waits for it.", mixinStandardHelpOptions = true)
    int run(@Parameters(paramLabel = "ID") long id) throws SQLException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Subscription source = find(id);
        if (source.settings().kind() == SourceKind.PUSH) {
            throw new ParameterException(
                    spec.commandLine(), "Mail of source " + id + " comes by itself, from the list server.");
        }
        Optional<ImportReport> report;
        try (ImportProgress progress = new ImportProgress(out, List.of())) {
            report = with().sourceRun().once(source, progress);
        }
        if (report.isEmpty()) {
            out.println("Another process follows source " + id + " and was asked to look now; see 'source show " + id
                    + "'.");
            out.flush();
            return ExitStatus.DONE;
        }
        ImportTable.print(out, source.list(), report.get(), Set.of());
        return report.get().quarantined() > 0 ? ExitStatus.FOUND_SOMETHING : ExitStatus.DONE;
    }

    @Command(name = "pause", description = "Lets a source rest.", mixinStandardHelpOptions = true)
    int pause(@Parameters(paramLabel = "ID") long id) throws SQLException {
        with().subscriptions().pause(find(id).id(), true);
        return ExitStatus.DONE;
    }

    @Command(name = "resume", description = "Lets a source that rests go on.", mixinStandardHelpOptions = true)
    int resume(@Parameters(paramLabel = "ID") long id) throws SQLException {
        with().subscriptions().pause(find(id).id(), false);
        return ExitStatus.DONE;
    }

    @Command(
            name = "remove",
            description = "Ends a subscription; what it brought stays in the list.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "ID") long id) throws SQLException {
        with().subscriptions().remove(find(id).id());
        return ExitStatus.DONE;
    }
}
