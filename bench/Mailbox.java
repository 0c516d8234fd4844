import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Makes mailboxes to measure with: real mail many times over, or mail that looks real. The same arguments give the same
 * bytes. What it writes is mboxrd, in the order of the dates, so that every line that begins with {@code From } is a
 * separator.
 */
public final class Mailbox {

    private static final String USAGE = """
            java bench/Mailbox.java replicate [--messages N] [--from DAY] [--until DAY] OUT IN...
                Writes N messages into OUT: those of the mailboxes IN (mbox, plain or .gz) as they are, then
                copies of them. A copy is moved in time by whole weeks, to between --from (1996-01-01) and
                --until (2025-12-31), and all its ids are changed in the same way, so that its threads stay
                threads of their own. Without --messages, only what IN holds, in the order of the dates.
            java bench/Mailbox.java generate --messages N [--seed N] [--thread N] OUT
                Writes N made-up messages into OUT; --thread makes a single thread of the first N.
            java bench/Mailbox.java explode FOLDER IN
                Writes each message of IN (made by this program) into a Maildir of its own thousand.
            """;

    private Mailbox() {}

    public static void main(String[] words) throws IOException {
        Arguments arguments = Arguments.of(words);
        List<String> names = arguments.names();
        String work = names.isEmpty() ? "" : names.get(0);
        if (work.equals("replicate") && names.size() >= 3) {
            LocalDate from = LocalDate.parse(arguments.option("from").orElse("1996-01-01"));
            LocalDate until = LocalDate.parse(arguments.option("until").orElse("2025-12-31"));
            List<Path> in =
                    names.subList(2, names.size()).stream().map(Path::of).toList();
            replicate(in, Path.of(names.get(1)), arguments.number("messages"), from, until);
        } else if (work.equals("generate")
                && names.size() == 2
                && arguments.number("messages").isPresent()) {
            Generator generator = new Generator(
                    arguments.number("messages").getAsLong(),
                    arguments.number("seed").orElse(1),
                    arguments.number("thread").orElse(0));
            generator.write(Path.of(names.get(1)));
        } else if (work.equals("explode") && names.size() == 3) {
            explode(Path.of(names.get(2)), Path.of(names.get(1)));
        } else {
            System.err.print(USAGE);
            System.exit(2);
        }
    }

    /** The words of the command line, taken apart. */
    private record Arguments(List<String> names, List<String> options) {

        static Arguments of(String[] words) {
            List<String> names = new ArrayList<>();
            List<String> options = new ArrayList<>();
            for (int i = 0; i < words.length; i++) {
                if (words[i].startsWith("--") && i + 1 < words.length) {
                    options.add(words[i].substring(2));
                    options.add(words[++i]);
                } else {
                    names.add(words[i]);
                }
            }
            return new Arguments(names, options);
        }

        Optional<String> option(String name) {
            int at = options.indexOf(name);
            return at < 0 ? Optional.empty() : Optional.of(options.get(at + 1));
        }

        OptionalLong number(String name) {
            return option(name).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
        }
    }

    // --- Real mail, many times over ---------------------------------------------------------------------

