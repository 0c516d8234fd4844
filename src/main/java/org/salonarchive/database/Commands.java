package org.salonarchive.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end. */
final class Commands {

    private static final int PATIENCE_SECONDS = 120;

    private Commands() {}

    /** Runs a program; what it says becomes the message of its failure. */
    static void run(List<String> command) throws DatabaseUnavailable {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new DatabaseUnavailable(command.get(0) + " did not end within " + PATIENCE_SECONDS + " s.");
            }
            if (process.exitValue() != 0) {
                throw new DatabaseUnavailable(name(command) + " failed: " + output.strip());
            }
        } catch (IOException fault) {
            throw new DatabaseUnavailable(name(command) + " could not be run: " + fault.getMessage(), fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("Stopped while waiting for " + name(command) + ".", stopped);
        }
    }

    static boolean succeeds(List<String> command) {
        try {
            run(command);
            return true;
        } catch (DatabaseUnavailable no) {
            return false;
        }
    }

    private static String name(List<String> command) {
        return command.stream()
                .filter(word -> word.contains("/bin/"))
                .map(word -> word.substring(word.lastIndexOf('/') + 1))
                .findFirst()
                .orElse(command.get(0));
    }
}
