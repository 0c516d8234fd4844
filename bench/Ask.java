import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Asks a web server and measures how long each answer takes, from the first byte sent to the last one read. A closed
 * loop: every connection asks again when it has its answer. Bare sockets, so that asking takes little of the machine.
 */
public final class Ask {

    private static final String USAGE = """
            java bench/Ask.java [options] BASE FILE
                Asks for BASE + path, for each kind of FILE after the other; FILE has lines "kind TAB path".
              --connections N     at once (1)
              --warmup N          answers of each kind before the measured ones (50)
              --requests N        measured answers of each kind (500)
              --seconds N         at most so long for each kind, and half of it for its warm-up (30)
              --once              each path once, with no warm-up and however long that takes
              --template PATH     what stands in FILE is a query, and takes the place of {} in PATH; in place of {n}
                                  stands another number each time, so that no answer is one that was kept
              --validated         sends the ETag of an answer before, and expects 304
              --gzip              takes compressed answers
            A line for each kind, with tabs between: kind, connections, answers, other than expected, milliseconds
            (median, 95 %, 99 %, worst; 95 % to the first byte), answers a second, median bytes.
            """;

    private static final int PATIENCE_MILLIS = 60_000;

    /** An hour, in seconds. */
    private static final int LONG = 3_600;

    private final URI base;
    private int connections = 1;
    private int warmup = 50;
    private int requests = 500;
    private int seconds = 30;
    private boolean once;
    private boolean validated;
    private boolean gzip;
    private String template = "{}";
    /** Other runs have other numbers. */
    private final AtomicLong number = new AtomicLong(System.currentTimeMillis() * 1_000);

    private Ask(URI base) {
        this.base = base;
    }

    public static void main(String[] words) throws IOException, InterruptedException, ExecutionException {
        if (words.length < 2 || words[words.length - 1].startsWith("--")) {
            System.err.print(USAGE);
            System.exit(2);
        }
        Ask ask = new Ask(URI.create(words[words.length - 2]));
        for (int i = 0; i < words.length - 2; i++) {
            switch (words[i]) {
                case "--connections" -> ask.connections = Integer.parseInt(words[++i]);
                case "--warmup" -> ask.warmup = Integer.parseInt(words[++i]);
                case "--requests" -> ask.requests = Integer.parseInt(words[++i]);
                case "--seconds" -> ask.seconds = Integer.parseInt(words[++i]);
                case "--template" -> ask.template = words[++i];
                case "--once" -> ask.once = true;
                case "--validated" -> ask.validated = true;
                case "--gzip" -> ask.gzip = true;
                default -> {
                    System.err.println("There is no option " + words[i] + ".");
                    System.err.print(USAGE);
                    System.exit(2);
                }
            }
        }
        ask.all(Path.of(words[words.length - 1]));
    }

