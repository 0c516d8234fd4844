import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Picks from a mailbox what to ask an archive of it, for each mailbox its own and for the same mailbox the same. Reads
 * all of it, and looks at about twenty thousand messages, spread evenly.
 */
public final class Questions {

    private static final String USAGE = """
            java bench/Questions.java search|compare|pages|text FILE
                FILE is a mailbox that Mailbox.java made. A line for each question, with tabs between:
                search   kind, the query for Salon, for notmuch, for public-inbox (- where it knows nothing like it)
                compare  kind, the query for Salon, for notmuch
                pages    kind, the address in Salon's list, in public-inbox's
                text     how many MB of the mailbox are no heads, about
            """;

    /** How many messages are looked at. */
    private static final int SAMPLE = 20_000;

    /** The mean size of a mail, by which the sample is spread. */
    private static final int TYPICAL_BYTES = 5_000;

    private static final int VARIANTS = 5;

    private Questions() {}

    public static void main(String[] words) throws IOException {
        if (words.length != 2 || !Set.of("search", "compare", "pages", "text").contains(words[0])) {
            System.err.print(USAGE);
            System.exit(2);
        }
        Facts facts = Facts.of(Path.of(words[1]));
        List<List<String>> lines = switch (words[0]) {
            case "search" -> search(facts);
            case "compare" -> compare(facts);
            case "text" ->
                List.of(List.of(String.valueOf(Math.round(facts.textShare() * Files.size(Path.of(words[1])) / 1e6))));
            default -> pages(facts);
        };
        lines.forEach(line -> System.out.println(String.join("\t", line)));
    }

    // --- What is asked ----------------------------------------------------------------------------------

    private static List<List<String>> search(Facts facts) {
        List<List<String>> questions = new ArrayList<>();
        for (String word : facts.words(0.30, 0.20, VARIANTS)) {
            questions.add(List.of("common word", word, word, word));
        }
        List<String> pairs = facts.words(0.25, 0.08, 2 * VARIANTS);
        for (int i = 0; i + VARIANTS < pairs.size(); i++) {
            String both = pairs.get(i) + " " + pairs.get(i + VARIANTS);
            questions.add(List.of("two common words", both, both, both));
        }
        for (String phrase : facts.phrases(VARIANTS)) {
            String quoted = '"' + phrase + '"';
            questions.add(List.of("phrase", quoted, quoted, quoted));
        }
        for (Sender sender : facts.senders(VARIANTS)) {
            String from = "from:" + sender.address();
            int year = sender.year();
            questions.add(List.of(
                    "sender and date",
                    from + " date:" + year,
                    from + " date:" + year + "-01.." + year + "-12",
                    "f:" + sender.address() + " d:" + year + "0101.." + year + "1231"));
        }
        for (String word : facts.rare(VARIANTS)) {
            questions.add(List.of("rare word", word, word, word));
        }
        for (String prefix : facts.prefixes(VARIANTS)) {
            questions.add(List.of("prefix", prefix + "*", prefix + "*", prefix + "*"));
        }
        List<String> joined = facts.words(0.02, 0.005, 2 * VARIANTS);
        for (int i = 0; i + VARIANTS < joined.size(); i++) {
            String one = "thread:{" + joined.get(i) + "}";
            String other = "thread:{" + joined.get(i + VARIANTS) + "}";
            // Without the word, notmuch takes what has the same prefix for alternatives.
            questions.add(List.of("two in one thread", one + " " + other, one + " and " + other, "-"));
        }
        return questions;
    }

