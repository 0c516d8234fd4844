package org.salonarchive.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.MailingList;
import org.salonarchive.export.MailboxExport;
import org.salonarchive.export.StaticExport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Takes a list out of the archive. */
@Command(
        name = "export",
        description = "Takes a list out of the archive: as one mailbox, or as a site of files.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    @Option(names = "--list", required = true, paramLabel = "NAME", description = "The list.")
    String list = "";

    @ArgGroup(multiplicity = "1")
    Form form = new Form();

    /** What is made of the list. */
    static final class Form {

        @Option(
                names = "--mbox",
                paramLabel = "FILE",
                description = {
                    "One mailbox (mboxrd) with every byte as it was received; compressed when the name ends with .gz.",
                    "Importing it gives the same messages again."
                })
        @Nullable
        Path mbox;

        @Option(
                names = "--static",
                paramLabel = "FOLDER",
                description = {
                    "A site: the list's pages, mails, attachments and downloads under the same addresses, and pages at its",
                    "old addresses (/pipermail/…) that lead to them. Any web server serves it, and it opens from a disk.",
                    "Search needs the program and is left out. Given again, only what has changed is written."
                })
        @Nullable
        Path site;
    }

    @ParentCommand
    @Nullable
    SalonCommand salon;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return form.mbox != null ? mbox(form.mbox) : site(Objects.requireNonNull(form.site));
    }

    private int mbox(Path file) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        int listId = collaborators()
                .lists()
                .idOf(list)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "There is no list " + list + "."));
        long total = collaborators().lists().messageCount(listId);
        MailboxExport.Report report;
        try (Meter meter = meter(out, total)) {
            report = collaborators().mailboxExport().run(listId, file, messages -> advance(meter, messages, total));
        }
        out.println();
        ImportTable.row(out, "messages written", report.messages());
        ImportTable.row(out, "unreadable", report.unreadable());
        out.flush();
        return report.unreadable() > 0 ? ExitStatus.FOUND_SOMETHING : ExitStatus.DONE;
    }

    private int site(Path folder) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        MailingList from = list();
        Config config = ConfigProvider.getConfig();
        long total = from.messageCount();
        StaticExport.Report report;
        try (Meter meter = meter(out, total)) {
            report = collaborators()
                    .staticExport()
                    .run(
                            from,
                            folder,
                            config.getValue("quarkus.http.port", Integer.class),
                            config.getOptionalValue("salon.site.url", String.class),
                            messages -> advance(meter, messages, total));
        }
        out.println();
        ImportTable.row(out, "files written", report.written());
        ImportTable.row(out, "unchanged", report.same());
        ImportTable.row(out, "left out", report.failed());
        ImportTable.problems(out, report.problems(), "");
        out.println("Open " + folder.resolve(from.name()).resolve("index.html").toAbsolutePath());
        out.flush();
        return report.failed() > 0 ? ExitStatus.FOUND_SOMETHING : ExitStatus.DONE;
    }

    private static Meter meter(PrintWriter out, long total) {
        return new Meter(out, "Exporting", total, " messages", 1);
    }

    private static void advance(Meter meter, long messages, long total) {
        meter.advance(
                messages,
                "",
                spent -> String.format(Locale.ROOT, "%,d of %,d messages, %d s", messages, total, spent.toSeconds()));
    }

    private MailingList list() {
        Optional<MailingList> visible = collaborators().staticExport().list(list);
        if (visible.isPresent()) {
            return visible.get();
        }
        boolean hidden = collaborators().lists().idOf(list).isPresent();
        throw new ParameterException(
                spec.commandLine(),
                hidden
                        ? "The list " + list
                                + " is private, and a static site would show it to everybody. Make it public"
                                + " first (list edit " + list + " --access public)."
                        : "There is no list " + list + ".");
    }

    private Collaborators collaborators() {
        return Objects.requireNonNull(salon).collaborators();
    }
}
