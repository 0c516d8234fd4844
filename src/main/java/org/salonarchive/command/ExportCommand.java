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
import org.salonarchive.export.StaticExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Takes a list out of the archive. */
@Command(
        name = "export",
        description = {
            "Takes a list out of the archive, as files that any web server serves and that open from a disk.",
            "Given again for the same folder, only what has changed is written."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    @Option(names = "--list", required = true, paramLabel = "NAME", description = "The list.")
    String list = "";

    @Option(
            names = "--static",
            required = true,
            paramLabel = "FOLDER",
            description = {
                "Where the site goes: the list's pages, mails, attachments and downloads under the same addresses, and",
                "pages at its old addresses (/pipermail/…) that lead to them. Search needs the program and is left out."
            })
    Path folder = Path.of("");

    @ParentCommand
    @Nullable
    SalonCommand salon;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        MailingList from = list();
        Config config = ConfigProvider.getConfig();
        long total = from.messageCount();
        StaticExport.Report report;
        try (Meter meter = new Meter(out, "Exporting", total, " messages", 1)) {
            report = collaborators()
                    .staticExport()
                    .run(
                            from,
                            folder,
                            config.getValue("quarkus.http.port", Integer.class),
                            config.getOptionalValue("salon.site.url", String.class),
                            messages -> meter.advance(
                                    messages,
                                    "",
                                    spent -> String.format(
                                            Locale.ROOT,
                                            "%,d of %,d messages, %d s",
                                            messages,
                                            total,
                                            spent.toSeconds())));
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