    private void all(Path file) throws IOException, InterruptedException, ExecutionException {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t", 2);
            if (parts.length == 2 && !parts[1].equals("-")) {
                String path = template.equals("{}") ? parts[1] : template.replace("{}", escaped(parts[1]));
                kinds.computeIfAbsent(parts[0], none -> new ArrayList<>()).add(path);
            }
        }
        for (Map.Entry<String, List<String>> kind : kinds.entrySet()) {
            measure(kind.getKey(), kind.getValue());
        }
    }

    private static String escaped(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void measure(String kind, List<String> paths) throws IOException, InterruptedException, ExecutionException {
        String[] tags = new String[paths.size()];
        if (validated) {
            try (Connection connection = new Connection(base, gzip)) {
                for (int i = 0; i < tags.length; i++) {
                    tags[i] = connection.ask(paths.get(i), null).etag();
                }
            }
        }
        if (!once) {
            answers(paths, tags, warmup, seconds / 2);
        }
        long start = System.nanoTime();
        List<Answer> answers = answers(paths, tags, once ? paths.size() : requests, once ? LONG : seconds);
        double taken = (System.nanoTime() - start) / 1e9;
        int expected = validated ? 304 : 200;
        long[] whole = answers.stream().mapToLong(Answer::whole).sorted().toArray();
        long[] first = answers.stream().mapToLong(Answer::first).sorted().toArray();
        long[] bytes = answers.stream().mapToLong(Answer::bytes).sorted().toArray();
        System.out.println(String.join(
                "\t",
                kind,
                String.valueOf(connections),
                String.valueOf(answers.size()),
                String.valueOf(answers.stream()
                        .filter(answer -> answer.status() != expected)
                        .count()),
                millis(whole, 0.5),
                millis(whole, 0.95),
                millis(whole, 0.99),
                millis(whole, 1),
                millis(first, 0.95),
                String.format(Locale.ROOT, "%.1f", answers.size() / taken),
                String.valueOf(bytes[bytes.length / 2])));
    }

    private static String millis(long[] sorted, double part) {
        int at = (int) Math.ceil(part * sorted.length) - 1;
        return String.format(Locale.ROOT, "%.2f", sorted[Math.max(at, 0)] / 1e6);
    }

    private List<Answer> answers(List<String> paths, String[] tags, int count, int atMost)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + atMost * 1_000_000_000L;
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            AtomicInteger next = new AtomicInteger();
            List<Future<List<Answer>>> asked = IntStream.range(0, connections)
                    .mapToObj(i -> threads.submit(() -> {
                        List<Answer> answers = new ArrayList<>();
                        try (Connection connection = new Connection(base, gzip)) {
                            for (int n = next.getAndIncrement();
                                    n < count && (n < connections || System.nanoTime() < end);
                                    n = next.getAndIncrement()) {
                                int which = n % paths.size();
                                String path = paths.get(which).replace("{n}", String.valueOf(number.getAndIncrement()));
                                answers.add(connection.ask(path, tags[which]));
                            }
                        }
                        return answers;
                    }))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<List<Answer>> one : asked) {
                answers.addAll(one.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * What came back.
     *
     * @param first nanoseconds to the first byte
     * @param whole nanoseconds to the last byte
     * @param bytes the length of the body
     */
    private record Answer(int status, long first, long whole, long bytes, String etag) {}

    /** One connection, opened again where the server closes it. */
    private static final class Connection implements AutoCloseable {

        private final URI base;
        private final String fields;
        private Socket socket;
        private InputStream in;

        Connection(URI base, boolean gzip) {
            this.base = base;
            this.fields = "Host: " + base.getAuthority() + "\r\nUser-Agent: bench\r\n"
                    + (gzip ? "Accept-Encoding: gzip\r\n" : "");
        }

        Answer ask(String path, String etag) throws IOException {
            boolean used = socket != null;
            try {
                return exchange(path, etag);
            } catch (EOFException closed) {
                if (!used) {
                    throw new IOException("No answer from " + base + path, closed);
                }
                // A connection that idled may be closed at any time.
                close();
                return exchange(path, etag);
            }
        }

        private Answer exchange(String path, String etag) throws IOException {
            if (socket == null) {
                socket = new Socket(base.getHost(), base.getPort());
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(PATIENCE_MILLIS);
                in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            }
            String request = "GET " + base.getRawPath() + path + " HTTP/1.1\r\n" + fields
                    + (etag == null ? "" : "If-None-Match: " + etag + "\r\n") + "\r\n";
            long start = System.nanoTime();
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String statusLine = line();
            long first = System.nanoTime() - start;
            int status = Integer.parseInt(statusLine.split(" ")[1]);
            long length = -1;
            boolean chunked = false;
            boolean closes = false;
            String tag = null;
            for (String field = line(); !field.isEmpty(); field = line()) {
                String name = field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
                String value = field.substring(field.indexOf(':') + 1).strip();
                switch (name) {
                    case "content-length" -> length = Long.parseLong(value);
                    case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                    case "connection" -> closes = value.equalsIgnoreCase("close");
                    case "etag" -> tag = value;
                    default -> {}
                }
            }
            boolean empty = status == 304 || status == 204;
            long bytes = empty ? 0 : chunked ? chunks() : skip(length < 0 ? Long.MAX_VALUE : length);
            long whole = System.nanoTime() - start;
            if (closes || length < 0 && !chunked && bytes > 0) {
                close();
            }
            return new Answer(status, first, whole, bytes, tag);
        }

        private String line() throws IOException {
            byte[] line = new byte[256];
            int length = 0;
            for (int one = in.read(); one != '\n'; one = in.read()) {
                if (one < 0) {
                    throw new EOFException("The server closed the connection.");
                }
                if (length == line.length) {
                    line = Arrays.copyOf(line, 2 * length);
                }
                line[length++] = (byte) one;
            }
            return new String(line, 0, length, StandardCharsets.ISO_8859_1).strip();
        }

        private long chunks() throws IOException {
            long bytes = 0;
            for (long size = chunk(); size > 0; size = chunk()) {
                bytes += skip(size);
                line();
            }
            while (!line().isEmpty()) {
                // Fields may follow the last chunk.
            }
            return bytes;
        }

        private long chunk() throws IOException {
            return Long.parseLong(line().replaceFirst(";.*", "").strip(), 16);
        }

        private long skip(long length) throws IOException {
            byte[] buffer = new byte[1 << 16];
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    break;
                }
                left -= read;
            }
            return length - left;
        }

        @Override
        public void close() throws IOException {
            if (socket != null) {
                socket.close();
                socket = null;
            }
        }
    }
}
