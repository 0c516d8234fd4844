package org.salonarchive.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.ImportReport;
import org.salonarchive.ingest.doctor.Diagnosis;
import org.salonarchive.ingest.doctor.Examination;
import org.salonarchive.source.LeftOutMessage;
import org.salonarchive.source.Repair;
import org.salonarchive.source.Source;
import org.salonarchive.source.Sources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Reads mail from files into a list. */
@Command(
        name = "import",
        description = {
            "Reads mail into a list: mbox files in any dialect, plain or compressed (.gz .bz2 .xz .zst),",
            "Maildirs, .eml files, tar or zip archives of them, folders of any of them; repositories of public-inbox,",
            "profiles of Thunderbird, what Google Takeout and Mailman 3 give; and the folder of an archive that Pipermail",
            "or MHonArc made, whole, with the addresses of its pages and attachments.",
            "Importing the same again adds nothing; an import that was interrupted goes on where it stopped."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    @Option(
            names = "--list",
            required = true,
            paramLabel = "NAME",
            description =
                    "The list that receives the messages, as in its address; made when there is none of that name.")
    String list;

    @Option(names = "--title", paramLabel = "TEXT", description = "The title of a list that is made now.")
    String title = "";

    @Option(
            names = "--dry-run",
            description = {
                "Stores nothing and needs no database: reads all of it, and tells what an import would find and what",
                "could be repaired. Exit status 1 when there is something to look at."
            })
    boolean dryRun;

    @Option(
            names = "--repair",
            split = ",",
            paramLabel = "join|split",
            description = {
                "Repairs of wrongly split mailboxes, as the dry run suggests them; none is done that is not named.",
                "join: a From line that no message's head follows is text of the message before it;",
                "split: a From line in a body that a message's head follows begins a message.",
                "To be chosen at the first import: what was imported without stays as it is."
            })
    Set<Repair> repairs = EnumSet.noneOf(Repair.class);

    @Option(
            names = "--with",
            split = ",",
            paramLabel = "spam|trash|draft|chat|expunged|removed",
            description = {
                "Takes over what is usually left out and counted: mail that Gmail labels so, mail that was deleted in",
                "Thunderbird and not yet compacted away, mail that was removed from a public-inbox."
            })
    Set<LeftOutMessage.Why> with = EnumSet.noneOf(LeftOutMessage.Why.class);

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders to read.")
    List<Path> paths;

    @ParentCommand
    @Nullable
    SalonCommand salon;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Sources.Found found = Sources.find(paths, repairs);
        List<Source> sources = Sources.with(found.sources(), with);
        found.skipped().forEach(skipped -> out.println("Skipped " + skipped));
        if (dryRun) {
            return examine(out, sources);
        }
        int listId = listId(out);
        ImportProgress progress = new ImportProgress(out, sources);
        ImportReport report;
        try (progress) {
            report = collaborators().ingest().run(listId, sources, progress);
        }
        ImportTable.print(out, list, report, repairs);
        return report.quarantined() > 0 ? ExitStatus.FOUND_SOMETHING : ExitStatus.DONE;
    }

    private int examine(PrintWriter out, List<Source> sources) throws IOException, InterruptedException {
        Diagnosis diagnosis;
        try (ImportProgress progress = new ImportProgress(out, sources)) {
            diagnosis = new Examination(ZoneId.of("UTC"), Instant.now()).of(sources, progress);
        }
        DiagnosisReport.print(out, list, diagnosis);
        return diagnosis.isSuspicious() ? ExitStatus.FOUND_SOMETHING : ExitStatus.DONE;
    }

    /** Whether it is done without database and application. */
    boolean needsNoArchive() {
        return dryRun;
    }

    /** What can be found wrong before anything is started. */
    void check() {
        MailingLists.whyNoName(list).ifPresent(reason -> {
            throw new ParameterException(spec.commandLine(), reason);
        });
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new ParameterException(spec.commandLine(), "There is no file or folder " + path + ".");
            }
        }
    }

    private Collaborators collaborators() {
        return Objects.requireNonNull(salon).collaborators();
    }

    private int listId(PrintWriter out) {
        MailingLists lists = collaborators().lists();
        return lists.idOf(list).orElseGet(() -> {
            int made = lists.make(list, title.isEmpty() ? list : title, "");
            out.println("Made the list " + list + ".");
            return made;
        });
    }
}
