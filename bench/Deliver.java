import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hands new mails over by LMTP, one after the other, and measures when each is stored, readable and found. */
public final class Deliver {

    private static final String USAGE = """
            java bench/Deliver.java COUNT PORT ADDRESS LIST
                COUNT mails to ADDRESS by LMTP to PORT of this machine; LIST is the address of the list's page.
            Lines with tabs between: what, milliseconds (median, 95 %, worst). "stored" is the answer to the mail;
            "readable" and "found" are counted from there.
            """;

    private static final int WARMUP = 20;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int BETWEEN_LOOKS_MILLIS = 2;
    private static final Pattern TOTAL = Pattern.compile("\"total\"\\s*:\\s*(\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String list;
    private final BufferedReader in;
    private final OutputStream out;

    private Deliver(String list, Socket socket) throws IOException {
        this.list = list;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        this.out = socket.getOutputStream();
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        if (words.length != 4) {
            System.err.print(USAGE);
            System.exit(2);
        }
        int count = Integer.parseInt(words[0]);
        try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(words[1]))) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            new Deliver(words[3], socket).all(count, words[2]);
        }
    }

    private void all(int count, String address) throws IOException, InterruptedException {
        long[] stored = new long[count];
        long[] readable = new long[count];
        long[] found = new long[count];
        expect("220");
        say("LHLO bench.example", "250");
        for (int i = -WARMUP; i < count; i++) {
            // A word that no other mail has: in letters, or it might be taken for a number.
            String word = "newmail" + Long.toString(System.nanoTime(), 36).replaceAll("\\d", "q") + letters(i + WARMUP);
            String id = word + "@bench.example";
            say("MAIL FROM:<sender@bench.example>", "250");
            say("RCPT TO:<" + address + ">", "250");
            say("DATA", "354");
            long start = System.nanoTime();
            say(mail(word, id), "250");
            long end = System.nanoTime();
            long read = until("/mid/" + id, "") - end;
            long search = until(list + "search.json?q=" + word, word) - end;
            if (i >= 0) {
                stored[i] = end - start;
                readable[i] = read;
                found[i] = search;
            }
        }
        say("QUIT", "221");
        print("stored", stored);
        print("readable", readable);
        print("found", found);
    }

    private static String letters(int number) {
        return number < 26 ? String.valueOf((char) ('a' + number)) : letters(number / 26) + letters(number % 26);
    }

    private static String mail(String word, String id) {
        String date = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
                .format(ZonedDateTime.now(ZoneOffset.UTC));
        return "From: New Sender <sender@bench.example>\r\nTo: bench@lists.example\r\nSubject: A new mail\r\nDate: "
                + date + "\r\nMessage-ID: <" + id + ">\r\n\r\nThis mail is new, and its word is " + word + ".\r\n.";
    }

    private void say(String line, String wanted) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        expect(wanted);
    }

    private void expect(String wanted) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(wanted)) {
            throw new IOException("LMTP answered " + line + " where " + wanted + " was expected.");
        }
    }

    /** When the address answers with a page, and if a word is given, with something found. */
    private long until(String path, String word) throws IOException, InterruptedException {
        URI address = URI.create(list).resolve(path);
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (System.nanoTime() < end) {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            boolean there = answer.statusCode() < 400;
            if (there && !word.isEmpty()) {
                Matcher total = TOTAL.matcher(answer.body());
                there = total.find() && Integer.parseInt(total.group(1)) > 0;
            }
            if (there) {
                return System.nanoTime();
            }
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
        throw new IOException(address + " shows nothing after " + PATIENCE_MILLIS / 1000 + " s.");
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s\t%.2f\t%.2f\t%.2f%n",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) Math.ceil(0.95 * nanos.length) - 1] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }
}