    private static void replicate(List<Path> in, Path out, OptionalLong wanted, LocalDate from, LocalDate until)
            throws IOException {
        Path plain = out.resolveSibling(out.getFileName() + ".source");
        try {
            Originals originals = new Originals();
            try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(plain), 1 << 16)) {
                for (Path file : in) {
                    originals.read(file, to);
                }
            }
            long messages = wanted.orElse(originals.count());
            long[] plan = originals.plan(messages, from, until);
            try (RandomAccessFile source = new RandomAccessFile(plain.toFile(), "r");
                    OutputStream to = new BufferedOutputStream(Files.newOutputStream(out), 1 << 20)) {
                for (long entry : plan) {
                    originals.write(entry, source, to);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d messages, %,d of them as they were, %,d bytes%n",
                    out,
                    messages,
                    Math.min(messages, originals.count()),
                    Files.size(out));
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    /** The real messages: where each begins in the plain file, and how they are placed in time. */
    private static final class Originals {

        /** The bits of a plan's entry that say which message it is; those above say when. */
        private static final int WHICH_BITS = 37;

        private static final int WEEK = 7;
        private static final long MINUTES_A_DAY = 24 * 60;

        private final List<Integer> firstOf = new ArrayList<>();
        private long[] begin = new long[1 << 10];
        private int[] length = new int[1 << 10];
        private int[] minutes = new int[1 << 10];
        private int[][] shifts = new int[0][];
        private int count;
        private long written;

        int count() {
            return count;
        }

        void read(Path file, OutputStream plain) throws IOException {
            firstOf.add(count);
            try (Splitter splitter = new Splitter(open(file))) {
                for (Optional<Mail> mail = splitter.next(); mail.isPresent(); mail = splitter.next()) {
                    add(mail.get(), plain);
                }
            }
            if (firstOf.get(firstOf.size() - 1) == count) {
                throw new IOException("No message was found in " + file + ": is it an mbox, plain or .gz?");
            }
        }

        private void add(Mail mail, OutputStream plain) throws IOException {
            if (count == begin.length) {
                begin = Arrays.copyOf(begin, 2 * count);
                length = Arrays.copyOf(length, 2 * count);
                minutes = Arrays.copyOf(minutes, 2 * count);
            }
            begin[count] = written;
            length[count] = mail.text().length;
            boolean first = firstOf.get(firstOf.size() - 1) == count;
            minutes[count] = mail.minutes().orElse(first ? 0 : minutes[count - 1]);
            plain.write(mail.text());
            written += mail.text().length;
            count++;
        }

        /** What is written, in its order: an entry for each message. Of the last copy, a part of each mailbox. */
        long[] plan(long messages, LocalDate from, LocalDate until) {
            int copies = (int) ((messages + count - 1) / count);
            shifts = new int[firstOf.size()][copies];
            long[] plan = new long[Math.toIntExact(messages)];
            int planned = 0;
            for (int copy = 0; copy < copies; copy++) {
                long left = messages - planned;
                for (int source = 0; source < firstOf.size() && planned < messages; source++) {
                    boolean lastSource = source == firstOf.size() - 1;
                    int first = firstOf.get(source);
                    int size = (lastSource ? count : firstOf.get(source + 1)) - first;
                    long take = left >= count ? size : lastSource ? messages - planned : left * size / count;
                    shifts[source][copy] = copy == 0 ? 0 : shift(first, size, source, copy, copies, from, until);
                    for (int i = 0; i < Math.min(take, size); i++) {
                        long when = minutes[first + i] + shifts[source][copy] * MINUTES_A_DAY;
                        plan[planned++] = Math.max(when, 0) << WHICH_BITS | (long) copy * count + first + i;
                    }
                }
            }
            long[] complete = Arrays.copyOf(plan, planned);
            Arrays.sort(complete);
            return complete;
        }

        /** Whole weeks, in days, so that the days of the week stay right. The copies spread evenly. */
        private int shift(int first, int size, int source, int copy, int copies, LocalDate from, LocalDate until) {
            int[] sorted = Arrays.copyOfRange(minutes, first, first + size);
            Arrays.sort(sorted);
            // Some dates of real mail are wrong by decades.
            long oldest = sorted[size / 100] / MINUTES_A_DAY;
            long newest = sorted[size - 1 - size / 100] / MINUTES_A_DAY;
            long earliest = from.toEpochDay() - oldest;
            long latest = Math.max(until.toEpochDay() - newest, earliest);
            double part = (copy - 1 + (source + 1.0) / firstOf.size()) / (copies - 1);
            return (int) Math.floorDiv((long) (earliest + part * (latest - earliest)), WEEK) * WEEK;
        }

        void write(long entry, RandomAccessFile source, OutputStream out) throws IOException {
            long which = entry & (1L << WHICH_BITS) - 1;
            int original = (int) (which % count);
            int copy = (int) (which / count);
            byte[] text = new byte[length[original]];
            source.seek(begin[original]);
            source.readFully(text);
            long when = entry >> WHICH_BITS;
            out.write(separator(when));
            out.write(copy == 0 ? text : new Copy(copy, shifts[sourceOf(original)][copy]).of(text));
            out.write('\n');
        }

        private int sourceOf(int original) {
            int source = 0;
            while (source + 1 < firstOf.size() && firstOf.get(source + 1) <= original) {
                source++;
            }
            return source;
        }
    }

    private static byte[] separator(long minutes) {
        String when = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ROOT)
                .format(Instant.ofEpochSecond(minutes * 60).atOffset(ZoneOffset.UTC));
        return ("From mboxrd@z " + when + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return new BufferedInputStream(
                file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in, 1 << 16);
    }

    /**
     * A message of a mailbox.
     *
     * @param text without separator, quoted as mboxrd, ending with a line end
     * @param minutes its date, since 1970; empty when neither its field nor its separator has one
     */
    private record Mail(byte[] text, Optional<Integer> minutes) {}

    /** Reads an mbox message by message. */
    private static final class Splitter implements AutoCloseable {

        private static final Pattern SEPARATOR = Pattern.compile("From \\S.*\\d?\\d:\\d\\d.*\\b(?:19|20)\\d\\d\\b.*");
        private static final Pattern DATE_FIELD = Pattern.compile("(?mi)^Date:\\s*(\\S.*(?:\\n[ \\t].*)?)");

        private final InputStream in;
        private final Line line = new Line();
        private String separator = "";
        private boolean ended;

        Splitter(InputStream in) throws IOException {
            this.in = in;
            boolean found = false;
            while (!found && readLine()) {
                found = isSeparator();
            }
            separator = found ? line.toString(StandardCharsets.ISO_8859_1) : "";
            ended = !found;
        }

        Optional<Mail> next() throws IOException {
            if (ended) {
                return Optional.empty();
            }
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            String own = separator;
            boolean afterEmpty = false;
            ended = true;
            while (readLine()) {
                if (afterEmpty && isSeparator()) {
                    separator = line.toString(StandardCharsets.ISO_8859_1);
                    ended = false;
                    break;
                }
                afterEmpty = line.isEmpty();
                if (line.startsWithFrom()) {
                    text.write('>');
                }
                line.writeTo(text);
            }
            return Optional.of(mail(text.toByteArray(), own));
        }

        /** The empty line before the next separator is no part of the message. */
        private static Mail mail(byte[] read, String separator) {
            byte[] text = read;
            if (text.length == 0 || text[text.length - 1] != '\n') {
                text = Arrays.copyOf(text, text.length + 1);
                text[text.length - 1] = '\n';
            } else if (text.length > 1 && text[text.length - 2] == '\n') {
                text = Arrays.copyOf(text, text.length - 1);
            }
            Matcher field = DATE_FIELD.matcher(head(text));
            Optional<Integer> minutes = field.find() ? Dates.minutes(field.group(1)) : Optional.empty();
            return new Mail(text, minutes.or(() -> Dates.minutes(separator)));
        }

        private static String head(byte[] text) {
            int end = 0;
            while (end < text.length && !(text[end] == '\n' && end + 1 < text.length && text[end + 1] == '\n')) {
                end++;
            }
            return new String(text, 0, end, StandardCharsets.ISO_8859_1);
        }

        private boolean isSeparator() {
            return line.startsWithFrom()
                    && SEPARATOR
                            .matcher(line.toString(StandardCharsets.ISO_8859_1).stripTrailing())
                            .matches();
        }

        private boolean readLine() throws IOException {
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

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** A line with its end; looked at without a copy, for there are hundreds of millions. */
    private static final class Line extends ByteArrayOutputStream {

        private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

        boolean isEmpty() {
            return count == 1 || count == 2 && buf[0] == '\r';
        }

        boolean startsWithFrom() {
            return count > FROM.length && Arrays.equals(buf, 0, FROM.length, FROM, 0, FROM.length);
        }
    }

    /** Dates as mails have them. */
    private static final class Dates {

        private static final List<String> MONTHS =
                List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
        private static final String MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";
        private static final String TIME = "(\\d?\\d):(\\d\\d)(?::\\d\\d)?";

        /** 4 Jan 2020 20:59:30 +0100, with two digits of the year in old mail. */
        static final Pattern USUAL = Pattern.compile("(?i)\\b(\\d?\\d)([ -])" + MONTH + "([ -])(\\d{4}|\\d\\d)(?=\\s+"
                + TIME + "(?:\\s*([-+])(\\d\\d)(\\d\\d))?)");

        /** Jan 4 20:59:30 2020, as C's asctime writes it. */
        static final Pattern ASCTIME = Pattern.compile(
                "(?i)\\b" + MONTH + "(\\s+)(\\d?\\d)(?=(\\s+)" + TIME + "(?:\\s+[A-Z]{3,4})?\\s+(\\d{4}))");

        private Dates() {}

        static Optional<Integer> minutes(String text) {
            Matcher usual = USUAL.matcher(text);
            if (usual.find()) {
                long zone = usual.group(8) == null
                        ? 0
                        : Integer.parseInt(usual.group(8) + "1")
                                * (60L * Integer.parseInt(usual.group(9)) + Integer.parseInt(usual.group(10)));
                return day(usual.group(5), usual.group(3), usual.group(1))
                        .map(day -> minutes(day, usual.group(6), usual.group(7), zone));
            }
            Matcher asctime = ASCTIME.matcher(text);
            return asctime.find()
                    ? day(asctime.group(7), asctime.group(1), asctime.group(3))
                            .map(day -> minutes(day, asctime.group(5), asctime.group(6), 0))
                    : Optional.empty();
        }

        private static int minutes(LocalDate day, String hour, String minute, long zone) {
            return Math.toIntExact(
                    day.toEpochDay() * 24 * 60 + 60L * Integer.parseInt(hour) + Integer.parseInt(minute) - zone);
        }

        static Optional<LocalDate> day(String year, String month, String day) {
            int given = Integer.parseInt(year);
            int full = given >= 100 ? given : given + (given < 70 ? 2000 : 1900);
            int number = MONTHS.indexOf(month.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
            try {
                return Optional.of(LocalDate.of(full, number, Integer.parseInt(day)))
                        .filter(any -> full >= 1970 && full < 2100);
            } catch (DateTimeException noSuchDay) {
                return Optional.empty();
            }
        }

        /** The same line, so many days later. */
        static String later(String line, int days) {
            String usual = USUAL.matcher(line)
                    .replaceAll(found -> day(found.group(5), found.group(3), found.group(1))
                            .map(day -> day.plusDays(days))
                            .map(day ->
                                    day.getDayOfMonth() + found.group(2) + month(day) + found.group(4) + day.getYear())
                            .orElse(Matcher.quoteReplacement(found.group())));
            Matcher asctime = ASCTIME.matcher(usual);
            if (!asctime.find()) {
                return usual;
            }
            Optional<LocalDate> day =
                    day(asctime.group(7), asctime.group(1), asctime.group(3)).map(any -> any.plusDays(days));
            return day.map(any -> usual.substring(0, asctime.start())
                            + String.format(Locale.ROOT, "%s %2d", month(any), any.getDayOfMonth())
                            + usual.substring(asctime.end(), asctime.start(7))
                            + any.getYear()
                            + usual.substring(asctime.end(7)))
                    .orElse(usual);
        }

        private static String month(LocalDate day) {
            String name = MONTHS.get(day.getMonthValue() - 1);
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }
    }

    /**
     * A copy of all messages.
     *
     * @param number which it is; a part of its ids
     * @param days how much later it is
     */
    private record Copy(int number, int days) {

        private static final Set<String> WITH_IDS =
                Set.of("message-id", "in-reply-to", "references", "resent-message-id");
        private static final Set<String> WITH_DATES =
                Set.of("date", "received", "resent-date", "x-received", "delivery-date");

        /** Bracketed, or bare as some mailers of the nineties wrote them. */
        private static final Pattern ID = Pattern.compile("<([^<>]*)>|[^\\s<>\"(),;]+@[^\\s<>\"(),;]+");

        byte[] of(byte[] original) {
            ByteArrayOutputStream copy = new ByteArrayOutputStream(original.length + 200);
            String field = "";
            int begin = 0;
            while (begin < original.length) {
                int end = begin;
                while (end < original.length && original[end] != '\n') {
                    end++;
                }
                String line = new String(original, begin, end - begin, StandardCharsets.ISO_8859_1);
                if (line.isBlank()) {
                    break;
                }
                if (line.charAt(0) != ' ' && line.charAt(0) != '\t') {
                    int colon = line.indexOf(':');
                    field = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                }
                copy.writeBytes((changed(field, line) + "\n").getBytes(StandardCharsets.ISO_8859_1));
                begin = end + 1;
            }
            copy.write(original, Math.min(begin, original.length), original.length - Math.min(begin, original.length));
            return copy.toByteArray();
        }

        private String changed(String field, String line) {
            if (WITH_IDS.contains(field)) {
                return ID.matcher(line).replaceAll(found -> Matcher.quoteReplacement(own(found.group())));
            }
            return WITH_DATES.contains(field) ? Dates.later(line, days) : line;
        }

        private String own(String id) {
            int at = id.lastIndexOf('@');
            int end = id.endsWith(">") ? id.length() - 1 : id.length();
            int where = at < 0 ? end : at;
            return id.substring(0, where) + ".copy" + number + id.substring(where);
        }
    }

    private static void explode(Path in, Path folder) throws IOException {
        long count = 0;
        try (Splitter splitter = new Splitter(open(in))) {
            Path cur = folder;
            for (Optional<Mail> mail = splitter.next(); mail.isPresent(); mail = splitter.next()) {
                if (count % 1000 == 0) {
                    Path maildir = folder.resolve(String.format(Locale.ROOT, "%04d", count / 1000));
                    cur = maildir.resolve("cur");
                    Files.createDirectories(cur);
                    Files.createDirectories(maildir.resolve("new"));
                    Files.createDirectories(maildir.resolve("tmp"));
                }
                Files.write(
                        cur.resolve(count + ".bench:2,S"), unquoted(mail.get().text()));
                count++;
            }
        }
        System.out.printf(Locale.ROOT, "%s: %,d messages%n", folder, count);
    }

    /** Without what mboxrd puts before lines that begin with From. */
    private static byte[] unquoted(byte[] text) {
        String chars = new String(text, StandardCharsets.ISO_8859_1);
        return chars.contains("\n>")
                ? chars.replaceAll("(?m)^>(>*From )", "$1").getBytes(StandardCharsets.ISO_8859_1)
                : text;
    }

    // --- Mail that looks real ---------------------------------------------------------------------------

    /** Makes threads of mails whose words are as unevenly common as those of a language. */
    private static final class Generator {

        private static final int WORDS = 60_000;
        private static final int SENDERS = 3_000;

        /** How many messages can still be answered. */
        private static final int OPEN = 2_000;

        private static final int QUOTED_LINES = 8;
        private static final int MOST_REFERENCES = 20;
        private static final long FIRST_MINUTE = LocalDate.of(2005, 1, 1).toEpochDay() * 24 * 60;
        private static final long LAST_MINUTE = LocalDate.of(2025, 12, 31).toEpochDay() * 24 * 60;

        private static final List<String> COMMON = List.of("""
                the of to and a in is it you that he was for on are with as I they be at one have this from
                or had by but what some we can out other were all there when up use your how said an each
                she which do their time if will way about many then them write would like so these her long
                make thing see him two has look more day could go come did number sound no most people my
                over know water than call first who may down side been now find patch kernel driver list
                thanks memory error build version test please device code function file""".split("\\s+"));
        private static final List<String> SYLLABLES = List.of("""
                ka lo mi ren sta tor vel gra bin dor fex hal jin kor lam mon nar pol qui ras sol tam ur vis
                wen xan yor zet al be ci du en fo gu he ir ju""".split("\\s+"));

        private record Alphabet(String charset, String letters) {}

        /** Escaped, for the encoding in which this file is compiled may not change what is made. */
        private static final List<Alphabet> ALPHABETS = List.of(
                new Alphabet("iso-8859-1", "\u00e4\u00f6\u00fc\u00df\u00e9\u00e8\u00f1aeiourstn"),
                new Alphabet("windows-1252", "\u00e9\u00e0\u00e7\u00f4aeiourstnl\u20ac"),
                new Alphabet(
                        "koi8-r",
                        "\u0430\u0431\u0432\u0433\u0434\u0435\u0436\u0437\u0438\u043a\u043b\u043c\u043d\u043e"
                                + "\u043f\u0440\u0441\u0442\u0443\u0444\u0445"),
                new Alphabet(
                        "iso-2022-jp",
                        "\u65e5\u672c\u8a9e\u6587\u5b57\u96fb\u5b50\u90f5\u4fbf\u4e00\u89a7\u306e\u6642\u9593"
                                + "\u306f\u4eca"),
                new Alphabet(
                        "gb2312",
                        "\u4e2d\u6587\u90ae\u4ef6\u5217\u8868\u5185\u6838\u9a71\u52a8\u7a0b\u5e8f\u95ee\u9898"
                                + "\u6d4b\u8bd5"),
                new Alphabet(
                        "utf-8",
                        "\u00e4\u00f6\u00fc\u00df\u00e9\u00e8\u010d\u0161\u017e\u0142\u00f8\u00e5\u0623\u0628"
                                + "\u062a\u30a2\u30a4\u30a6\ud55c\uad6d\uc5b4\u6c49\u5b57"));

        /** What a later message needs to know of one that it answers. */
        private record Answered(String id, String references, String subject, String name, String quotable) {}

        private final long messages;
        private final long seed;
        private final long oneThread;
        private final String[] words = new String[WORDS];
        private final String[] senders = new String[SENDERS];
        private final Answered[] open = new Answered[OPEN];
        private long made;

        Generator(long messages, long seed, long oneThread) {
            this.messages = messages;
            this.seed = seed;
            this.oneThread = oneThread;
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < WORDS; i++) {
                words[i] = i < COMMON.size() ? COMMON.get(i) : madeUp(random, i);
            }
            for (int i = 0; i < SENDERS; i++) {
                senders[i] = capital(syllables(random, 2)) + " " + capital(syllables(random, 3));
            }
        }

        private static String madeUp(SplittableRandom random, int rank) {
            String word = syllables(random, 2 + random.nextInt(2));
            int kind = random.nextInt(20);
            if (kind == 0) {
                return word + "_" + syllables(random, 2);
            }
            if (kind == 1) {
                return word + "-" + (1 + random.nextInt(64));
            }
            return kind == 2 ? "CVE-" + (2005 + rank % 20) + "-" + (1000 + random.nextInt(9000)) : word;
        }

        private static String syllables(SplittableRandom random, int count) {
            StringBuilder word = new StringBuilder();
            for (int i = 0; i < count; i++) {
                word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
            }
            return word.toString();
        }

        private static String capital(String word) {
            return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        }

        void write(Path out) throws IOException {
            try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(out), 1 << 20)) {
                for (made = 0; made < messages; made++) {
                    // Of its own number, so that a longer mailbox begins like a shorter one but for its dates.
                    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + made);
                    long minute = FIRST_MINUTE + (LAST_MINUTE - FIRST_MINUTE) * made / Math.max(messages, 1);
                    to.write(separator(minute));
                    to.write(message(random, minute));
                    to.write('\n');
                }
            }
            System.out.printf(Locale.ROOT, "%s: %,d messages, %,d bytes%n", out, messages, Files.size(out));
        }

        private byte[] message(SplittableRandom random, long minute) throws IOException {
            Optional<Answered> parent = parent(random);
            int sender = skewed(random, SENDERS);
            String name = senders[sender];
            String address = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@"
                    + words[COMMON.size() + sender % 400].replace('_', '-') + ".example";
            String id = "<" + Long.toString(seed * 7_919 + made, 36) + "." + made + "@" + address.replaceAll(".*@", "")
                    + ">";
            String subject = parent.map(Answered::subject).orElseGet(() -> subject(random));
            boolean foreign = random.nextInt(100) < 15;
            Alphabet alphabet = ALPHABETS.get(random.nextInt(ALPHABETS.size()));
            String own = paragraphs(random, foreign ? alphabet.letters() : "");
            StringBuilder text = new StringBuilder();
            parent.ifPresent(answered -> text.append(answered.name())
                    .append(" wrote:\n")
                    .append(answered.quotable().replaceAll("(?m)^", "> "))
                    .append("\n\n"));
            text.append(own);
            if (random.nextInt(100) < 25) {
                text.append(patch(random));
            }
            text.append("\n-- \n").append(name).append("\n");

            StringBuilder head = new StringBuilder();
            head.append("Received: from mail.example by lists.example; ")
                    .append(date(minute))
                    .append('\n');
            head.append("From: ").append(name).append(" <").append(address).append(">\n");
            head.append("To: bench@lists.example\n");
            head.append("Subject: ")
                    .append(parent.isPresent() ? "Re: " : "")
                    .append(subject)
                    .append('\n');
            head.append("Date: ").append(date(minute)).append('\n');
            head.append("Message-ID: ").append(id).append('\n');
            parent.ifPresent(answered -> head.append("In-Reply-To: ")
                    .append(answered.id())
                    .append("\nReferences: ")
                    .append(answered.references())
                    .append('\n'));
            head.append("List-Id: <bench.lists.example>\nMIME-Version: 1.0\n");
            remember(new Answered(id, references(parent, id), subject, name, quotable(own)));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            body(random, head, text.toString(), foreign ? alphabet.charset() : "us-ascii", all);
            return all.toByteArray();
        }

        private Optional<Answered> parent(SplittableRandom random) {
            if (made == 0) {
                return Optional.empty();
            }
            if (made < oneThread) {
                return Optional.of(open[random.nextInt((int) Math.min(made, OPEN))]);
            }
            if (random.nextInt(100) < 30) {
                return Optional.empty();
            }
            // Most answers come soon.
            return Optional.ofNullable(open[(int) Math.floorMod(made - 1 - skewed(random, OPEN / 2), (long) OPEN)]);
        }

        private void remember(Answered message) {
            open[(int) (made % OPEN)] = message;
        }

        private static String references(Optional<Answered> parent, String id) {
            String before = parent.map(Answered::references).orElse("");
            String[] ids = (before + " " + id).strip().split("\\s+");
            int cut = ids.length > MOST_REFERENCES ? ids.length - MOST_REFERENCES + 1 : 1;
            StringBuilder references = new StringBuilder(ids[0]);
            for (int i = cut; i < ids.length; i++) {
                references.append("\n ").append(ids[i]);
            }
            return references.toString();
        }

        private static String quotable(String text) {
            return String.join("\n", text.lines().limit(QUOTED_LINES).toList());
        }

        private String subject(SplittableRandom random) {
            StringBuilder subject = new StringBuilder(random.nextInt(3) == 0 ? "[PATCH] " : "");
            int count = 3 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                subject.append(i == 0 ? "" : " ").append(word(random));
            }
            return subject.toString();
        }

