package org.salonarchive.database;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs programs to their end, without a shell and with nothing of the user's PostgreSQL in their environment. */
final class Commands {

    /** The mend where the brought PostgreSQL is no use. */
    static final String ANOTHER_DATABASE = "use another PostgreSQL (set QUARKUS_DATASOURCE_JDBC_URL, "
            + "QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD)";

    /** Longer than PostgreSQL is given to start, which after a crash may take minutes. */
    private static final int PATIENCE_SECONDS = 630;

    private Commands() {}

    /** A program that ran and said no, with what it said. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        private Failure(String message) {
            super(message);
        }
    }

    /**
     * Runs a program.
     *
     * @param input what it reads from its standard input
     * @throws Failure when it ends with a status other than 0
     * @throws DatabaseUnavailable when it cannot be run at all or does not end
     */
    static void run(List<String> command, String input) throws Failure, DatabaseUnavailable {
        String name = name(command);
        try {
            Path output = Files.createTempFile("salon-", ".out");
            Path given = Files.createTempFile("salon-", ".in");
            try {
                Files.writeString(given, input);
                int status = execute(command, given.toFile(), output.toFile());
                if (status != 0) {
                    String said = Files.readString(output, StandardCharsets.ISO_8859_1);
                    throw new Failure(name + " ended with status " + status + ": " + said.strip());
                }
            } finally {
                Files.deleteIfExists(given);
                Files.deleteIfExists(output);
            }
        } catch (IOException fault) {
            throw new DatabaseUnavailable(
                    name + " could not be run (" + fault.getMessage() + "): put the data directory on a file system"
                            + " that lets programs run (SALON_DATA_DIR), or " + ANOTHER_DATABASE + ".",
                    fault);
        }
    }

    private static int execute(List<String> command, File input, File output) throws IOException, DatabaseUnavailable {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectInput(input)
                .redirectOutput(output);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new DatabaseUnavailable(name(command) + " did not end within " + PATIENCE_SECONDS
                        + " s: see whether the disk is full or very slow.");
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("Stopped while waiting for " + name(command) + ".", stopped);
        }
    }

    /** Whether a program can be run and is content. */
    static boolean succeeds(List<String> command) {
        try {
            run(command, "");
            return true;
        } catch (Failure | DatabaseUnavailable no) {
            return false;
        }
    }

    /** Whether a program is on the path. */
    static boolean exists(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator))
                .map(folder -> new File(folder, program))
                .anyMatch(File::canExecute);
    }

    private static String name(List<String> command) {
        return command.stream()
                .filter(word -> word.contains("/bin/"))
                .map(word -> word.substring(word.lastIndexOf('/') + 1))
                .findFirst()
                .orElse(command.get(0));
    }
}
