package org.salonarchive.source.pipermail;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeTraversor;

/**
 * The message pages that a volume's index names. The index by thread says more than one sees: before each message, in a
 * comment, the dates of its ancestors and its own in seconds, each with the message's number or Message-ID, after the
 * version of Mailman.
 *
 * @param entries by number
 */
public record PageIndex(NavigableMap<Integer, Entry> entries) {

    /** A volume of a year of a busy list has a third of it. */
    private static final int MOST = 50_000;

    private static final Pattern PAGE = Pattern.compile("(\\d{6,8})\\.html");
    private static final Pattern KEY = Pattern.compile("\\d+ (?<parts>\\d{11}.*)");
    private static final int LONGEST_KEY = 64 << 10;
    private static final Pattern PARTING = Pattern.compile("-(?=\\d{11}(?:[./-]|$))");
    private static final Pattern PART = Pattern.compile("(?<date>\\d{11})(?:\\.(?<number>\\d{1,8})|/(?<id>[!-~]+))?");

    /**
     * A page.
     *
     * @param subject as the index shows it
     * @param date of the message, where the index says it
     * @param id its Message-ID, where the index says it
     * @param parent the page of the message that it answers, where the index says it
     */
    public record Entry(int number, String subject, Optional<Instant> date, Optional<String> id, OptionalInt parent) {}

    private record Link(int number, String subject, List<Matcher> ancestry) {}

    /** @throws IOException when it names more pages than a volume can have */
    public static PageIndex of(Document page, String address) throws IOException {
        List<Link> links = new ArrayList<>();
        String[] key = {""};
        NodeTraversor.traverse(
                (Node node, int depth) -> {
                    if (node instanceof Comment comment) {
                        key[0] = comment.getData();
                    } else if (node instanceof Element element
                            && element.normalName().equals("a")) {
                        Matcher link = PAGE.matcher(element.attr("href").strip());
                        if (link.matches()) {
                            links.add(new Link(
                                    Integer.parseInt(link.group(1)),
                                    element.text().strip(),
                                    ancestry(key[0])));
                            key[0] = "";
                        }
                    }
                },
                page);
        if (links.size() > MOST) {
            throw new IOException(address + " names more than " + MOST + " messages.");
        }
        return of(links);
    }

    private static List<Matcher> ancestry(String comment) {
        List<Matcher> parts = new ArrayList<>();
        Matcher key = KEY.matcher(comment.length() > LONGEST_KEY ? "" : comment.strip());
        if (key.matches()) {
            String ancestors = key.group("parts");
            int end = ancestors.endsWith("-") ? ancestors.length() - 1 : ancestors.length();
            for (String word : PARTING.split(ancestors.substring(0, end))) {
                Matcher part = PART.matcher(word);
                if (!part.matches()) {
                    return List.of();
                }
                parts.add(part);
            }
        }
        return parts;
    }

    private static PageIndex of(List<Link> links) {
        Map<String, Integer> numbers = new HashMap<>();
        for (Link link : links) {
            if (!link.ancestry().isEmpty()) {
                // Two messages of one second: neither is known by it.
                numbers.merge(name(last(link.ancestry(), 1)), link.number(), (one, other) -> -1);
            }
        }
        NavigableMap<Integer, Entry> entries = new TreeMap<>();
        links.forEach(link -> entries.putIfAbsent(link.number(), entry(link, numbers)));
        return new PageIndex(entries);
    }

    private static Entry entry(Link link, Map<String, Integer> numbers) {
        if (link.ancestry().isEmpty()) {
            return new Entry(link.number(), link.subject(), Optional.empty(), Optional.empty(), OptionalInt.empty());
        }
        Matcher own = last(link.ancestry(), 1);
        int parent = link.ancestry().size() < 2 ? -1 : numbers.getOrDefault(name(last(link.ancestry(), 2)), -1);
        return new Entry(
                link.number(),
                link.subject(),
                Optional.of(Instant.ofEpochSecond(Long.parseLong(own.group("date")))),
                Optional.ofNullable(own.group("id")),
                parent < 0 || parent == link.number() ? OptionalInt.empty() : OptionalInt.of(parent));
    }

    private static Matcher last(List<Matcher> ancestry, int back) {
        return ancestry.get(ancestry.size() - back);
    }

    private static String name(Matcher part) {
        return part.group();
    }
}
