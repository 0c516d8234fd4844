package org.salonarchive.message;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Turns HTML of a mail into plain text that reads well: paragraphs apart, lists with their marks, quotes with
 * {@code > }, the address of a link behind its words where they do not show it. What a browser would not show
 * is left out.
 */
public final class HtmlText {

    /** Words and an address that are longer are not searched for one another. */
    private static final int LONGEST_LINK = 500;
    /** Lists within more lists than these are not set further in. */
    private static final int DEEPEST_LIST = 8;

    private static final Set<String> UNSEEN =
            Set.of("script", "style", "head", "title", "template", "noscript", "object", "svg", "math", "select");
    private static final Set<String> PARAGRAPHS = Set.of(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "dl",
            "table",
            "blockquote",
            "pre",
            "hr",
            "section",
            "article",
            "header",
            "footer",
            "figure",
            "address",
            "center",
            "form");
    private static final Set<String> LINES = Set.of("div", "tr", "li", "dt", "dd", "caption", "figcaption", "option");

    private HtmlText() {}

    /** The text of an HTML document or fragment; of its first {@link ParseLimits#TEXT} characters when it has more. */
    public static String toText(String html) {
        String bounded = html.length() <= ParseLimits.TEXT ? html : html.substring(0, ParseLimits.TEXT);
        Writer writer = new Writer();
        Jsoup.parse(bounded).traverse(writer);
        return writer.text();
    }

    /** Walks the document without recursion of its own; jsoup's walk keeps none either. */
    private static final class Writer implements NodeVisitor {

        private final StringBuilder out = new StringBuilder();
        private final Deque<Integer> numbers = new ArrayDeque<>();
        private final Deque<Integer> linkStarts = new ArrayDeque<>();
        private int quoteLevel;
        private int unseen;
        private int preformatted;
        private int breaks = 2;
        private boolean space;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text) {
                text(text.getWholeText());
            } else if (node instanceof Element element) {
                open(element, element.normalName());
            }
        }

        private void open(Element element, String name) {
            if (isUnseen(element, name)) {
                unseen++;
                return;
            }
            separate(name);
            switch (name) {
                case "br" -> lineBreak();
                case "blockquote" -> quoteLevel++;
                case "pre" -> preformatted++;
                case "ol" -> numbers.push(1);
                case "ul" -> numbers.push(0);
                case "li" -> mark();
                case "td", "th" -> space = out.length() > 0 && breaks == 0;
                case "img" -> words(element.attr("alt"));
                case "a" -> linkStarts.push(out.length());
                default -> {}
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element)) {
                return;
            }
            String name = element.normalName();
            if (isUnseen(element, name)) {
                unseen--;
                return;
            }
            switch (name) {
                case "blockquote" -> quoteLevel--;
                case "pre" -> preformatted--;
                case "ol", "ul" -> numbers.poll();
                case "td", "th" -> space = true;
                case "a" -> address(element.attr("href"));
                default -> {}
            }
            separate(name);
        }

        private static boolean isUnseen(Element element, String name) {
            if (UNSEEN.contains(name)) {
                return true;
            }
            String style = element.attr("style");
            return !style.isEmpty()
                    && style.toLowerCase(Locale.ROOT).replace(" ", "").contains("display:none");
        }

        private void separate(String name) {
            if (PARAGRAPHS.contains(name)) {
                breakTo(numbers.size() > 1 || name.equals("ul") && numbers.size() > 0 ? 1 : 2);
            } else if (LINES.contains(name)) {
                breakTo(1);
            }
        }

        private void breakTo(int wanted) {
            space = false;
            breaks = Math.max(breaks, out.length() == 0 ? 2 : breaks);
            while (breaks < wanted) {
                lineBreak();
            }
        }

        private void lineBreak() {
            space = false;
            if (breaks < 2) {
                out.append('\n');
                if (breaks == 1) {
                    quoteMarks();
                }
                breaks++;
            }
        }

        private void quoteMarks() {
            if (out.length() == 0 || out.charAt(out.length() - 1) == '\n') {
                out.append(">".repeat(Math.min(quoteLevel, 8)));
            }
        }

        private void mark() {
            int number = numbers.isEmpty() ? 0 : numbers.pop();
            word("  ".repeat(Math.min(numbers.size(), DEEPEST_LIST)) + (number == 0 ? "•" : number + "."));
            space = true;
            numbers.push(number == 0 ? 0 : number + 1);
        }

        private void text(String text) {
            if (unseen > 0) {
                return;
            }
            if (preformatted > 0) {
                text.lines().forEach(line -> {
                    word(line);
                    breaks = 0;
                    lineBreak();
                });
                return;
            }
            words(text);
        }

        private void words(String text) {
            int at = 0;
            while (unseen == 0 && at < text.length()) {
                int end = at;
                while (end < text.length() && !isSpace(text.charAt(end))) {
                    end++;
                }
                if (end > at) {
                    word(text.substring(at, end));
                }
                if (end < text.length()) {
                    space = breaks == 0;
                }
                at = end + 1;
            }
        }

        private static boolean isSpace(char c) {
            return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\u00A0';
        }

        private void word(String word) {
            if (breaks > 0) {
                quoteMarks();
                if (quoteLevel > 0) {
                    out.append(' ');
                }
            } else if (space) {
                out.append(' ');
            }
            out.append(word);
            space = false;
            breaks = 0;
        }

        /** Where the words of a link do not show where it leads, its address follows. */
        private void address(String href) {
            int start = linkStarts.isEmpty() ? out.length() : linkStarts.pop();
            boolean leadsOut = href.startsWith("http://") || href.startsWith("https://");
            String words = out.substring(Math.min(start, out.length())).strip();
            if (leadsOut && unseen == 0 && !words.isEmpty() && !shows(words, href)) {
                space = true;
                word("<" + href.strip() + ">");
            }
        }

        private static boolean shows(String words, String href) {
            boolean comparable = words.length() <= LONGEST_LINK && href.length() <= LONGEST_LINK;
            return comparable && (href.contains(words) || words.contains(href));
        }

        /** What was written, without marks of quotes that nothing follows. */
        String text() {
            int end = out.length();
            int last = end;
            while (last > 0 && (out.charAt(last - 1) == '>' || Character.isWhitespace(out.charAt(last - 1)))) {
                last--;
                end = last == 0 || out.charAt(last) == '\n' ? last : end;
            }
            return out.substring(0, end).strip();
        }
    }
}
