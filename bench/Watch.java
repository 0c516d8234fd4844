import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import java.util.regex.Pattern;
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
            Lines "name TAB value": status, seconds, messages, rate, of the first and the last fifth of the messages
            rate-first-fifth, rate-last-fifth, mb-first-fifth, mb-last-fifth (a second); memory-mb, of it
            memory-postgres-mb. Memory is the proportional share (PSS): what processes share counts once. How far the
            work is, lines "N messages, ..." tell that the command prints, else how far it has read.
            """;

    private static final int LOOK_EVERY_MILLIS = 100;

    /** Memory takes longer to look at. */
    private static final int LOOKS_A_MEMORY_LOOK = 5;

    private static final double SHORTEST_FIFTH_SECONDS = 2;
    private static final int PARTS = 100;
    private static final Pattern TOLD = Pattern.compile("(?m)^(\\d+) messages,");

    /** So long the command may take to end when it is told to. */
    private static final int PATIENCE_SECONDS = 30;

    private Path mailbox;
    private Path postgres;
    private Path log;
    private long told;
    private long logRead;
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
        Optional<Layout> layout = mailbox == null ? Optional.empty() : Optional.of(Layout.of(mailbox));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectOutput(log == null ? new File("/dev/null") : log.toFile());
        long start = System.nanoTime();
        Process process = builder.start();
        Thread end = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(end);
        Course read = new Course();
        Course printed = new Course();
        int looks = 0;
        while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            if (layout.isPresent()) {
                read.add(now, layout.get().messagesBefore(position(process)));
                printed.add(now, toldMessages());
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
        if (layout.isPresent()) {
            print("messages", layout.get().messages());
            print("rate", layout.get().messages() / seconds);
            // Who reads far ahead of the work says more by what it prints.
            Course course = printed.isEmpty() ? read : printed;
            if (!read.isEmpty()) {
                printFifths(course, read.begin(), ended, layout.get());
            }
        }
        print("memory-mb", most * 1.024 / 1000);
        if (postgres != null) {
            print("memory-postgres-mb", mostOfPostgres * 1.024 / 1000);
        }
        System.exit(process.exitValue() == 0 || process.exitValue() == 1 ? 0 : 3);
    }

    private static void printFifths(Course course, long begin, long end, Layout layout) {
        double fifth = layout.messages() / 5.0;
        double first = (course.when(fifth, begin, end, layout.messages()) - begin) / 1e9;
        double last = (end - course.when(4 * fifth, begin, end, layout.messages())) / 1e9;
        // What is over within a few looks says nothing.
        if (first > SHORTEST_FIFTH_SECONDS && last > SHORTEST_FIFTH_SECONDS) {
            print("rate-first-fifth", fifth / first);
            print("rate-last-fifth", fifth / last);
            print("mb-first-fifth", layout.bytesOf(0, 20) / 1e6 / first);
            print("mb-last-fifth", layout.bytesOf(80, 100) / 1e6 / last);
        }
    }

    /** How far the work was at which time; the work goes evenly between two looks. */
    private static final class Course {

        private final List<long[]> points = new ArrayList<>();

        void add(long nanos, long messages) {
            if (messages > (points.isEmpty() ? 0 : points.get(points.size() - 1)[1])) {
                points.add(new long[] {nanos, messages});
            }
        }

        boolean isEmpty() {
            return points.isEmpty();
        }

        long begin() {
            return points.get(0)[0];
        }

        /** When so many messages were done, of all that were done from the begin to the end. */
        double when(double messages, long begin, long end, long all) {
            long[] before = {begin, 0};
            for (long[] point : points) {
                if (point[1] >= messages) {
                    return between(before, point, messages);
                }
                before = point;
            }
            return between(before, new long[] {end, all}, messages);
        }

        private static double between(long[] before, long[] after, double messages) {
            double part = (messages - before[1]) / Math.max(after[1] - before[1], 1);
            return before[0] + part * (after[0] - before[0]);
        }
    }

    /** The last count of messages that the command printed at the beginning of a line. */
    private long toldMessages() throws IOException {
        if (log == null || Files.size(log) == logRead) {
            return told;
        }
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(logRead);
            byte[] fresh = in.readAllBytes();
            logRead += fresh.length;
            TOLD.matcher(new String(fresh, StandardCharsets.UTF_8))
                    .results()
                    .forEach(count -> told = Long.parseLong(count.group(1)));
        }
        return told;
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
     * Where in the mailbox its messages are.
     *
     * @param bytesAt how many bytes each hundredth of the messages ends after
     */
    private record Layout(long messages, long[] bytesAt) {

        static Layout of(Path mailbox) throws IOException {
            long messages = separators(mailbox, (number, bytes) -> {});
            long[] bytesAt = new long[PARTS + 1];
            // The last message that begins in a hundredth leaves its place there, to which the next one is nearest.
            separators(mailbox, (number, bytes) -> bytesAt[(int) ((number * PARTS + messages - 1) / messages)] = bytes);
            bytesAt[PARTS] = Files.size(mailbox);
            return new Layout(messages, bytesAt);
        }

        /** How many messages begin in so many bytes. */
        long messagesBefore(long bytes) {
            int part = 0;
            while (part < PARTS && bytesAt[part + 1] <= bytes) {
                part++;
            }
            if (part == PARTS) {
                return messages;
            }
            double within = (bytes - bytesAt[part]) / (double) Math.max(bytesAt[part + 1] - bytesAt[part], 1);
            return (long) ((part + within) * messages / PARTS);
        }

        long bytesOf(int from, int to) {
            return bytesAt[to] - bytesAt[from];
        }

        private interface Seen {
            void separator(long number, long bytes);
        }

        /** Tells of each message how many are before it, and how many bytes; returns how many there are. */
        private static long separators(Path mailbox, Seen seen) throws IOException {
            long messages = 0;
            long bytes = 0;
            byte[] from = {'\n', 'F', 'r', 'o', 'm', ' '};
            int matched = 1;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(mailbox), 1 << 16)) {
                for (int one = in.read(); one >= 0; one = in.read()) {
                    bytes++;
                    matched = one == from[matched] ? matched + 1 : one == '\n' ? 1 : 0;
                    if (matched == from.length) {
                        seen.separator(messages++, bytes - from.length + 1);
                        matched = 0;
                    }
                }
            }
            return messages;
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
