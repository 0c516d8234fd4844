package org.salonarchive.render;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the headings of a document: what is marked as one, and short lines set much larger than the rest, which is how
 * newsletters write theirs. Ranks are 1 to 6, as the names h1 to h6.
 */
final class HeadingFinder implements NodeVisitor {

    /** Characters; what is longer is no heading, whatever its mark says. */
    private static final int LONGEST = 220;

    private static final int LONGEST_UNMARKED = 140;
    private static final double USUAL = 16;

    /** How much larger than the text a line is that counts as a heading of the first and of the second rank. */
    private static final double FIRST = 1.75;

    private static final double SECOND = 1.3;

    private static final Pattern MARKED = Pattern.compile("h[1-6]");
    private static final Pattern SIZE =
            Pattern.compile("(?i)(?:^|;)\\s*font-size\\s*:\\s*(\\d{1,3}(?:\\.\\d{1,4})?)\\s*(px|pt|em|rem|%)");
    private static final double[] FONT_SIZES = {10, 13, 16, 18, 24, 32, 48};

    /** The letters of a block by their size. */
    private static final class Letters {
        private int count;
        private double smallest = Double.MAX_VALUE;
    }

    private final Deque<Double> sizes = new ArrayDeque<>();
    private final Deque<Element> blocks = new ArrayDeque<>();
    private final Map<Element, Letters> letters = new HashMap<>();
    private final Map<Long, Integer> lettersOfSize = new HashMap<>();
    /** Words within a block that are set larger than what is around them. */
    private final Map<Element, Double> larger = new HashMap<>();

    private final Map<Element, Integer> ranks = new HashMap<>();

    private HeadingFinder() {
        sizes.push(USUAL);
    }

    /** The ranks of all headings in the document. */
    static Map<Element, Integer> headings(Document document) {
        HeadingFinder finder = new HeadingFinder();
        document.body().traverse(finder);
        finder.rank();
        return finder.ranks;
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof Element element) {
            double outer = sizes.element();
            sizes.push(size(element, outer));
            if (element.isBlock() || element.normalName().equals("td")) {
                blocks.push(element);
            } else if (sizes.element() > outer) {
                larger.put(element, sizes.element());
            }
            if (MARKED.matcher(element.normalName()).matches() && isShort(element, LONGEST)) {
                ranks.put(element, element.normalName().charAt(1) - '0');
            }
        } else if (node instanceof TextNode text && !text.isBlank() && !blocks.isEmpty()) {
            int count = text.text().strip().length();
            Letters here = letters.computeIfAbsent(blocks.element(), block -> new Letters());
            here.count += count;
            here.smallest = Math.min(here.smallest, sizes.element());
            lettersOfSize.merge(Math.round(sizes.element()), count, Integer::sum);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            sizes.pop();
            if (element == blocks.peek()) {
                blocks.pop();
            }
        }
    }

    private void rank() {
        double text = lettersOfSize.entrySet().stream()
                .max(Map.Entry.<Long, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(size -> (double) size.getKey())
                .orElse(USUAL);
        letters.forEach((block, here) -> rank(block, here.smallest / text, isLine(block)));
        larger.forEach((words, size) -> rank(words, size / text, isShort(words) && isAlone(words)));
    }

    private void rank(Element element, double ratio, boolean line) {
        if (line && ratio >= SECOND && element.parents().stream().noneMatch(this::isTaken)) {
            ranks.putIfAbsent(element, ratio >= FIRST ? 1 : 2);
        }
    }

    /** Whether words have a line of their own in their block. */
    private static boolean isAlone(Element words) {
        Node before = words.previousSibling();
        while (before instanceof TextNode text && text.isBlank()) {
            before = before.previousSibling();
        }
        Node after = words.nextSibling();
        while (after instanceof TextNode text && text.isBlank()) {
            after = after.nextSibling();
        }
        return endsLine(before) && endsLine(after) && words.parents().get(0).isBlock();
    }

    private static boolean endsLine(@Nullable Node node) {
        return node == null
                || node instanceof Element element
                        && (element.isBlock() || element.normalName().equals("br"));
    }

    private boolean isTaken(Element outer) {
        return ranks.containsKey(outer) || "li".equals(outer.normalName()) || "blockquote".equals(outer.normalName());
    }

    private static boolean isLine(Element block) {
        String name = block.normalName();
        boolean mayBe = name.equals("p") || name.equals("div") || name.equals("td") || name.equals("center");
        return mayBe && isShort(block);
    }

    private static boolean isShort(Element element) {
        return isShort(element, LONGEST_UNMARKED) && element.text().codePoints().anyMatch(Character::isLetter);
    }

    private static boolean isShort(Element element, int most) {
        return element.selectFirst("table,ul,ol,blockquote,pre,hr,p ~ p,div ~ div,br ~ br ~ br") == null
                && element.text().length() <= most;
    }

    private static double size(Element element, double outer) {
        Matcher size = SIZE.matcher(element.attr("style"));
        double found = outer;
        while (size.find()) {
            double number = Double.parseDouble(size.group(1));
            found = switch (size.group(2).toLowerCase(Locale.ROOT)) {
                case "pt" -> number * 4 / 3;
                case "em" -> number * outer;
                case "rem" -> number * USUAL;
                case "%" -> number * outer / 100;
                default -> number;
            };
        }
        String font = element.normalName().equals("font") ? element.attr("size").strip() : "";
        if (font.matches("[1-7]")) {
            found = FONT_SIZES[font.charAt(0) - '1'];
        } else if (font.matches("\\+[1-4]")) {
            found = FONT_SIZES[2 + font.charAt(1) - '0'];
        }
        return element.normalName().equals("big") ? outer * 1.2 : found;
    }
}
