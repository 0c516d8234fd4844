import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a command and watches it from outside: how long it takes, the most memory that it and what it started have at
 * once, and how it gets on through the mailbox that it reads. Linux only: it looks into {@code /proc}.
 */
public final class Watch {

    private static final String USAGE = """
            java bench/Watch.java [--mailbox FILE] [--postgres FOLDER] [--log FILE] COMMAND...
              --mailbox FILE      read by the command: its rate in the first and in the last fifth of the messages
              --postgres FOLDER   the data directory of a Salon: its PostgreSQL counts, too
              --log FILE          takes what the command prints
            Lines "name TAB value": status, seconds, messages, rate, rate-first-fifth, rate-last-fifth, memory-mb,
            memory-postgres-mb (of memory-mb). Memory is the proportional share (PSS): what processes share counts once.
            """;

    private static final int LOOK_EVERY_MILLIS = 100;

    /** Memory takes longer to look at. */
    private static final int LOOKS_A_MEMORY_LOOK = 5;

    /** So long the command may take to end when it is told to. */
    private static final int PATIENCE_SECONDS = 30;

    private Path mailbox;
    private Path postgres;
    private Path log;
    private long most;
    private long mostOfPostgres;

    private Watch() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        Watch watch = new Watch();
        int at = 0;
        while (at + 1 < words.length && words[at].startsWith("--")) {
            Path value = Path.of(words[at + 1]);
            switch (words[at]) {
                case "--mailbox" -> watch.mailbox = value;
                case "--postgres" -> watch.postgres = value;
                case "--log" -> watch.log = value;
                default -> at = words.length;
            }
            at += 2;
        }
        if (at >= words.length) {
            System.err.print(USAGE);
            System.exit(2);
        }
        watch.run(List.of(words).subList(at, words.length));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Fifths fifths = mailbox == null ? new Fifths(0, 0, 0) : Fifths.of(mailbox);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectOutput(log == null ? new File("/dev/null") : log.toFile());
        long start = System.nanoTime();
        Process process = builder.start();
        Thread end = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(end);
        long begun = 0;
        long first = 0;
        long last = 0;
        int looks = 0;
        while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            if (last == 0 && fifths.messages() > 0) {
                long read = position(process);
                begun = begun == 0 && read > 0 ? now : begun;
                first = first == 0 && read >= fifths.first() ? now : first;
                last = read >= fifths.last() ? now : 0;
            }
            if (looks++ % LOOKS_A_MEMORY_LOOK == 0) {
                lookAtMemory(process);
            }
        }
        long ended = System.nanoTime();
        Runtime.getRuntime().removeShutdownHook(end);
        double seconds = (ended - start) / 1e9;
        print("status", process.exitValue());
        print("seconds", seconds);
        if (fifths.messages() > 0) {
            print("messages", fifths.messages());
            print("rate", fifths.messages() / seconds);
            // What is over within a few looks says nothing.
            if (last - first > 20L * LOOK_EVERY_MILLIS * 1_000_000) {
                print("rate-first-fifth", fifths.messages() / 5 / ((first - begun) / 1e9));
                print("rate-last-fifth", fifths.messages() / 5 / ((ended - last) / 1e9));
            }
        }
        print("memory-mb", most / 1024.0);
        if (postgres != null) {
            print("memory-postgres-mb", mostOfPostgres / 1024.0);
        }
        System.exit(process.exitValue() == 0 || process.exitValue() == 1 ? 0 : 3);
    }

    private static void print(String name, double value) {
        System.out.printf(Locale.ROOT, "%s\t%.1f%n", name, value);
    }

    private static void print(String name, long value) {
        System.out.printf(Locale.ROOT, "%s\t%d%n", name, value);
    }

    private static void end(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        process.destroy();
        all.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Where in the mailbox the first and the last fifth of the messages end and begin.
     *
     * @param first bytes before the end of the first fifth
     * @param last bytes before the beginning of the last one
     */
    private record Fifths(long messages, long first, long last) {

        static Fifths of(Path mailbox) throws IOException {
            long messages = count(mailbox, Long.MAX_VALUE)[0];
            return new Fifths(messages, count(mailbox, messages / 5)[1], count(mailbox, messages - messages / 5)[1]);
        }

        /** Up to so many messages: how many there are, and how many bytes they take. */
        private static long[] count(Path mailbox, long upTo) throws IOException {
            long messages = 0;
            long bytes = 0;
            byte[] from = {'\n', 'F', 'r', 'o', 'm', ' '};
            int matched = 1;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(mailbox), 1 << 16)) {
                for (int one = in.read(); one >= 0; one = in.read()) {
                    bytes++;
                    matched = one == from[matched] ? matched + 1 : one == '\n' ? 1 : 0;
                    if (matched == from.length) {
                        if (messages == upTo) {
                            return new long[] {messages, bytes};
                        }
                        messages++;
                        matched = 0;
                    }
                }
            }
            return new long[] {messages, bytes};
        }
    }

    /** How far the command has read in the mailbox, as the kernel knows it. */
    private long position(Process process) {
        long position = 0;
        for (long pid : tree(process.toHandle())) {
            try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
                for (Path descriptor : open) {
                    if (Files.isSymbolicLink(descriptor)
                            && Files.readSymbolicLink(descriptor).equals(mailbox.toRealPath())) {
                        Path info = Path.of("/proc/" + pid + "/fdinfo/" + descriptor.getFileName());
                        String pos = Files.readAllLines(info).get(0);
                        position = Math.max(
                                position, Long.parseLong(pos.substring(4).strip()));
                    }
                }
            } catch (IOException gone) {
                continue;
            }
        }
        return position;
    }

    private void lookAtMemory(Process process) {
        long own = tree(process.toHandle()).stream().mapToLong(Watch::memory).sum();
        long database = postmaster()
                .map(any -> tree(any).stream().mapToLong(Watch::memory).sum())
                .orElse(0L);
        most = Math.max(most, own + database);
        mostOfPostgres = Math.max(mostOfPostgres, database);
    }

    private static Set<Long> tree(ProcessHandle root) {
        Set<Long> tree = new HashSet<>(Set.of(root.pid()));
        root.descendants().forEach(child -> tree.add(child.pid()));
        return tree;
    }

    /** The PostgreSQL of the data directory: it is no child of whoever started it. */
    private Optional<ProcessHandle> postmaster() {
        if (postgres == null) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.find(postgres, 3, (path, is) -> path.endsWith("postmaster.pid"))) {
            Optional<Path> file = files.findFirst();
            return file.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file.get()).get(0).strip()));
        } catch (IOException | RuntimeException starting) {
            return Optional.empty();
        }
    }

    /** In kB. */
    private static long memory(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
