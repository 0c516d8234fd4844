package org.salonarchive.render;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** The gates of HTML mail: what they do not know does not pass. Nothing edits markup behind them. */
final class MailPolicy {

    /** Names that our own stylesheet knows; a mail's classes are never written in front of the gate. */
    private static final Set<String> CLASSES =
            Set.of("quote", "reply", "attribution", "sig", "wide", "n", "num", "plain", "image");

    private static final int LARGEST_DATA_IMAGE = 350_000;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final Pattern DATA_IMAGE =
            Pattern.compile("data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+");
    private static final Pattern OWN_PART =
            Pattern.compile("/[A-Za-z0-9%._~-]+/message/[A-Z2-7]{32}/part/[^\\s\"'<>]+");
    private static final Pattern LINK = Pattern.compile("(?i:https?://|mailto:).*", Pattern.DOTALL);

    private static final PolicyFactory ARTICLE = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "div",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "ul",
                    "ol",
                    "li",
                    "dl",
                    "dt",
                    "dd",
                    "blockquote",
                    "pre",
                    "table",
                    "caption",
                    "thead",
                    "tbody",
                    "tfoot",
                    "tr",
                    "th",
                    "td",
                    "hr",
                    "br",
                    "details",
                    "summary")
            .allowElements(
                    "a", "strong", "em", "u", "s", "ins", "sub", "sup", "code", "kbd", "samp", "var", "q", "cite",
                    "abbr", "dfn", "mark", "small", "span", "img")
            .allowWithoutAttributes("a", "span")
            .allowAttributes("class")
            .matching(true, CLASSES)
            .onElements("div", "blockquote", "pre", "details", "span", "td", "th")
            .allowAttributes("dir")
            .matching(true, "ltr", "rtl", "auto")
            .globally()
            .allowAttributes("tabindex")
            .matching(true, "0")
            .onElements("div")
            .allowAttributes("role")
            .matching(true, "group")
            .onElements("div")
            .allowAttributes("aria-label")
            .matching(true, "table")
            .onElements("div")
            .allowAttributes("href")
            .matching(LINK)
            .onElements("a")
            .allowAttributes("start")
            .matching(NUMBER)
            .onElements("ol")
            .allowAttributes("type")
            .matching(Pattern.compile("[aAiI]"))
            .onElements("ol")
            .allowAttributes("value")
            .matching(NUMBER)
            .onElements("li")
            .allowAttributes("colspan", "rowspan")
            .matching(NUMBER)
            .onElements("td", "th")
            .allowAttributes("src")
            .matching((element, attribute, value) -> isOurs(value) ? value : null)
            .onElements("img")
            .allowAttributes("alt")
            .matching(MailPolicy::words)
            .onElements("img")
            .allowAttributes("loading")
            .matching(true, "lazy")
            .onElements("img")
            .allowUrlProtocols("http", "https", "mailto", "data")
            .requireRelsOnLinks("nofollow", "noopener", "noreferrer", "ugc")
            .toFactory();

    /** What original formatting may set; nothing that leaves its place or loads. */
    private static final CssSchema STYLES = CssSchema.union(
            CssSchema.DEFAULT,
            CssSchema.withProperties(
                    List.of("display", "float", "clear", "table-layout", "border-collapse", "visibility", "opacity")));

    private static final String[] OF_TABLES = {"align", "valign", "bgcolor", "border", "cellpadding", "cellspacing"};
    private static final String[] SIZES = {"width", "height", "colspan", "rowspan", "hspace", "vspace"};
    private static final Pattern SIZE = Pattern.compile("\\d{1,4}(?:px|%)?");
    private static final Pattern REMOTE = Pattern.compile("(?i:https?:)?//.+", Pattern.DOTALL);

    private MailPolicy() {}

    /**
     * Lets through what a mail looks like.
     *
     * @param images the address of the part that a Content-ID names
     * @param remote whether images that are elsewhere stay
     */
    static SafeHtml original(String markup, Function<String, Optional<String>> images, boolean remote) {
        MailImages own = new MailImages(images);
        PolicyFactory policy = new HtmlPolicyBuilder()
                .allowCommonBlockElements()
                .allowCommonInlineFormattingElements()
                .allowElements(
                        "table",
                        "caption",
                        "colgroup",
                        "col",
                        "thead",
                        "tbody",
                        "tfoot",
                        "tr",
                        "th",
                        "td",
                        "hr",
                        "pre",
                        "img",
                        "font",
                        "center",
                        "dl",
                        "dt",
                        "dd",
                        "q",
                        "cite",
                        "abbr",
                        "kbd",
                        "samp",
                        "var",
                        "mark",
                        "section",
                        "article",
                        "header",
                        "footer",
                        "figure",
                        "figcaption",
                        "address",
                        "details",
                        "summary")
                .allowElements(
                        (name, attributes) -> {
                            attributes.add("target");
                            attributes.add("_blank");
                            return name;
                        },
                        "a")
                .allowWithoutAttributes("a", "span", "font")
                .allowStyling(STYLES)
                .allowAttributes(OF_TABLES)
                .onElements("table", "tbody", "tr", "th", "td", "div", "p", "img", "col", "hr", "h1", "h2", "h3")
                .allowAttributes(SIZES)
                .matching(SIZE)
                .onElements("table", "tr", "th", "td", "img", "col", "hr")
                .allowAttributes("color", "face", "size")
                .onElements("font")
                .allowAttributes("dir")
                .matching(true, "ltr", "rtl", "auto")
                .globally()
                .allowAttributes("alt", "title")
                .matching(MailPolicy::words)
                .globally()
                .allowAttributes("start", "type", "value")
                .onElements("ol", "ul", "li")
                .allowAttributes("href")
                .matching((element, attribute, value) ->
                        LinkTarget.of(value).map(LinkTarget::address).orElse(null))
                .onElements("a")
                .allowAttributes("src")
                .matching((element, attribute, value) ->
                        remote && REMOTE.matcher(value).matches()
                                ? value
                                : own.address(value).orElse(null))
                .onElements("img")
                .allowUrlProtocols("http", "https", "mailto", "data")
                .requireRelsOnLinks("nofollow", "noopener", "noreferrer", "ugc")
                .toFactory();
        return new SafeHtml(policy.sanitize(markup));
    }

    /** The sanitizer guards against browsers of old, to which a backtick ends a value, by adding a space each time. */
    private static String words(String element, String attribute, String value) {
        return value.replace('`', '\'');
    }

    /** Lets through what an article is made of. */
    static SafeHtml article(String markup) {
        return new SafeHtml(ARTICLE.sanitize(markup));
    }

    /** Whether an image comes with the mail: another part of it, or written out in place. */
    static boolean isOurs(String source) {
        return OWN_PART.matcher(source).matches() || isDataImage(source);
    }

    static boolean isDataImage(String source) {
        return source.length() <= LARGEST_DATA_IMAGE
                && source.startsWith("data:image/")
                && DATA_IMAGE.matcher(source).matches();
    }
}
