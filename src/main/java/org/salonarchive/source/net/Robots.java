package org.salonarchive.source.net;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a site asks of programs that read it (RFC 9309): which paths they leave alone, and how often they come.
 *
 * @param rules for us: those under our name, else those for everyone
 * @param delay between two requests, at most a minute; not in the RFC, but widely said
 */
public record Robots(List<Rule> rules, Optional<Duration> delay) {

    private static final String US = "salon";
    private static final int MOST_BYTES = 512 << 10;
    private static final int MOST_RULES = 2_000;
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final Robots SILENT = new Robots(List.of(), Optional.empty());

    /**
     * One line.
     *
     * @param path with {@code *} for anything, and {@code $} at its end where nothing may follow
     */
    public record Rule(boolean allow, String path) {

        boolean covers(String target) {
            boolean ends = path.endsWith("$");
            String[] parts = (ends ? path.substring(0, path.length() - 1) : path).split("\\*", -1);
            if (!target.startsWith(parts[0])) {
                return false;
            }
            int at = parts[0].length();
            for (int i = 1; i < parts.length; i++) {
                boolean last = ends && i == parts.length - 1;
                int found = last ? target.length() - parts[i].length() : target.indexOf(parts[i], at);
                if (found < at || !target.startsWith(parts[i], found)) {
                    return false;
                }
                at = found + parts[i].length();
            }
            return !ends || at == target.length();
        }
    }

    /**
     * Asks a site. One that has no such file, or gives it to nobody, asks nothing of us.
     *
     * @throws IOException when the site is in trouble, so that nobody knows what it asks
     */
    public static Robots of(URI site, HttpFetch fetch) throws IOException {
        URI address = site.resolve("/robots.txt");
        Path file = Files.createTempFile("salon-robots", ".txt");
        try {
            Answer answer = fetch.get(Request.whole(address.toString(), MOST_BYTES), file);
            return answer.kind() == Answer.Kind.WHOLE
                    ? parse(Files.readString(file, StandardCharsets.ISO_8859_1))
                    : SILENT;
        } catch (FetchFault fault) {
            if (fault.isPassing()) {
                throw fault;
            }
            return SILENT;
        } finally {
            Files.delete(file);
        }
    }

    /** Reads the file; lines that mean nothing are passed over. */
    static Robots parse(String text) {
        Group ours = new Group();
        Group everyones = new Group();
        boolean named = false;
        List<Group> groups = new ArrayList<>();
        boolean inNames = false;
        for (String line : text.split("[\r\n]+")) {
            String[] field = line.replaceFirst("#.*", "").split(":", 2);
            String name = field[0].strip().toLowerCase(Locale.ROOT);
            String value = field.length < 2 ? "" : field[1].strip();
            if (name.equals("user-agent")) {
                if (!inNames) {
                    groups.clear();
                }
                inNames = true;
                boolean us = value.toLowerCase(Locale.ROOT).equals(US);
                named |= us;
                if (us || value.equals("*")) {
                    groups.add(us ? ours : everyones);
                }
            } else if (!name.isEmpty()) {
                inNames = false;
                groups.forEach(group -> group.take(name, value));
            }
        }
        Group group = named ? ours : everyones;
        return new Robots(List.copyOf(group.rules), group.delay);
    }

    /** What is said to one program. */
    private static final class Group {

        private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(\\.\\d{1,3})?");

        private final List<Rule> rules = new ArrayList<>();
        private Optional<Duration> delay = Optional.empty();

        void take(String name, String value) {
            boolean rule = (name.equals("allow") || name.equals("disallow")) && !value.isEmpty();
            if (rule && rules.size() < MOST_RULES) {
                rules.add(new Rule(name.equals("allow"), value));
            } else if (name.equals("crawl-delay") && SECONDS.matcher(value).matches()) {
                Duration said = Duration.ofMillis((long) (Double.parseDouble(value) * 1000));
                delay = Optional.of(said.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : said);
            }
        }
    }

    /** Whether an address of the site may be read: the longest rule that covers it says so, else it may. */
    public boolean allow(URI address) {
        String query = address.getRawQuery();
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String target = query == null ? path : path + "?" + query;
        return rules.stream()
                .filter(rule -> rule.covers(target))
                .max(Comparator.comparingInt((Rule rule) -> rule.path().length())
                        .thenComparing(Rule::allow))
                .map(Rule::allow)
                .orElse(true);
    }
}
