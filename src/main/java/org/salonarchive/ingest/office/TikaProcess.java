package org.salonarchive.ingest.office;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A process in which Tika runs. It has a bounded heap, a folder of its own for what it puts down, no environment, no
 * programs to start and no names of hosts; and no document may take longer than its time. Asked by one thread at a time.
 */
final class TikaProcess implements AutoCloseable {

    /** How reading can fail so that the process is of no more use. */
    enum Fault {
        NOT_STARTED,
        TOO_SLOW,
        ENDED,
        NO_ANSWER
    }

    /** The process failed, with a document or before the first. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        private final Fault fault;

        private Failure(Fault fault, String message) {
            super(message);
            this.fault = fault;
        }

        /** How. */
        Fault fault() {
            return fault;
        }
    }

    private static final Logger LOG = Logger.getLogger(TikaProcess.class);
    /** The largest file it can write, in blocks of 512 bytes, and no picture of its memory when it falls. */
    private static final String BOUNDED = "ulimit -c 0; ulimit -f 204800; exec \"$@\"";
    /** Java ends with it when the heap is full. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int END_SECONDS = 5;

    private final Path folder;
    private final Process process;
    private final DataInputStream answers;
    private final DataOutputStream questions;
    private final TikaLimits limits;
    private final ScheduledExecutorService timer;
    private volatile boolean late;
    private int documents;

    private TikaProcess(Path folder, Process process, TikaLimits limits, ScheduledExecutorService timer) {
        this.folder = folder;
        this.process = process;
        this.answers = new DataInputStream(process.getInputStream());
        this.questions = new DataOutputStream(process.getOutputStream());
        this.limits = limits;
        this.timer = timer;
    }

    /**
     * Starts Tika and waits until it is ready.
     *
     * @param tika its jar, or a folder of jars
     * @param timer ends the process when time is up
     */
    static TikaProcess start(Path tika, TikaLimits limits, ScheduledExecutorService timer) throws Failure {
        if (!Files.isReadable(tika)) {
            throw new Failure(Fault.NOT_STARTED, "it is not there or cannot be read");
        }
        TikaProcess started;
        try {
            Path folder = Files.createTempDirectory("salon-tika");
            started = new TikaProcess(folder, launch(tika, limits, folder), limits, timer);
        } catch (IOException refused) {
            throw new Failure(Fault.NOT_STARTED, String.valueOf(refused.getMessage()));
        }
        try {
            Optional<String> ready = started.within(limits.start(), () -> started.answer(0));
            if (ready.isEmpty()) {
                throw new Failure(Fault.NOT_STARTED, "there is no Apache Tika in it");
            }
            return started;
        } catch (Failure failure) {
            started.close();
            throw new Failure(Fault.NOT_STARTED, String.valueOf(failure.getMessage()));
        }
    }

    private static Process launch(Path tika, TikaLimits limits, Path folder) throws IOException {
        String name = TikaMain.class.getName();
        Path main = folder.resolve("main").resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(main.getParent());
        try (InputStream code = TikaMain.class.getResourceAsStream(TikaMain.class.getSimpleName() + ".class")) {
            Files.write(main, code.readAllBytes());
        }
        Path jars = tika.toAbsolutePath();
        String classPath = folder.resolve("main")
                + File.pathSeparator
                + (Files.isDirectory(jars) ? jars + File.separator + "*" : jars);
        List<String> command = List.of(
                "/bin/sh",
                "-c",
                BOUNDED,
                "salon",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:MaxMetaspaceSize=192m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+DisplayVMOutputToStderr",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + folder,
                "-Duser.home=" + folder,
                // No names of hosts, and a proxy that is not there.
                "-Djdk.net.hosts.file=" + folder.resolve("hosts"),
                "-DsocksProxyHost=127.0.0.1",
                "-DsocksProxyPort=9",
                "-DsocksNonProxyHosts=",
                "-cp",
                classPath,
                name,
                Integer.toString(limits.characters()),
                Long.toString(limits.document().toMillis()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(Redirect.DISCARD);
        builder.environment().clear();
        // A folder without programs: without a path there would be a usual one.
        builder.environment().putAll(Map.of("PATH", folder.toString(), "LC_ALL", "C"));
        return builder.start();
    }

    /** Whether it can be asked, and has not been asked so often that a fresh one is better. */
    boolean isGood() {
        return !late && process.isAlive() && documents < limits.documents();
    }

    /** The text of a document; nothing where Tika cannot make sense of it. */
    Optional<String> text(byte[] document) throws Failure {
        documents++;
        return within(limits.document(), () -> {
            int number = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
            questions.writeInt(number);
            questions.writeInt(document.length);
            questions.write(document);
            questions.flush();
            return answer(number);
        });
    }

    @FunctionalInterface
    private interface Exchange {
        Optional<String> run() throws IOException, Failure;
    }

    /** When time is up, the process is killed, and then whoever waits for its answer hears that it is gone. */
    private Optional<String> within(Duration limit, Exchange exchange) throws Failure {
        Future<?> end = timer.schedule(
                () -> {
                    late = true;
                    kill();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return exchange.run();
        } catch (IOException gone) {
            throw late
                    ? new Failure(Fault.TOO_SLOW, "it took longer than " + limit.toSeconds() + " s")
                    : new Failure(Fault.ENDED, "it ended" + status());
        } finally {
            end.cancel(false);
        }
    }

    private String status() {
        if (!hasEnded()) {
            return "";
        }
        return process.exitValue() == OUT_OF_MEMORY ? ", out of memory" : " with status " + process.exitValue();
    }

    private Optional<String> answer(int number) throws IOException, Failure {
        int answered = answers.readInt();
        int kind = answers.readUnsignedByte();
        int length = answers.readInt();
        boolean sense = answered == number && (kind == TikaMain.TEXT || kind == TikaMain.REFUSED);
        if (!sense || length < 0 || length > mostBytes()) {
            throw new Failure(Fault.NO_ANSWER, "its answer makes no sense");
        }
        byte[] bytes = answers.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (kind == TikaMain.REFUSED) {
            LOG.debugf("Apache Tika: %s", text);
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private long mostBytes() {
        return 4L * limits.characters();
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private boolean hasEnded() {
        try {
            return process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the process and removes what it left on the disk. */
    @Override
    public void close() {
        kill();
        hasEnded();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException left) {
            LOG.warnf("%s could not be removed: %s", folder, left.getMessage());
        }
    }
}