    /** Words are quoted, which stems them nowhere. */
    private static List<List<String>> compare(Facts facts) {
        List<List<String>> questions = new ArrayList<>();
        for (double share : new double[] {0.3, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001}) {
            facts.words(share, 0, 1).forEach(word -> same(questions, "word", quoted(word)));
        }
        facts.rare(2).forEach(word -> same(questions, "rare word", quoted(word)));
        facts.identifiers("-", 4).forEach(word -> same(questions, "hyphen", quoted(word)));
        facts.identifiers("_", 4).forEach(word -> same(questions, "underscore", quoted(word)));
        facts.phrases(5).forEach(phrase -> same(questions, "phrase", quoted(phrase)));
        List<Sender> senders = facts.senders(8);
        senders.stream().limit(3).forEach(sender -> same(questions, "address", "from:" + sender.address()));
        senders.stream()
                .map(Sender::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .limit(3)
                .forEach(name -> same(questions, "name", "from:" + quoted(name)));
        facts.domains(3).forEach(domain -> same(questions, "domain", "from:" + domain));
        facts.subjectWords(4).forEach(word -> same(questions, "subject", "subject:" + quoted(word)));
        dates(questions, facts);

        List<String> words = facts.words(0.05, 0.01, 8);
        if (words.size() == 8) {
            String a = quoted(words.get(0));
            String b = quoted(words.get(4));
            String c = quoted(words.get(2));
            questions.add(List.of("and", a + " " + b, a + " and " + b));
            questions.add(List.of("or", a + " OR " + c, a + " or " + c));
            questions.add(List.of("not", a + " -" + b, a + " and not " + b));
            questions.add(List.of("brackets", "(" + a + " OR " + b + ") " + c, "(" + a + " or " + b + ") and " + c));
            // notmuch stems no word that begins with a capital, and takes no quotes inside of braces.
            questions.add(List.of(
                    "thread",
                    "thread:{" + quoted(words.get(1)) + "} thread:{" + quoted(words.get(3)) + "}",
                    "thread:{" + capital(words.get(1)) + "} and thread:{" + capital(words.get(3)) + "}"));
        }
        for (Sender sender : senders.subList(0, Math.min(2, senders.size()))) {
            String from = "from:" + sender.address();
            int year = sender.year();
            questions.add(List.of(
                    "sender, date", from + " date:" + year, from + " and date:" + year + "-01.." + year + "-12"));
            facts.words(0.1, 0.02, 1)
                    .forEach(word -> questions.add(
                            List.of("sender, word", from + " " + quoted(word), from + " and " + quoted(word))));
        }
        return questions;
    }

    private static void dates(List<List<String>> questions, Facts facts) {
        List<YearMonth> months = facts.months(5);
        if (months.size() < 5) {
            return;
        }
        YearMonth early = months.get(1);
        YearMonth late = months.get(3);
        questions.add(
                List.of("year", "date:" + late.getYear(), "date:" + late.getYear() + "-01.." + late.getYear() + "-12"));
        questions.add(List.of("month", "date:" + early, "date:" + early + ".." + early));
        questions.add(List.of("months", "date:" + early + ".." + late, "date:" + early + ".." + late));
        questions.add(List.of("day", "date:" + late + "-15", "date:" + late + "-15.." + late + "-15"));
        questions.add(List.of("after", "after:" + late + "-10", "date:" + late + "-10.."));
    }

    private static void same(List<List<String>> questions, String kind, String query) {
        questions.add(List.of(kind, query, query));
    }

    private static String quoted(String words) {
        return '"' + words + '"';
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static List<List<String>> pages(Facts facts) {
        List<List<String>> pages = new ArrayList<>();
        pages.add(List.of("list", "", ""));
        for (YearMonth month : facts.months(24)) {
            String name = month.getMonth().toString();
            String volume =
                    month.getYear() + "-" + name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
            String before = month.plusMonths(1).toString().replace("-", "");
            pages.add(List.of("month", volume + "/", "?t=" + before + "01000000"));
        }
        for (String root : facts.threads(VARIANTS)) {
            pages.add(List.of("thread", "thread/" + hashed(root) + "/", escaped(root) + "/T/"));
        }
        List<String> ids = facts.ids(500);
        for (int i = 0; i < ids.size(); i++) {
            // Those that are looked at for the first time must not have been looked at before.
            String kind = i % 5 < 2 ? "message" : "first";
            pages.add(List.of(kind, "message/" + hashed(ids.get(i)) + "/", escaped(ids.get(i)) + "/"));
        }
        return pages;
    }

    private static String escaped(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20").replace("%40", "@");
    }

    /** As addresses name a message: the base32 of its id's SHA-1. */
    private static String hashed(String id) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-1").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
        StringBuilder base32 = new StringBuilder();
        for (int bit = 0; bit < 8 * hash.length; bit += 5) {
            int pair = (hash[bit / 8] & 0xFF) << 8 | (bit / 8 + 1 < hash.length ? hash[bit / 8 + 1] & 0xFF : 0);
            base32.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(pair >> 11 - bit % 8 & 31));
        }
        return base32.toString();
    }

    // --- What the mailbox holds -------------------------------------------------------------------------

    /**
     * Who wrote.
     *
     * @param year when they wrote most
     */
    private record Sender(String address, String name, int year) {}