        private String word(SplittableRandom random) {
            return words[skewed(random, WORDS)];
        }

        /** A number whose probability falls with its size, as Zipf found of words. */
        private static int skewed(SplittableRandom random, int below) {
            return (int) (Math.pow(below, random.nextDouble()) - 1);
        }

        private String paragraphs(SplittableRandom random, String letters) {
            // Long mails are rare: the logarithm of the length is spread evenly.
            int left = (int) (20 * Math.pow(60, Math.pow(random.nextDouble(), 1.5)));
            StringBuilder text = new StringBuilder();
            int column = 0;
            for (int i = 0; i < left; i++) {
                String word = letters.isEmpty() || random.nextInt(4) > 0 ? word(random) : foreign(random, letters);
                if (column + word.length() > 72) {
                    text.append(random.nextInt(6) == 0 ? "\n\n" : "\n");
                    column = 0;
                }
                text.append(column == 0 ? "" : " ").append(word);
                column += word.length() + 1;
            }
            return text.append('\n').toString();
        }

        private static String foreign(SplittableRandom random, String letters) {
            int[] points = letters.codePoints().toArray();
            StringBuilder word = new StringBuilder();
            for (int i = 2 + random.nextInt(6); i > 0; i--) {
                word.appendCodePoint(points[random.nextInt(points.length)]);
            }
            return word.toString();
        }

