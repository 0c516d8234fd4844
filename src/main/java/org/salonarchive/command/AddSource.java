package org.salonarchive.command;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.follow.Subscriptions;
import org.salonarchive.source.Setting;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code source add KIND}: one command for each kind, with an option for each thing that can be said about it. Secrets
 * are read from files or asked for, since whoever looks at the processes of a machine sees their arguments.
 */
final class AddSource implements Callable<Integer> {

    private final SourceKind kind;
    private final SalonCommand salon;
    private final CommandSpec spec;

    private AddSource(SourceKind kind, SalonCommand salon) {
        this.kind = kind;
        this.salon = salon;
        this.spec = CommandSpec.wrapWithoutInspection(this);
    }

    static CommandSpec spec(SourceKind kind, SalonCommand salon) {
        CommandSpec spec = new AddSource(kind, salon).spec;
        spec.mixinStandardHelpOptions(true);
        spec.usageMessage().description("Subscribes: " + kind.label() + ".", kind.description());
        spec.addOption(option("--list", "NAME", "The list that receives the messages; made when there is none.")
                .required(true)
                .build());
        spec.addOption(OptionSpec.builder("--poll")
                .paramLabel("TIME")
                .type(Duration.class)
                .description("How often to look when nothing tells of new mail, such as 30s, 5m, 1h; usually 5m.")
                .build());
        spec.addOption(OptionSpec.builder("--untested")
                .type(boolean.class)
                .arity("0")
                .defaultValue("false")
                .description("Subscribes it also when it cannot be reached now.")
                .build());
        for (Setting setting : kind.settings()) {
            spec.addOption(option(setting).required(setting.required()).build());
        }
        return spec;
    }

    private static OptionSpec.Builder option(Setting setting) {
        if (setting.secret()) {
            return option(
                    name(setting), "FILE", setting.label() + ", from a file (- for standard input). " + setting.hint());
        }
        String choices = setting.choices().isEmpty() ? "" : " One of " + String.join(", ", setting.choices()) + ".";
        String usual = setting.usual().isEmpty() ? "" : " Usually " + setting.usual() + ".";
        return option(name(setting), "TEXT", setting.label() + ". " + setting.hint() + choices + usual);
    }

    private static OptionSpec.Builder option(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description.replace("%", "%%"));
    }

    private static String name(Setting setting) {
        return "--" + setting.name() + (setting.secret() ? "-file" : "");
    }

    @Override
    public Integer call() throws SQLException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        String list = spec.findOption("--list").getValue();
        MailingLists.whyNoName(list).ifPresent(reason -> {
            throw new ParameterException(spec.commandLine(), reason);
        });
        SourceSettings settings = settings();
        settings.mistakes().values().stream().findFirst().ifPresent(mistake -> {
            throw new ParameterException(spec.commandLine(), mistake);
        });
        Collaborators with = salon.collaborators();
        if (!spec.findOption("--untested").<Boolean>getValue()) {
            out.println(with.sourceRun().look(settings, OptionalLong.empty()));
        }
        Duration poll = spec.findOption("--poll").getValue();
        int listId = with.lists().idOf(list).orElseGet(() -> with.lists().make(list, list, ""));
        long id = with.subscriptions().add(listId, settings, poll == null ? Subscriptions.USUAL_POLL : poll);
        out.println("Subscribed for " + list + " as source " + id + "; 'salon serve' follows it, 'salon source run "
                + id + "' reads it now.");
        out.flush();
        return ExitStatus.DONE;
    }

    private SourceSettings settings() throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (Setting setting : kind.settings()) {
            String said = spec.findOption(name(setting)).getValue();
            if (said != null) {
                values.put(setting.name(), setting.secret() ? secret(said) : path(setting, said));
            }
        }
        Console console = System.console();
        boolean asks = kind == SourceKind.IMAP
                && !values.containsKey("password")
                && !values.containsKey("oauth-refresh-token");
        if (asks && console != null) {
            char[] password = console.readPassword("Password of %s: ", values.get("user"));
            if (password != null) {
                values.put("password", new String(password));
            }
        }
        return new SourceSettings(kind, values);
    }

    /** Whoever follows it may stand in another folder than whoever subscribes it. */
    private static String path(Setting setting, String said) {
        return setting.name().equals("path")
                ? Path.of(said).toAbsolutePath().normalize().toString()
                : said;
    }

    private String secret(String file) throws IOException {
        try {
            byte[] bytes = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new ParameterException(
                    spec.commandLine(), "The file " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
