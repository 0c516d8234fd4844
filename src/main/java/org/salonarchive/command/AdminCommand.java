package org.salonarchive.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.admin.account.Operator;
import org.salonarchive.admin.account.Operators;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes, shows and removes operators, who sign in at /admin. */
@Command(
        name = "admin",
        description = "Makes, shows and removes operators, who sign in at /admin.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "create|list|password|remove")
final class AdminCommand {

    @ParentCommand
    @Nullable
    SalonCommand salon;

    @Spec
    CommandSpec spec;

    private Operators operators() {
        return Objects.requireNonNull(salon).collaborators().operators();
    }

    @Command(
            name = "create",
            description = "Makes an operator; the password is asked for.",
            mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--password-file",
                            paramLabel = "FILE",
                            description = "Takes the password from the first line of a file, or of - (standard input).")
                    @Nullable
                    Path file)
            throws SQLException, IOException {
        try {
            operators().make(name, password(Optional.ofNullable(file)));
        } catch (IllegalArgumentException mistake) {
            throw new ParameterException(spec.commandLine(), String.valueOf(mistake.getMessage()), mistake);
        }
        return ExitStatus.DONE;
    }

    @Command(
            name = "password",
            description = "Gives an operator another password, which is asked for; all its sessions end.",
            mixinStandardHelpOptions = true)
    int password(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--password-file",
                            paramLabel = "FILE",
                            description = "Takes the password from the first line of a file, or of - (standard input).")
                    @Nullable
                    Path file)
            throws SQLException, IOException {
        Operator operator = find(name);
        try {
            operators().changePassword(operator, password(Optional.ofNullable(file)));
        } catch (IllegalArgumentException mistake) {
            throw new ParameterException(spec.commandLine(), String.valueOf(mistake.getMessage()), mistake);
        }
        return ExitStatus.DONE;
    }

    @Command(name = "list", description = "Shows the operators.", mixinStandardHelpOptions = true)
    int list() throws SQLException {
        PrintWriter out = spec.commandLine().getOut();
        for (Operator operator : operators().all()) {
            out.println(operator.name() + (operator.hasPassword() ? "" : " (no password: OpenID Connect)"));
        }
        out.flush();
        return ExitStatus.DONE;
    }

    @Command(
            name = "remove",
            description = "Removes an operator, whose sessions end at once.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME") String name) throws SQLException {
        operators().remove(find(name));
        return ExitStatus.DONE;
    }

    private Operator find(String name) throws SQLException {
        return operators()
                .find(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "There is no operator " + name + "; see 'admin list'."));
    }

    /** Never an argument, which every user of the machine could see in the list of processes. */
    private String password(Optional<Path> file) throws IOException {
        if (file.isPresent() && !file.get().toString().equals("-")) {
            return firstLine(
                    Files.newBufferedReader(file.get(), StandardCharsets.UTF_8),
                    file.get().toString());
        }
        Console console = System.console();
        if (file.isPresent() || console == null) {
            return firstLine(
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), "standard input");
        }
        char[] password = console.readPassword("Password: ");
        char[] again = console.readPassword("Again: ");
        if (password == null || !Arrays.equals(password, again)) {
            throw new ParameterException(spec.commandLine(), "The two passwords are not the same.");
        }
        return new String(password);
    }

    private String firstLine(BufferedReader reader, String name) throws IOException {
        try (reader) {
            String line = reader.readLine();
            if (line == null) {
                throw new ParameterException(spec.commandLine(), "There is no password in " + name + ".");
            }
            return line;
        }
    }
}
