package org.salonarchive.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged program, run as a user runs it: a process of its own on a data directory.
 *
 * @param dataDir where its embedded database stands
 * @param javaOptions for the JVM, such as {@code -Xmx256m}
 */
public record Program(Path dataDir, List<String> javaOptions) {

    private static final int PATIENCE_SECONDS = 300;
    private static final int START_SECONDS = 60;
    private static final Pattern WHERE = Pattern.compile("Reading at (http://localhost:\\d+/)");

    /** How a run ended, and all it printed on both streams. */
    public record Ended(int status, String output) {}

    /** The program on a data directory, with a JVM as it comes and the PostgreSQL that tests have unpacked. */
    public static Program on(Path dataDir) {
        return new Program(
                dataDir,
                List.of("-Dsalon.unpacked-postgres="
                        + Path.of("target", "postgres").toAbsolutePath()));
    }

    /** The same program with one more option for its JVM. */
    public Program with(String javaOption) {
        List<String> options = new ArrayList<>(javaOptions);
        options.add(javaOption);
        return new Program(dataDir, options);
    }

    /** Runs a command to its end. */
    public Ended run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("salon", ".out");
        try {
            Process process = start(output, arguments);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Still running after " + PATIENCE_SECONDS + " s: " + read(output));
            }
            return new Ended(process.exitValue(), read(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Starts a command and leaves it running; what it prints goes to a file. */
    public Process start(Path output, String... arguments) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(javaOptions);
        line.add("-jar");
        line.add(System.getProperty("salon.jar", "target/quarkus-app/quarkus-run.jar"));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("SALON_DATA_DIR", dataDir.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_"));
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    /** Sends a process a signal, such as {@code STOP}. */
    public static void signal(long pid, String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("Process " + pid + " could not be sent " + name);
        }
    }

    /** Waits until a started {@code serve} tells on its output where it serves. */
    public static URI address(Path output, Process process) throws IOException, InterruptedException {
        Instant end = Instant.now().plusSeconds(START_SECONDS);
        Matcher where = WHERE.matcher(read(output));
        while (!where.find()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new AssertionError("Does not serve: " + read(output));
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
            where = WHERE.matcher(read(output));
        }
        return URI.create(where.group(1));
    }

    private static String read(Path output) throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
