package org.salonarchive.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;

/**
 * Writes what the style sheets of a document say into the style attributes that they are about, in the order of the
 * cascade, because only attributes pass the gate and tell what is hidden. Rules for other media, for states and for
 * elements that are made up are left out: a mail says nothing in them.
 */
final class StyleSheets {

    /** Characters of style sheets that are read. */
    private static final int LONGEST = 200_000;

    private static final int MOST_RULES = 1_000;

    /** Rules times elements: what applying them may cost. */
    private static final int MOST_TESTS = 10_000_000;

    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9_.# >-]{1,200}");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|<!--|-->", Pattern.DOTALL);
    private static final Pattern IMPORTANT = Pattern.compile("!\\s*important\\s*$");

    /** What a selector asks for; the greater weight wins, of equal ones the later. */
    private record Rule(String selector, String declarations, int weight) {}

    private StyleSheets() {}

    static void apply(Document document) {
        StringBuilder sheets = new StringBuilder();
        for (Element sheet : document.select("style")) {
            String media = sheet.attr("media");
            boolean forScreens = media.isEmpty() || media.contains("all") || media.equals("screen");
            if (forScreens && sheets.length() + sheet.data().length() <= LONGEST) {
                sheets.append(sheet.data()).append('\n');
            }
        }
        if (sheets.isEmpty()) {
            return;
        }
        List<Rule> rules = rules(COMMENT.matcher(sheets).replaceAll(" "));
        rules.sort(Comparator.comparingInt(Rule::weight));
        apply(document, rules.subList(0, Math.min(rules.size(), MOST_TESTS / Math.max(1, elements(document)))));
    }

    private static int elements(Document document) {
        return document.getAllElements().size();
    }

    private static List<Rule> rules(String sheet) {
        List<Rule> rules = new ArrayList<>();
        int at = 0;
        while (rules.size() < MOST_RULES) {
            int open = sheet.indexOf('{', at);
            int close = sheet.indexOf('}', open + 1);
            if (open < 0 || close < 0) {
                break;
            }
            String prelude = sheet.substring(Math.max(at, sheet.lastIndexOf(';', open) + 1), open)
                    .strip();
            if (prelude.startsWith("@")) {
                at = endOfBlock(sheet, open);
            } else {
                add(rules, prelude, sheet.substring(open + 1, close));
                at = close + 1;
            }
        }
        return rules;
    }

    /** A rule for another medium holds rules. */
    private static int endOfBlock(String sheet, int open) {
        int depth = 0;
        for (int i = open; i < sheet.length(); i++) {
            depth += sheet.charAt(i) == '{' ? 1 : sheet.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return sheet.length();
    }

    private static void add(List<Rule> rules, String selectors, String declarations) {
        for (String selector : selectors.split(",")) {
            String one = selector.strip();
            if (SIMPLE.matcher(one).matches() && rules.size() < MOST_RULES) {
                rules.add(new Rule(one, declarations, weight(one)));
            }
        }
    }

    /** Ids before classes before names of elements (Selectors Level 3 §9). */
    private static int weight(String selector) {
        int weight = 0;
        for (String part : selector.split("[ >]+")) {
            int ids = (int) part.chars().filter(c -> c == '#').count();
            int classes = (int) part.chars().filter(c -> c == '.').count();
            boolean named = !part.isEmpty() && Character.isLetter(part.charAt(0));
            weight += 10_000 * ids + 100 * classes + (named ? 1 : 0);
        }
        return weight;
    }

    private static void apply(Document document, List<Rule> rules) {
        Map<Element, StringBuilder> weak = new HashMap<>();
        Map<Element, StringBuilder> strong = new HashMap<>();
        for (Rule rule : rules) {
            List<Element> elements = matching(document, rule.selector());
            for (String declaration : rule.declarations().split(";")) {
                boolean important = IMPORTANT.matcher(declaration).find();
                String plain = IMPORTANT.matcher(declaration).replaceAll("").strip();
                if (plain.isEmpty()) {
                    continue;
                }
                for (Element element : elements) {
                    (important ? strong : weak)
                            .computeIfAbsent(element, e -> new StringBuilder())
                            .append(plain)
                            .append(';');
                }
            }
        }
        weak.forEach((element, style) -> element.attr("style", style + element.attr("style")));
        strong.forEach((element, style) -> element.attr("style", element.attr("style") + ";" + style));
    }

    private static List<Element> matching(Document document, String selector) {
        try {
            return document.select(selector);
        } catch (Selector.SelectorParseException notASelector) {
            return List.of();
        }
    }
}
