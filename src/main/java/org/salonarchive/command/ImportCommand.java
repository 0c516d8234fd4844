package org.salonarchive.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.ImportReport;
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
            "Maildirs, .eml files, tar or zip archives of them, and folders of any of them.",
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
        Sources.Found found = Sources.find(paths);
        found.skipped().forEach(skipped -> out.println("Skipped " + skipped));
        int listId = listId(out);
        ImportProgress progress = new ImportProgress(out, found.sources());
        ImportReport report;
        try (progress) {
            report = collaborators().ingest().run(listId, found.sources(), progress);
        }
        ImportTable.print(out, list, report);
        return report.quarantined() > 0 ? ExitStatus.FOUND_SOMETHING : ExitStatus.DONE;
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
