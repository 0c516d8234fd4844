import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks Salon and notmuch the same about the same mails, and compares the Message-IDs of what they find. */
public final class Compare {

    private static final String USAGE = """
            java bench/Compare.java LIST FILE
                LIST is the address of a list in Salon; FILE has lines "kind TAB query for Salon TAB query for notmuch".
                notmuch takes its settings from NOTMUCH_CONFIG.
            """;

    private static final int EXAMPLES = 3;

    /** What each gives a mail that has no id of its own, and the mails that Deliver.java brought to Salon alone. */
    private static final Pattern MADE_UP =
            Pattern.compile("notmuch-sha1-.*|.*@salon\\.invalid|newmail.*@bench\\.example");

    private static final Pattern MESSAGE_ID = Pattern.compile("\"messageId\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern TOTAL = Pattern.compile("\"total\"\\s*:\\s*(\\d+)");
    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI list;

    private Compare(URI list) {
        this.list = list;
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        if (words.length != 2) {
            System.err.print(USAGE);
            System.exit(2);
        }
        new Compare(URI.create(words[0])).all(Files.readAllLines(Path.of(words[1])));
    }

    private void all(List<String> lines) throws IOException, InterruptedException {
        int equal = 0;
        int asked = 0;
        System.out.println("| kind | query | Salon | notmuch | only Salon | only notmuch |");
        System.out.println("|---|---|---:|---:|---:|---:|");
        StringBuilder examples = new StringBuilder();
        for (String line : lines) {
            String[] parts = line.split("\t");
            asked++;
            Set<String> there = notmuch(parts[2]);
            Found found = salon(parts[1]);
            String row = "| " + parts[0] + " | `" + parts[1] + "` | ";
            if (!found.trouble().isEmpty()) {
                System.out.println(row + found.trouble() + " | " + there.size() + " | | |");
                continue;
            }
            Set<String> onlySalon = without(found.ids(), there);
            Set<String> onlyNotmuch = without(there, found.ids());
            if (onlySalon.isEmpty() && onlyNotmuch.isEmpty()) {
                equal++;
            }
            System.out.println(row + found.ids().size() + " | " + there.size() + " | " + onlySalon.size() + " | "
                    + onlyNotmuch.size() + " |");
            append(examples, parts[1], "only Salon", onlySalon);
            append(examples, parts[1], "only notmuch", onlyNotmuch);
            if (found.total() != found.messages()) {
                examples.append("- `" + parts[1] + "`: Salon says " + found.total() + " and shows " + found.messages()
                        + " messages\n");
            }
        }
        System.out.println("\n" + equal + " of " + asked + " questions found the same.\n");
        System.out.print(examples);
    }

    private static void append(StringBuilder examples, String query, String where, Set<String> ids) {
        if (!ids.isEmpty()) {
            examples.append("- `").append(query).append("`, ").append(where).append(": ");
            examples.append(String.join(
                    ", ", ids.stream().limit(EXAMPLES).map(id -> "`" + id + "`").toList()));
            examples.append(ids.size() > EXAMPLES ? ", and more\n" : "\n");
        }
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(others);
        return left;
    }

    private static Set<String> notmuch(String query) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("notmuch", "search", "--output=messages", "--exclude=false", query)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<String> ids = new TreeSet<>();
        try (InputStream in = process.getInputStream()) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.substring("id:".length()))
                    .filter(id -> !MADE_UP.matcher(id).matches())
                    .forEach(ids::add);
        }
        if (process.waitFor() != 0) {
            throw new IOException("notmuch did not understand " + query);
        }
        return ids;
    }

    /**
     * What Salon finds.
     *
     * @param ids without repetitions: a Message-ID may have several contents, which notmuch takes for one message
     * @param messages how many were shown on all pages
     * @param total how many there are, as Salon says
     * @param trouble what it said instead
     */
    private record Found(Set<String> ids, long messages, long total, String trouble) {}

    private Found salon(String query) throws IOException, InterruptedException {
        Set<String> ids = new TreeSet<>();
        long messages = 0;
        long total = -1;
        URI page = list.resolve(
                "search.json?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&sort=newest&view=messages");
        while (true) {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return new Found(ids, messages, total, "answers " + answer.statusCode());
            }
            Matcher id = MESSAGE_ID.matcher(answer.body());
            while (id.find()) {
                messages++;
                String bare = unescaped(id.group(1)).replaceAll("^<|>$", "");
                if (!MADE_UP.matcher(bare).matches()) {
                    ids.add(bare);
                }
            }
            Matcher said = TOTAL.matcher(answer.body());
            total = total < 0 && said.find() ? Long.parseLong(said.group(1)) : total;
            Matcher next = NEXT.matcher(answer.body());
            if (!next.find() || next.group(1).isEmpty()) {
                return new Found(ids, messages, total, "");
            }
            page = list.resolve(unescaped(next.group(1)));
        }
    }

    private static String unescaped(String json) {
        return UNICODE.matcher(json)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))))
                .replaceAll("\\\\([\"\\\\/])", "$1");
    }
}
