package org.salonarchive.render;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.salonarchive.render.ArticleWriter.Break;

/** Walks a document of a mail and tells the {@link ArticleWriter} what of it a reader reads. */
final class ArticleWalk implements NodeFilter {

    private static final Set<String> UNSEEN = Set.of(
            "script",
            "style",
            "head",
            "title",
            "template",
            "noscript",
            "object",
            "applet",
            "embed",
            "iframe",
            "frame",
            "svg",
            "math",
            "select",
            "option",
            "datalist",
            "textarea",
            "input",
            "audio",
            "video",
            "canvas",
            "map",
            "meta",
            "link",
            "base",
            "progress",
            "meter");

    private static final Set<String> PARAGRAPHS = Set.of(
            "section",
            "article",
            "header",
            "footer",
            "main",
            "nav",
            "aside",
            "figure",
            "figcaption",
            "address",
            "center",
            "form",
            "fieldset",
            "legend",
            "details",
            "summary",
            "table",
            "dialog",
            "hgroup");

    private static final int LOWEST_HEADING = 6;

    /** What the symbol font of Windows shows for letters; Outlook writes smileys and arrows so. */
    private static final Map<String, String> WINGDINGS =
            Map.of("J", "☺", "K", "😐", "L", "☹", "à", "→", "ß", "←", "ü", "✓", "û", "✗", "l", "●", "n", "■", "§", "▪");

    private final HtmlSetting setting;
    private final ArticleWriter writer;
    private final ReplyQuotes quotes;
    private final Map<Element, Integer> headings;
    private final List<Integer> ranks;
    private final ArticleTables tables;
    private final ArticleLinks links;
    private final Deque<Runnable> ends = new ArrayDeque<>();
    private int lastHeading;
    private int inHeading;
    private int inFixed;
    private int keepsLines;

    ArticleWalk(Document document, HtmlSetting setting, MailImages images, ArticleWriter writer) {
        this.setting = setting;
        this.writer = writer;
        tables = new ArticleTables(writer);
        links = new ArticleLinks(writer, images, setting.mask());
        quotes = ReplyQuotes.of(document, setting.foldsReplies());
        headings = HeadingFinder.headings(document);
        ranks = headings.values().stream().distinct().sorted().toList();
        lastHeading = setting.heading() - 1;
    }

    /** Whether a browser shows nothing of an element. */
    static boolean isUnseen(Element element) {
        return UNSEEN.contains(element.normalName()) || ElementStyle.of(element).hidden();
    }

    static boolean isSignature(Element element) {
        String id = element.id();
        return element.hasClass("gmail_signature")
                || element.hasClass("moz-signature")
                || element.hasClass("protonmail_signature_block")
                || id.equals("Signature")
                || id.equals("AppleMailSignature");
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            text(text);
        } else if (node instanceof Element element) {
            if (isUnseen(element) || quotes.isSaidElsewhere(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            ends.push(begin(element));
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element) {
            ends.pop().run();
        }
        return FilterResult.CONTINUE;
    }

    private void text(TextNode node) {
        String text = node.getWholeText();
        if (text.length() == 1 && WINGDINGS.containsKey(text) && isSymbol(node)) {
            writer.text(WINGDINGS.get(text), true);
        } else if (keepsLines > 0 && inFixed == 0) {
            List<String> lines = text.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                writer.text(lines.get(i), links.isWithin());
                if (i + 1 < lines.size() || text.endsWith("\n")) {
                    writer.lineBreak();
                }
            }
        } else {
            writer.text(text, links.isWithin());
        }
    }

    private static boolean isSymbol(TextNode node) {
        Element parent = node.parent();
        return parent != null
                && (parent.attr("style") + parent.attr("face"))
                        .toLowerCase(Locale.ROOT)
                        .contains("wingdings");
    }

    /** What begins with an element, and what is to be done where it ends. */
    private Runnable begin(Element element) {
        ElementStyle style = ElementStyle.of(element);
        String direction = element.attr("dir").toLowerCase(Locale.ROOT);
        Runnable end = block(element, style);
        Runnable stressed = ArticleFormats.begin(writer, element, style, inHeading > 0);
        String before = Set.of("ltr", "rtl").contains(direction) ? writer.direction(direction) : "";
        keepsLines += style.keepsLines() ? 1 : 0;
        return () -> {
            keepsLines -= style.keepsLines() ? 1 : 0;
            if (!before.isEmpty()) {
                writer.direction(before);
            }
            stressed.run();
            end.run();
        };
    }