    /** What is known of the sample. */
    private static final class Facts {

        private static final Pattern WORD = Pattern.compile("(?<=^|[ (\"])[A-Za-z]{4,16}(?=[ ,.;:!?)\"]|$)");
        private static final Pattern IDENTIFIER =
                Pattern.compile("(?<=^|[ (\"])[A-Za-z][A-Za-z0-9]{1,12}([-_])[A-Za-z0-9]{2,12}(?=[ ,.;:?)\"]|$)");
        private static final Pattern THREE_WORDS =
                Pattern.compile("(?<=^|[ (\"])(?=([a-z]{4,16}) ([a-z]{4,16}) ([a-z]{4,16})(?:[ ,.;:!?)\"]|$))");
        private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w.-]+\\w");
        private static final Pattern ID = Pattern.compile("<([^<>\\s]+)>");
        private static final Pattern DAY = Pattern.compile("\\b(\\d?\\d) ([A-Z][a-z]{2}) (\\d{4})\\b");
        private static final List<String> MONTHS =
                List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

        /** Words of four letters and more that searches leave out. */
        private static final Set<String> STOP = Set.of("""
                about above after again against also because been before being below between both could does
                doing down during each from further have having here hers herself himself into itself just
                more most myself only other ours ourselves over same should some such than that their theirs
                them themselves then there these they this those through under until very were what when
                where which while whom will with would your yours yourself yourselves wrote""".split("\\s+"));

        /** Of so many messages one gives phrases. */
        private static final int PHRASES_OF = 50;

        private static final int PHRASES_OF_ONE = 30;

        /** Threads are looked for among so many messages from the beginning. */
        private static final int THREADED = 50_000;

        private static final long THREAD_BYTES = 170_000;
        private static final int SHORTEST_THREAD = 10;

        /** The letters of a beginning. */
        private static final int PREFIX = 5;

        private final Map<String, Integer> wordCounts = new HashMap<>();
        private final Map<String, Integer> identifierCounts = new HashMap<>();
        private final Map<String, Integer> subjectCounts = new HashMap<>();
        private final Map<String, Map<Integer, Integer>> senderYears = new HashMap<>();
        private final Map<String, String> names = new HashMap<>();
        private final Map<YearMonth, Integer> monthCounts = new TreeMap<>();
        private final List<String> phrases = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();
        private final Map<String, String> rootOf = new HashMap<>();
        private final Map<String, long[]> threadSizes = new LinkedHashMap<>();
        private int texts;
        private long allSizes;
        private long textSizes;

