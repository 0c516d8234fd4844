package org.salonarchive.render;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Makes lists of what mail programs mean as lists: Word's paragraphs with a drawn mark, items that stand outside of
 * any list, and things in a list that are no items.
 */
final class ListRepair {

    private static final Pattern LEVEL = Pattern.compile("level(\\d)");
    private static final Pattern NUMBER = Pattern.compile("^\\(?(\\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]$");

    /** Marks as Word draws them, in its fonts of symbols as well. */
    private static final String BULLETS = "·•◦▪§oüØv-–—*q";

    private static final Set<String> LISTS = Set.of("ul", "ol", "menu", "dir");

    private ListRepair() {}

    static void mend(Document document) {
        for (Element parent : parents(document, "p")) {
            wordLists(parent);
        }
        for (Element list : document.select("ul,ol,menu,dir")) {
            onlyItems(list);
        }
        for (Element parent : parents(document, "li")) {
            if (!LISTS.contains(parent.normalName())) {
                gather(parent);
            }
        }
    }

    private static Set<Element> parents(Document document, String children) {
        Set<Element> parents = new LinkedHashSet<>();
        document.select(children).forEach(child -> parents.add(Objects.requireNonNull(child.parent())));
        return parents;
    }

    /** All children, taken out: whoever puts them back one by one has moved none of the others. */
    static List<Node> taken(Element parent) {
        List<Node> children = List.copyOf(parent.childNodes());
        parent.empty();
        return children;
    }

    /** What stands in a list beside its items belongs to the item before it, or is one. */
    private static void onlyItems(Element list) {
        Element item = null;
        for (Node child : taken(list)) {
            if (isItem(child)) {
                item = (Element) child;
                list.appendChild(item);
            } else if (!isNothing(child)) {
                item = item == null ? list.appendElement("li") : item;
                item.appendChild(child);
            }
        }
    }

    /** Items that follow each other without a list around them. */
    private static void gather(Element parent) {
        Element list = null;
        for (Node child : taken(parent)) {
            if (isItem(child)) {
                list = list == null ? parent.appendElement("ul") : list;
                list.appendChild(child);
            } else {
                list = isNothing(child) ? list : null;
                parent.appendChild(child);
            }
        }
    }

    private static boolean isItem(Node node) {
        return node instanceof Element element && element.normalName().equals("li");
    }

    private static boolean isNothing(Node node) {
        return node instanceof TextNode text ? text.isBlank() : !(node instanceof Element);
    }

    /** Paragraphs that follow each other, each with a drawn mark. */
    private static void wordLists(Element parent) {
        List<Element> open = new ArrayList<>();
        for (Node child : taken(parent)) {
            String mark =
                    child instanceof Element paragraph && paragraph.normalName().equals("p") ? mark(paragraph) : "";
            if (!mark.isEmpty()) {
                item((Element) child, mark, open, parent);
            } else {
                if (!isNothing(child)) {
                    open.clear();
                }
                parent.appendChild(child);
            }
        }
    }

    /** Adds an item to the list of its level; {@code open} holds the lists that may go on, outermost first. */
    private static void item(Element paragraph, String mark, List<Element> open, Element parent) {
        int level = level(paragraph);
        while (open.size() > level) {
            open.remove(open.size() - 1);
        }
        if (open.size() == level
                && !open.get(level - 1).normalName().equals(list(mark).normalName())) {
            open.remove(level - 1);
        }
        if (open.size() < level) {
            Element outer = open.isEmpty() ? parent : open.get(open.size() - 1);
            Element last = open.isEmpty() ? null : outer.lastElementChild();
            Element list = list(mark);
            (last == null ? outer : last).appendChild(list);
            open.add(list);
        }
        withoutMark(paragraph, mark);
        Element item = open.get(open.size() - 1).appendElement("li");
        taken(paragraph).forEach(item::appendChild);
    }

    /**
     * The drawn mark of a paragraph that is meant as an item; "" when it means none. Spaces that do not break set a
     * mark apart where a mail program took Word's own signs away.
     */
    private static String mark(Element paragraph) {
        for (Element span : paragraph.select("span[style*=mso-list]")) {
            if (ElementStyle.of(span).ignored()) {
                return word(span.text());
            }
        }
        String text = paragraph.wholeText().stripLeading();
        int space = text.indexOf('\u00A0');
        String first = space > 0 && space <= 6 ? text.substring(0, space) : "";
        boolean spaced = text.startsWith("\u00A0\u00A0", space) || text.startsWith("\u00A0 ", space);
        boolean marks = first.length() == 1 && BULLETS.contains(first)
                || NUMBER.matcher(first).matches();
        return marks && spaced ? first : "";
    }

    private static String word(String text) {
        String stripped = text.replace('\u00A0', ' ').strip();
        int space = stripped.indexOf(' ');
        String word = space < 0 ? stripped : stripped.substring(0, space);
        return word.isEmpty() ? "•" : word;
    }

    private static int level(Element paragraph) {
        Matcher level = LEVEL.matcher(paragraph.attr("style"));
        return level.find() ? Math.max(1, Integer.parseInt(level.group(1))) : 1;
    }

    private static Element list(String mark) {
        Matcher number = NUMBER.matcher(mark);
        if (!number.matches()) {
            return new Element("ul");
        }
        String counter = number.group(1);
        Element list = new Element("ol");
        if (Character.isDigit(counter.charAt(0))) {
            return list.attr("start", counter);
        }
        return list.attr("type", Character.isUpperCase(counter.charAt(0)) ? "A" : "a");
    }

    private static void withoutMark(Element paragraph, String mark) {
        for (Element span : paragraph.select("span[style*=mso-list]")) {
            if (ElementStyle.of(span).ignored()) {
                span.remove();
                return;
            }
        }
        paragraph.filter((node, depth) -> {
            if (node instanceof TextNode text && text.getWholeText().contains(mark)) {
                String whole = text.getWholeText();
                text.text(whole.substring(whole.indexOf(mark) + mark.length()));
                return NodeFilter.FilterResult.STOP;
            }
            return NodeFilter.FilterResult.CONTINUE;
        });
    }
}