    private Runnable block(Element element, ElementStyle style) {
        String name = element.normalName();
        if (isSignature(element)) {
            return holder("<div class=\"sig\">", "</div>\n");
        }
        if (element.hasClass("gmail_attr")) {
            return holder("<div class=\"attribution\">", "</div>\n");
        }
        if (PARAGRAPHS.contains(name) && !name.equals("table")) {
            return between(Break.PARAGRAPH);
        }
        if (headings.containsKey(element) && !tables.isDataCell(element)) {
            return heading(element);
        }
        Optional<ReplyQuotes.Quote> quote = quotes.at(element);
        if (quote.isPresent()) {
            return quote(quote.get());
        }
        return switch (name) {
            case "p" -> between(style.tight() ? Break.LINE : Break.PARAGRAPH);
            case "div", "body" -> between(style.spaced() ? Break.PARAGRAPH : Break.LINE);
            case "h1", "h2", "h3", "h4", "h5", "h6" -> between(Break.PARAGRAPH);
            case "blockquote" -> holder("<blockquote>", "</blockquote>\n");
            case "pre", "listing", "xmp", "plaintext" -> fixed();
            case "ul", "menu", "dir" -> holder("<ul>", "</ul>\n");
            case "ol" -> holder("<ol" + ArticleTables.number(element, "start") + type(element) + ">", "</ol>\n");
            case "li" -> holder("<li" + ArticleTables.number(element, "value") + ">", "</li>\n");
            case "dl" -> holder("<dl>", "</dl>");
            case "dt", "dd" ->
                isWithinList(element) ? holder("<" + name + ">", "</" + name + ">") : between(Break.PARAGRAPH);
            case "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th" -> tables.begin(element, name);
            case "a" -> links.begin(element);
            case "br" -> {
                writer.lineBreak();
                yield () -> {};
            }
            case "hr" -> {
                writer.block("<hr>\n");
                yield () -> {};
            }
            case "img" -> {
                links.image(element);
                yield () -> {};
            }
            default -> () -> {};
        };
    }

    private Runnable between(Break strength) {
        writer.boundary(strength);
        return () -> writer.boundary(strength);
    }

    private Runnable holder(String open, String close) {
        writer.enter(open, close);
        return writer::leave;
    }

    private Runnable quote(ReplyQuotes.Quote quote) {
        if (quote.forwarded()) {
            return between(Break.PARAGRAPH);
        }
        if (!quote.folds()) {
            return holder("<blockquote class=\"reply\">", "</blockquote>\n");
        }
        writer.enter("<details class=\"quote\">", "</details>\n");
        writer.enterLine("<summary>", "</summary>\n");
        if (!quote.attribution().isEmpty()) {
            writer.text(quote.attribution() + " ", false);
        }
        writer.inline(String.format(Locale.ROOT, "<span class=\"n\">%,d quoted words</span>", quote.words()));
        writer.leave();
        writer.enter("<blockquote class=\"reply\">", "</blockquote>");
        return () -> {
            writer.leave();
            writer.leave();
        };
    }

    private Runnable fixed() {
        writer.enterFixed("<pre class=\"plain\" dir=\"auto\">", "</pre>\n");
        inFixed++;
        return () -> {
            inFixed--;
            writer.leave();
        };
    }

    /** Headings keep their order among each other, and none is more than one level below the one before it. */
    private Runnable heading(Element element) {
        if (inHeading > 0) {
            return between(Break.LINE);
        }
        int wanted = setting.heading() + ranks.indexOf(headings.get(element));
        int level = Math.min(LOWEST_HEADING, Math.min(wanted, lastHeading + 1));
        lastHeading = element.hasText() ? level : lastHeading;
        writer.enterLine("<h" + level + " dir=\"auto\">", "</h" + level + ">\n");
        inHeading++;
        return () -> {
            inHeading--;
            writer.leave();
        };
    }

    private static String type(Element list) {
        String type = list.attr("type").strip();
        return type.matches("[aAiI]") ? " type=\"" + type + "\"" : "";
    }

    private static boolean isWithinList(Element term) {
        Element parent = term.parent();
        return parent != null && parent.normalName().equals("dl");
    }
}