        static Facts of(Path mailbox) throws IOException {
            Facts facts = new Facts();
            long stride = Math.max(1, Files.size(mailbox) / TYPICAL_BYTES / SAMPLE);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(mailbox), 1 << 16)) {
                facts.read(in, stride);
            }
            if (facts.texts == 0) {
                throw new IOException("No plain text was found in " + mailbox + ": is it a mailbox of Mailbox.java's?");
            }
            return facts;
        }

        private void read(InputStream in, long stride) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            long number = -1;
            boolean looked = false;
            while (readLine(in, line)) {
                boolean separator = line.size() > 5
                        && line.toString(StandardCharsets.ISO_8859_1).startsWith("From ");
                if (separator) {
                    take(message, number, looked);
                    number++;
                    looked = number % stride == 0;
                } else if (looked || number < THREADED) {
                    line.writeTo(message);
                }
            }
            take(message, number, looked);
        }

        private static boolean readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
            line.reset();
            int read = in.read();
            while (read >= 0) {
                line.write(read);
                if (read == '\n') {
                    return true;
                }
                read = in.read();
            }
            return line.size() > 0;
        }

        private void take(ByteArrayOutputStream message, long number, boolean looked) {
            if (message.size() == 0) {
                return;
            }
            String text = message.toString(StandardCharsets.UTF_8);
            long size = message.size();
            message.reset();
            int end = text.indexOf("\n\n");
            Map<String, String> head = fields(end < 0 ? text : text.substring(0, end));
            Matcher id = ID.matcher(head.getOrDefault("message-id", ""));
            boolean named = id.find();
            if (number < THREADED && named) {
                thread(id.group(1), head, size);
            }
            if (looked) {
                if (named) {
                    ids.add(id.group(1));
                }
                allSizes += text.length();
                textSizes += end < 0 ? 0 : text.length() - end;
                look(head, end < 0 ? "" : text.substring(end + 2));
            }
        }

        private static Map<String, String> fields(String head) {
            Map<String, String> fields = new HashMap<>();
            for (String field : head.replaceAll("\\r?\\n[ \\t]+", " ").split("\\r?\\n")) {
                int colon = field.indexOf(':');
                if (colon > 0) {
                    fields.putIfAbsent(
                            field.substring(0, colon).toLowerCase(Locale.ROOT),
                            field.substring(colon + 1).strip());
                }
            }
            return fields;
        }

        private void thread(String id, Map<String, String> head, long size) {
            Matcher parents = ID.matcher(head.getOrDefault("references", head.getOrDefault("in-reply-to", "")));
            String parent = parents.find() ? parents.group(1) : id;
            String root = rootOf.getOrDefault(parent, parent);
            rootOf.putIfAbsent(id, root);
            long[] sizes = threadSizes.computeIfAbsent(root, none -> new long[2]);
            sizes[0] += size;
            sizes[1]++;
        }

        private void look(Map<String, String> head, String body) {
            Optional<YearMonth> month = month(head.getOrDefault("date", ""));
            month.ifPresent(any -> monthCounts.merge(any, 1, Integer::sum));
            sender(head.getOrDefault("from", ""), month);
            String type = head.getOrDefault("content-type", "text/plain").toLowerCase(Locale.ROOT);
            String encoding =
                    head.getOrDefault("content-transfer-encoding", "7bit").toLowerCase(Locale.ROOT);
            if (!type.startsWith("text/plain") || !(encoding.startsWith("7") || encoding.startsWith("8"))) {
                // What is encoded would have to be decoded, and the words of the others are the same.
                return;
            }
            texts++;
            Set<String> words = new HashSet<>();
            WORD.matcher(body).results().forEach(word -> words.add(word.group().toLowerCase(Locale.ROOT)));
            words.removeAll(STOP);
            words.forEach(word -> wordCounts.merge(word, 1, Integer::sum));
            Set<String> identifiers = new HashSet<>();
            IDENTIFIER.matcher(body).results().forEach(word -> identifiers.add(word.group()));
            identifiers.forEach(word -> identifierCounts.merge(word, 1, Integer::sum));
            Set<String> subject = new HashSet<>();
            WORD.matcher(head.getOrDefault("subject", ""))
                    .results()
                    .forEach(word -> subject.add(word.group().toLowerCase(Locale.ROOT)));
            subject.removeAll(STOP);
            subject.forEach(word -> subjectCounts.merge(word, 1, Integer::sum));
            if (texts % PHRASES_OF == 0) {
                body.lines()
                        .filter(line -> !line.startsWith(">"))
                        .flatMap(line -> THREE_WORDS.matcher(line).results())
                        .limit(PHRASES_OF_ONE)
                        .map(found -> found.group(1) + " " + found.group(2) + " " + found.group(3))
                        .forEach(phrases::add);
            }
        }

        private static Optional<YearMonth> month(String date) {
            Matcher day = DAY.matcher(date);
            try {
                return day.find() && MONTHS.contains(day.group(2))
                        ? Optional.of(YearMonth.of(Integer.parseInt(day.group(3)), MONTHS.indexOf(day.group(2)) + 1))
                        : Optional.empty();
            } catch (DateTimeException noMonth) {
                return Optional.empty();
            }
        }

        private void sender(String from, Optional<YearMonth> month) {
            Matcher found = ADDRESS.matcher(from);
            if (!found.find() || month.isEmpty()) {
                return;
            }
            String address = found.group().toLowerCase(Locale.ROOT);
            senderYears
                    .computeIfAbsent(address, none -> new TreeMap<>())
                    .merge(month.get().getYear(), 1, Integer::sum);
            String name = from.replaceAll("<.*|[\"()]", "").strip();
            if (name.matches("[A-Za-z]+ [A-Za-z]+")) {
                names.putIfAbsent(address, name);
            }
        }

        double textShare() {
            return textSizes / (double) allSizes;
        }

        private double share(String word) {
            return wordCounts.getOrDefault(word, 0) / (double) texts;
        }

        /** The words that nearest have such shares of the messages, from the first share down to the second. */
        List<String> words(double from, double to, int count) {
            Set<String> picked = new LinkedHashSet<>();
            for (int i = 0; i < count; i++) {
                double wanted = count == 1 ? from : from - (from - to) * i / (count - 1);
                wordCounts.keySet().stream()
                        .filter(word -> !picked.contains(word))
                        .min(Comparator.comparingDouble((String word) -> Math.abs(share(word) - wanted))
                                .thenComparing(Comparator.naturalOrder()))
                        .ifPresent(picked::add);
            }
            return List.copyOf(picked);
        }

        /** Words of one message, and like no others: a word whose stem is common would be found a thousand times. */
        List<String> rare(int count) {
            Map<String, Integer> prefixes = prefixes();
            return spread(sorted(wordCounts, word -> word.length() > PREFIX && prefixes.get(prefix(word)) == 1), count);
        }

        List<String> identifiers(String mark, int count) {
            return most(identifierCounts, word -> word.contains(mark))
                    .limit(count)
                    .toList();
        }

        List<String> subjectWords(int count) {
            return spread(most(subjectCounts, word -> true).limit(40).toList(), count);
        }

        /** Beginnings that one message in twenty has. */
        List<String> prefixes(int count) {
            Map<String, Integer> prefixes = prefixes();
            return prefixes.keySet().stream()
                    .sorted(Comparator.comparingDouble(
                            prefix -> Math.abs(prefixes.get(prefix) / (double) texts - 0.05)))
                    .limit(count)
                    .toList();
        }

        private Map<String, Integer> prefixes() {
            Map<String, Integer> prefixes = new TreeMap<>();
            wordCounts.forEach((word, times) -> {
                if (word.length() > PREFIX) {
                    prefixes.merge(prefix(word), times, Integer::sum);
                }
            });
            return prefixes;
        }

        private static String prefix(String word) {
            return word.substring(0, PREFIX);
        }

        /** Those whose rarest word is most common: they cost most to find. */
        List<String> phrases(int count) {
            Comparator<String> byRarest = Comparator.comparingDouble(phrase ->
                    Stream.of(phrase.split(" ")).mapToDouble(this::share).min().orElse(0));
            return phrases.stream()
                    .distinct()
                    .sorted(byRarest.reversed().thenComparing(Comparator.naturalOrder()))
                    .limit(count)
                    .toList();
        }

        List<Sender> senders(int count) {
            Map<String, Integer> totals = new HashMap<>();
            senderYears.forEach((address, years) -> totals.put(
                    address, years.values().stream().mapToInt(Integer::intValue).sum()));
            return most(totals, address -> true)
                    .limit(count)
                    .map(address -> new Sender(
                            address,
                            names.getOrDefault(address, ""),
                            most(senderYears.get(address), year -> true)
                                    .findFirst()
                                    .orElseThrow()))
                    .toList();
        }

        List<String> domains(int count) {
            Map<String, Integer> domains = new HashMap<>();
            senderYears
                    .keySet()
                    .forEach(address -> domains.merge(address.substring(address.indexOf('@') + 1), 1, Integer::sum));
            return most(domains, domain -> true).limit(count).toList();
        }

        List<YearMonth> months(int count) {
            // A month of one message may be one of a wrong date, which an archive files elsewhere.
            return spread(sorted(monthCounts, month -> monthCounts.get(month) > 2), count);
        }

        List<String> ids(int count) {
            return spread(ids.stream().distinct().toList(), count);
        }

        /** The roots of the threads that are nearest to the size that is asked for. */
        List<String> threads(int count) {
            return threadSizes.entrySet().stream()
                    .filter(thread -> thread.getValue()[1] >= SHORTEST_THREAD && rootOf.containsKey(thread.getKey()))
                    .sorted(Comparator.comparingLong(thread -> Math.abs(thread.getValue()[0] - THREAD_BYTES)))
                    .limit(count)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private static <T extends Comparable<T>> List<T> sorted(Map<T, Integer> counts, Predicate<T> wanted) {
            return counts.keySet().stream().filter(wanted).sorted().toList();
        }

        private static <T extends Comparable<T>> Stream<T> most(Map<T, Integer> counts, Predicate<T> wanted) {
            Comparator<T> byCount = Comparator.comparingInt(counts::get);
            return counts.keySet().stream()
                    .filter(wanted)
                    .sorted(byCount.reversed().thenComparing(Comparator.naturalOrder()));
        }

        private static <T> List<T> spread(List<T> all, int count) {
            if (all.size() <= count) {
                return all;
            }
            return Stream.iterate(0, i -> i < count, i -> i + 1)
                    .map(i -> all.get((int) ((long) i * all.size() / count)))
                    .collect(Collectors.toList());
        }
    }
}
