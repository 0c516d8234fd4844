package org.salonarchive.command;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.archive.ListSettings.Overview;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.VolumeFrequency;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes, shows and changes lists. */
@Command(
        name = "list",
        description = "Makes, shows and changes lists.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "create|show|edit")
final class ListCommand {

    @ParentCommand
    @Nullable
    SalonCommand salon;

    /** What can be set of a list. */
    static final class Settings {

        @Option(names = "--title", paramLabel = "TEXT", description = "What pages call it.")
        @Nullable
        String title;

        @Option(names = "--description", paramLabel = "TEXT", description = "A sentence for its front page.")
        @Nullable
        String description;

        @Option(
                names = "--frequency",
                paramLabel = "PERIOD",
                description = "How long a volume is: year, quarter, month, week or day.")
        @Nullable
        VolumeFrequency frequency;

        @Option(names = "--time-zone", paramLabel = "ZONE", description = "Where volumes begin, such as Europe/Berlin.")
        @Nullable
        ZoneId zone;

        @Option(
                names = "--access",
                paramLabel = "WHO",
                description = "public, or private: seen by nobody in the browser.")
        @Nullable
        String access;

        @Option(names = "--addresses", paramLabel = "HOW", description = "Mail addresses are shown, masked or hidden.")
        @Nullable
        String addresses;

        @Option(
                names = "--post-address",
                paramLabel = "ADDRESS",
                description = "Where answers go when a mail does not say so, such as list@example.org.")
        @Nullable
        String postAddress;

        @Option(
                names = "--subject-prefix",
                paramLabel = "TEXT",
                description = {
                    "What the list server puts before subjects (%%d: a number), which the index by subject leaves out;",
                    "by default the list's name in brackets."
                })
        @Nullable
        String subjectPrefix;

        @Option(
                names = "--group",
                paramLabel = "TEXT",
                description = "The heading of the front page under which it is.")
        @Nullable
        String group;

        @Option(
                names = "--indexed",
                paramLabel = "WHETHER",
                description = "yes, or no: search engines are asked not to list it.")
        @Nullable
        String indexed;

        @Option(
                names = "--language",
                paramLabel = "CODE",
                description = {
                    "The language that its mail is in, such as de, for finding words in all their forms; none for no",
                    "forms; auto (as at first) to tell it for each message. Afterwards: salon rebuild --list NAME search"
                })
        @Nullable
        String language;

        ListSettings.Change change(CommandSpec spec) {
            ListSettings.Habits habits = new ListSettings.Habits(
                    Optional.ofNullable(postAddress),
                    Optional.ofNullable(subjectPrefix),
                    Optional.ofNullable(group),
                    oneOf(spec, "--indexed", indexed, "yes", "no").map("yes"::equals),
                    Optional.ofNullable(language).map(code -> code.equals("auto") ? "" : code));
            habits.mistake().ifPresent(mistake -> {
                throw new ParameterException(spec.commandLine(), mistake);
            });
            return new ListSettings.Change(
                    Optional.ofNullable(title),
                    Optional.ofNullable(description),
                    Optional.ofNullable(frequency),
                    Optional.ofNullable(zone),
                    oneOf(spec, "--access", access, "public", "private"),
                    oneOf(spec, "--addresses", addresses, "shown", "masked", "hidden"),
                    habits);
        }

        private static Optional<String> oneOf(CommandSpec spec, String option, @Nullable String word, String... words) {
            if (word != null && !List.of(words).contains(word)) {
                throw new ParameterException(
                        spec.commandLine(),
                        option + " takes one of " + String.join(", ", words) + ", not " + word + ".");
            }
            return Optional.ofNullable(word);
        }
    }

    private Collaborators collaborators() {
        return Objects.requireNonNull(salon).collaborators();
    }

    @Spec
    CommandSpec spec;

    @Command(name = "create", description = "Makes a list.", mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "NAME") String name,
            @ArgGroup(exclusive = false, multiplicity = "0..1") Settings settings)
            throws SQLException {
        MailingLists.whyNoName(name).ifPresent(reason -> {
            throw new ParameterException(spec.commandLine(), reason);
        });
        MailingLists lists = collaborators().lists();
        if (lists.idOf(name).isPresent()) {
            throw new ParameterException(spec.commandLine(), "There is a list " + name + " already; see 'list edit'.");
        }
        int id = lists.make(name, name, "");
        if (settings != null) {
            collaborators().settings().change(id, settings.change(spec));
        }
        return ExitStatus.DONE;
    }

    @Command(name = "edit", description = "Changes a list; what is not named stays.", mixinStandardHelpOptions = true)
    int edit(
            @Parameters(paramLabel = "NAME") String name,
            @ArgGroup(exclusive = false, multiplicity = "1") Settings settings)
            throws SQLException {
        int id = collaborators()
                .lists()
                .idOf(name)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "There is no list " + name + "."));
        collaborators().settings().change(id, settings.change(spec));
        return ExitStatus.DONE;
    }

    @Command(name = "show", description = "Shows all lists and their settings.", mixinStandardHelpOptions = true)
    int show() throws SQLException {
        PrintWriter out = spec.commandLine().getOut();
        for (Overview list : collaborators().settings().all()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-24s %,9d messages, last %s, volumes by %s in %s, %s, addresses %s%s  %s",
                    list.name(),
                    list.messages(),
                    list.lastAt(),
                    list.frequency(),
                    list.zone(),
                    list.access(),
                    list.addresses(),
                    habits(list),
                    list.title()));
        }
        out.flush();
        return ExitStatus.DONE;
    }

    private static String habits(Overview list) {
        return (list.postAddress().isEmpty() ? "" : ", answers to " + list.postAddress())
                + (list.subjectPrefix().isEmpty() ? "" : ", subjects with " + list.subjectPrefix())
                + (list.group().isEmpty() ? "" : ", under " + list.group())
                + (list.indexed() ? "" : ", not for search engines")
                + (list.language().isEmpty() ? "" : ", in the language " + list.language());
    }
}
