package org.salonarchive.command;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The whole command line. Without a command, Salon serves. */
@Command(
        name = "salon",
        description = "Keeps the archives of mailing lists and serves them to readers.",
        mixinStandardHelpOptions = true,
        versionProvider = SalonVersion.class,
        subcommands = {
            ServeCommand.class,
            ImportCommand.class,
            ListCommand.class,
            SourceCommand.class,
            PersonCommand.class,
            RebuildCommand.class,
            ExportCommand.class,
            AdminCommand.class
        },
        exitCodeOnInvalidInput = ExitStatus.WRONG_USAGE,
        exitCodeOnExecutionException = ExitStatus.COULD_NOT_WORK,
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Exit status: 0 done, 1 some messages were put aside or a check found something,",
            "2 wrong usage, 3 the work could not be done."
        })
public final class SalonCommand implements Callable<Integer> {

    @CommandLine.Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "After an error, also print where in the program it came from.")
    boolean verbose;

    private final Optional<Collaborators> collaborators;

    private SalonCommand(Optional<Collaborators> collaborators) {
        this.collaborators = collaborators;
    }

    /** What commands work with; only a running application has it. */
    Collaborators collaborators() {
        return collaborators.orElseThrow();
    }

    /** Serving is the default. */
    @Override
    public Integer call() {
        return ServeCommand.serve(collaborators(), false);
    }

    /** The command line of the running application. */
    static CommandLine commandLine(Collaborators collaborators) {
        return commandLine(Optional.of(collaborators));
    }

    /** The command line with the way in which Salon reports errors. */
    private static CommandLine commandLine(Optional<Collaborators> collaborators) {
        SalonCommand salon = new SalonCommand(collaborators);
        CommandLine line = new CommandLine(salon);
        line.getSubcommands().get("source").addSubcommand("add", SourceCommand.add(salon));
        return line.registerConverter(Duration.class, SalonCommand::duration)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(SalonCommand::explainUsage)
                .setExecutionExceptionHandler((fault, command, parsed) -> explain(fault, command, salon.verbose));
    }

    /**
     * Answers what needs neither database nor application: help, version, wrong usage, a dry run.
     *
     * @return the exit status, or empty when there is a command to run
     */
    public static Optional<Integer> answerWithoutArchive(String... arguments) {
        CommandLine commandLine = commandLine(Optional.empty());
        try {
            ParseResult parsed = commandLine.parseArgs(arguments);
            Integer helped = CommandLine.executeHelpRequest(parsed);
            if (helped == null
                    && parsed.hasSubcommand()
                    && parsed.subcommand().commandSpec().userObject() instanceof ImportCommand command) {
                command.check();
                return command.needsNoArchive()
                        ? Optional.of(commandLine(Optional.empty()).execute(arguments))
                        : Optional.empty();
            }
            return Optional.ofNullable(helped);
        } catch (ParameterException wrong) {
            return Optional.of(explainUsage(wrong, arguments));
        }
    }

    /** Whether these arguments start the web reader. */
    public static boolean serves(String... arguments) {
        ParseResult parsed = commandLine(Optional.empty()).parseArgs(arguments);
        return !parsed.hasSubcommand() || parsed.subcommand().commandSpec().userObject() instanceof ServeCommand;
    }

    /** Whether these arguments ask the web reader for its pages, with nobody else to see them. */
    public static boolean asksItself(String... arguments) {
        ParseResult parsed = commandLine(Optional.empty()).parseArgs(arguments);
        return parsed.hasSubcommand() && parsed.subcommand().commandSpec().userObject() instanceof ExportCommand;
    }

    /** A time as people write it: 30s, 5m, 1h, 2d. */
    private static Duration duration(String text) {
        return Duration.parse(text.endsWith("d") ? "P" + text : "PT" + text);
    }

    /** Whether errors are to be told with where in the program they came from. */
    static boolean isVerbose(String... arguments) {
        CommandLine commandLine = commandLine(Optional.empty());
        commandLine.parseArgs(arguments);
        return commandLine.<SalonCommand>getCommand().verbose;
    }

    private static int explainUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("salon: " + wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
            command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitStatus.WRONG_USAGE;
    }

    private static int explain(Exception fault, CommandLine command, boolean verbose) {
        String message = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        command.getErr().println("salon: " + message);
        if (verbose) {
            fault.printStackTrace(command.getErr());
        }
        return ExitStatus.COULD_NOT_WORK;
    }
}