        private String patch(SplittableRandom random) {
            String file = "drivers/" + syllables(random, 2) + "/" + syllables(random, 2) + ".c";
            StringBuilder patch = new StringBuilder("\n---\ndiff --git a/" + file + " b/" + file + "\n--- a/" + file
                    + "\n+++ b/" + file + "\n@@ -" + random.nextInt(900) + ",7 +" + random.nextInt(900) + ",8 @@\n");
            for (int i = 5 + random.nextInt(60); i > 0; i--) {
                patch.append(" +- ".charAt(random.nextInt(3)))
                        .append("\t")
                        .append(word(random))
                        .append("_")
                        .append(word(random))
                        .append("(dev, ")
                        .append(word(random))
                        .append(");\n");
            }
            return patch.toString();
        }

        private void body(SplittableRandom random, StringBuilder head, String text, String charset, OutputStream out)
                throws IOException {
            int kind = random.nextInt(100);
            String boundary = "----=_" + Long.toString(made, 36);
            if (kind < 80) {
                part(random, head, "text/plain", text, charset, out);
            } else if (kind < 93) {
                out.write(ascii(head + "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\n\n"));
                out.write(ascii("--" + boundary + "\n"));
                part(random, new StringBuilder(), "text/plain", text, charset, out);
                out.write(ascii("\n--" + boundary + "\n"));
                String html = "<html><body><p>" + text.replace("<", "&lt;").replace("\n\n", "</p>\n<p>")
                        + "</p></body></html>\n";
                part(random, new StringBuilder(), "text/html", html, charset, out);
                out.write(ascii("\n--" + boundary + "--\n"));
            } else {
                out.write(ascii(head + "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\n\n"));
                out.write(ascii("--" + boundary + "\n"));
                part(random, new StringBuilder(), "text/plain", text, charset, out);
                byte[] data = new byte[1_000 + random.nextInt(40_000)];
                random.nextBytes(data);
                out.write(ascii("\n--" + boundary + "\nContent-Type: application/octet-stream\n"
                        + "Content-Disposition: attachment; filename=\"" + syllables(random, 2) + ".bin\"\n"
                        + "Content-Transfer-Encoding: base64\n\n"));
                out.write(Base64.getMimeEncoder(76, new byte[] {'\n'}).encode(data));
                out.write(ascii("\n--" + boundary + "--\n"));
            }
        }

