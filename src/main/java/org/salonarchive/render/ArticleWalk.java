package org.salonarchive.render;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.salonarchive.render.ArticleWriter.Break;
import org.salonarchive.render.ElementStyle.Stress;

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

    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("b", "strong"),
            Map.entry("strong", "strong"),
            Map.entry("i", "em"),
            Map.entry("em", "em"),
            Map.entry("cite", "cite"),
            Map.entry("dfn", "dfn"),
            Map.entry("u", "u"),
            Map.entry("ins", "ins"),
            Map.entry("s", "s"),
            Map.entry("strike", "s"),
            Map.entry("del", "s"),
            Map.entry("sub", "sub"),
            Map.entry("sup", "sup"),
            Map.entry("code", "code"),
            Map.entry("tt", "code"),
            Map.entry("kbd", "kbd"),
            Map.entry("samp", "samp"),
            Map.entry("var", "var"),
            Map.entry("q", "q"),
            Map.entry("mark", "mark"),
            Map.entry("small", "small"));

    private static final Pattern ZERO_MARGIN = Pattern.compile(
            "(?is)p\\.MsoNormal[^{}]{0,200}\\{[^{}]{0,400}?margin(-bottom)?:\\s*(0|\\.0001)[^{}]{0,400}\\}");

    private static final int LOWEST_HEADING = 6;
    private static final int MOST_CELLS = 100;

    /** What the symbol font of Windows shows for letters; Outlook writes smileys and arrows so. */
    private static final Map<String, String> WINGDINGS =
            Map.of("J", "☺", "K", "😐", "L", "☹", "à", "→", "ß", "←", "ü", "✓", "û", "✗", "l", "●", "n", "■", "§", "▪");

    private final HtmlSetting setting;
    private final MailImages images;
    private final ArticleWriter writer;
    private final ReplyQuotes quotes;
    private final boolean tightWord;
    private final Map<Element, Integer> headings;
    private final List<Integer> ranks;
    private final TableShape shapes = new TableShape();
    private final Deque<Runnable> ends = new ArrayDeque<>();
    private int lastHeading;
    private int inHeading;
    private int inLink;
    private int inFixed;
    private int keepsLines;

    ArticleWalk(Document document, HtmlSetting setting, MailImages images, ArticleWriter writer) {
        this.setting = setting;
        this.images = images;
        this.writer = writer;
        quotes = ReplyQuotes.of(document, setting.foldsReplies());
        tightWord = document.select("style").stream()
                .anyMatch(style -> ZERO_MARGIN.matcher(style.data()).find());
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
                writer.text(lines.get(i), inLink > 0);
                if (i + 1 < lines.size() || text.endsWith("\n")) {
                    writer.lineBreak();
                }
            }
        } else {
            writer.text(text, inLink > 0);
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
        Runnable stressed = stress(element, style);
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
        if (headings.containsKey(element) && !isDataCell(element)) {
            return heading(element);
        }
        Optional<ReplyQuotes.Quote> quote = quotes.at(element);
        if (quote.isPresent()) {
            return quote(quote.get());
        }
        return switch (name) {
            case "p" -> between(isTight(element, style) ? Break.LINE : Break.PARAGRAPH);
            case "div", "body" -> between(style.spaced() ? Break.PARAGRAPH : Break.LINE);
            case "h1", "h2", "h3", "h4", "h5", "h6" -> between(Break.PARAGRAPH);
            case "blockquote" -> holder("<blockquote>", "</blockquote>\n");
            case "pre", "listing", "xmp", "plaintext" -> fixed();
            case "ul", "menu", "dir" -> holder("<ul>", "</ul>\n");
            case "ol" -> holder("<ol" + number(element, "start", 9_999) + type(element) + ">", "</ol>\n");
            case "li" -> holder("<li" + number(element, "value", 9_999) + ">", "</li>\n");
            case "dl" -> holder("<dl>", "</dl>");
            case "dt", "dd" ->
                isWithinList(element) ? holder("<" + name + ">", "</" + name + ">") : between(Break.PARAGRAPH);
            case "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th" -> table(element, name);
            case "a" -> link(element);
            case "br" -> {
                writer.lineBreak();
                yield () -> {};
            }
            case "hr" -> {
                writer.block("<hr>\n");
                yield () -> {};
            }
            case "img" -> {
                image(element);
                yield () -> {};
            }
            default -> () -> {};
        };
    }

    /** Word's paragraphs have no space between them unless its style sheet says so. */
    private boolean isTight(Element paragraph, ElementStyle style) {
        boolean word = paragraph.className().contains("MsoNormal")
                || paragraph.className().contains("MsoPlainText");
        return style.tight() || word && tightWord && !style.spaced();
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

    private static String number(Element element, String name, int most) {
        String value = element.attr(name).strip();
        boolean fits = value.matches("\\d{1,4}") && Integer.parseInt(value) <= most;
        return fits && !value.equals("1") ? " " + name + "=\"" + value + "\"" : "";
    }

    private static String type(Element list) {
        String type = list.attr("type").strip();
        return type.matches("[aAiI]") ? " type=\"" + type + "\"" : "";
    }

    private static boolean isWithinList(Element term) {
        Element parent = term.parent();
        return parent != null && parent.normalName().equals("dl");
    }

    private Runnable table(Element element, String name) {
        Element table = name.equals("table") ? element : element.closest("table");
        if (table == null || !shapes.isData(table)) {
            return layout(element, name);
        }
        return switch (name) {
            case "table" -> {
                writer.enter("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"table\">", "</div>\n");
                writer.enter("<table>", "</table>");
                yield () -> {
                    writer.leave();
                    writer.leave();
                };
            }
            case "caption" -> line("<caption>", "</caption>");
            case "td", "th" -> cell(element, name);
            default -> holder("<" + name + ">", "</" + name + ">\n");
        };
    }

    private boolean isDataCell(Element element) {
        Element table = element.normalName().equals("td") ? element.closest("table") : null;
        return table != null && shapes.isData(table);
    }

    private Runnable line(String open, String close) {
        writer.enterLine(open, close);
        return writer::leave;
    }

    private Runnable cell(Element cell, String name) {
        String spans = number(cell, "colspan", MOST_CELLS) + number(cell, "rowspan", MOST_CELLS);
        String numeric = TableShape.isNumber(cell.text()) ? " class=\"num\"" : "";
        Runnable end = line("<" + name + spans + numeric + " dir=\"auto\">", "</" + name + ">");
        writer.appear();
        return end;
    }

    /** A table that only places things: its cells follow each other. */
    private Runnable layout(Element element, String name) {
        boolean cell = name.equals("td") || name.equals("th");
        Element row = element.parent();
        if (cell && row != null && shapes.isOneLine(row)) {
            return () -> writer.text(" ", true);
        }
        if (cell && !element.hasText()) {
            writer.text(" ", true);
            return () -> writer.text(" ", true);
        }
        return between(name.equals("tr") && shapes.isOneLine(element) ? Break.LINE : Break.PARAGRAPH);
    }

    private Runnable link(Element element) {
        Optional<LinkTarget> target = LinkTarget.of(element.attr("href"))
                .filter(found -> !found.isMail() || setting.mask() == AddressMask.SHOWN);
        if (target.isEmpty() || inLink > 0) {
            return () -> {};
        }
        String href = new Markup(200).text(target.get().address()).safe().value();
        writer.format("<a href=\"" + href + "\">", "</a>");
        inLink++;
        String words = element.text();
        return () -> {
            inLink--;
            writer.endFormat();
            if (target.get().isMisnamedBy(words)) {
                writer.text(" ", true);
                writer.inline("<span class=\"n\">["
                        + new Markup(80).text(target.get().host()).safe().value() + "]</span>");
            }
        };
    }

    private void image(Element element) {
        Optional<String> address = images.address(element);
        String words = setting.mask().maskText(MailImages.words(element));
        if (address.isPresent()) {
            String alt = new Markup(80).text(words).safe().value();
            String source = new Markup(80).text(address.get()).safe().value();
            writer.inline("<img src=\"" + source + "\" alt=\"" + alt + "\" loading=\"lazy\">");
        } else if (!MailImages.isUnseen(element) && (!words.isEmpty() || isAllOfALink(element))) {
            writer.format("<span class=\"image\">", "</span>");
            writer.text(words.isEmpty() ? "image" : words, true);
            writer.endFormat();
        }
    }

    /** Whether a link has no words but this image. */
    private boolean isAllOfALink(Element image) {
        Element link = inLink > 0 ? image.closest("a") : null;
        return link != null && !link.hasText();
    }

    /** Bold and italic, by element or style. */
    private Runnable stress(Element element, ElementStyle style) {
        String format = FORMATS.getOrDefault(element.normalName(), "");
        boolean strong = format.equals("strong") && style.weight() != Stress.OFF
                || !format.equals("strong") && style.weight() == Stress.ON;
        boolean emphasised = format.equals("em") && style.slant() != Stress.OFF
                || !format.equals("em") && style.slant() == Stress.ON;
        boolean other = !format.isEmpty() && !format.equals("strong") && !format.equals("em");
        int count = 0;
        if (strong && inHeading == 0 && !element.normalName().equals("th")) {
            writer.format("<strong>", "</strong>");
            count++;
        }
        if (emphasised) {
            writer.format("<em>", "</em>");
            count++;
        }
        if (other) {
            writer.format("<" + format + ">", "</" + format + ">");
            count++;
        }
        int formats = count;
        return () -> {
            for (int i = 0; i < formats; i++) {
                writer.endFormat();
            }
        };
    }
}
