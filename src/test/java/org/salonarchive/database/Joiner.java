package org.salonarchive.database;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process that joins a database: its main method, and the test's end of it. */
final class Joiner implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final BufferedReader said;

    private Joiner(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Joins, says where, and leaves when its standard input ends. */
    public static void main(String[] arguments) throws DatabaseUnavailable, IOException {
        try (EmbeddedPostgres database = EmbeddedPostgres.join(Path.of(arguments[0]))) {
            System.out.println(database.jdbcUrl());
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }

    /** Starts such a process. */
    static Joiner start(Path dataDir) throws IOException {
        return new Joiner(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Joiner.class.getName(),
                        dataDir.toString()))
                .redirectError(new File("/dev/null"))
                .start());
    }

    /** Where it found the database; waits until it has. */
    String jdbcUrl() throws IOException {
        String url = said.readLine();
        if (url == null) {
            throw new IOException("the other process did not join");
        }
        return url;
    }

    /** Its process id. */
    long pid() {
        return process.pid();
    }

    /** Ends it as a crash does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /**
     * Ends it as a service manager does. Ctrl-C runs the same hook, but a test that was started in the background
     * cannot send it: there a shell has children ignore it.
     */
    void terminate() throws IOException {
        new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start();
        awaitEnd();
    }

    private void awaitEnd() {
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Lets it leave. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        awaitEnd();
    }
}