        private static void part(
                SplittableRandom random, StringBuilder head, String type, String text, String charset, OutputStream out)
                throws IOException {
            byte[] bytes = text.getBytes(Charset.forName(charset));
            boolean plain = charset.equals("us-ascii") || charset.equals("iso-2022-jp");
            int way = plain ? 0 : random.nextInt(3);
            String encoding = way == 0 ? plain ? "7bit" : "8bit" : way == 1 ? "quoted-printable" : "base64";
            out.write(ascii(head + "Content-Type: " + type + "; charset=" + charset + "\nContent-Transfer-Encoding: "
                    + encoding + "\n\n"));
            if (way == 0) {
                out.write(new String(bytes, StandardCharsets.ISO_8859_1)
                        .replaceAll("(?m)^(>*From )", ">$1")
                        .getBytes(StandardCharsets.ISO_8859_1));
            } else if (way == 1) {
                out.write(quotedPrintable(bytes));
            } else {
                out.write(Base64.getMimeEncoder(76, new byte[] {'\n'}).encode(bytes));
                out.write('\n');
            }
        }

        private static byte[] quotedPrintable(byte[] bytes) {
            StringBuilder text = new StringBuilder();
            int column = 0;
            for (byte one : bytes) {
                if (one == '\n') {
                    text.append('\n');
                    column = 0;
                    continue;
                }
                boolean plain = one >= ' ' && one < 127 && one != '=' && !(one == 'F' && column == 0);
                String unit = plain ? String.valueOf((char) one) : String.format(Locale.ROOT, "=%02X", one & 0xFF);
                if (column + unit.length() > 75) {
                    text.append("=\n");
                    column = 0;
                }
                text.append(unit);
                column += unit.length();
            }
            return ascii(text.toString());
        }

        private static String date(long minute) {
            return DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss", Locale.ROOT)
                            .format(LocalDateTime.ofEpochSecond(minute * 60, 0, ZoneOffset.UTC))
                    + " +0000";
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
