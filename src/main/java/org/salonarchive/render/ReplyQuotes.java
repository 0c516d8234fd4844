package org.salonarchive.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Finds the mail that an answer quotes, as the common mail programs mark it up. What is quoted may fold when the
 * author wrote something beside it; mail that is forwarded, and the author's own words, never fold.
 */
final class ReplyQuotes {

    /** Shorter quotes stay open. */
    private static final int OPEN = 320;

    private static final int LONGEST_ATTRIBUTION = 300;
    private static final int LONGEST_HEADER = 1_500;
    private static final int MOST_CANDIDATES = 20;

    private static final String MARKED = "blockquote[type=cite],blockquote.gmail_quote,blockquote.protonmail_quote,"
            + "blockquote[id*=mail-editor-reference],div.yahoo_quoted,div.protonmail_quote,blockquote[class*=quote]";

    private static final Pattern FORWARDS = Pattern.compile(
            "(?i)forwarded message|begin forwarded|forwarded by|weitergeleitete nachricht|message transf[ée]r[ée]"
                    + "|mensaje reenviado|mensagem encaminhada|messaggio inoltrato|doorgestuurd bericht"
                    + "|videresendt|vidarebefordrat|пересылаемое|转发的?邮件|轉寄|転送|przekazana wiadomo");

    /** The first label of the header that Outlook puts above what it quotes, and one that comes below it. */
    private static final Pattern FROM =
            Pattern.compile("(?i)^[-_ *]*(From|Von|De|Da|Van|Från|Fra|Od|От|Lähettäjä|发件人|寄件者|差出人|보낸 사람)\\s*[:：].*");

    private static final Pattern SUBJECT = Pattern.compile(
            "(?i)(Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Assunto|Ämne|Emne|Temat|Тема|Aihe|主题|主旨|件名|제목)\\s*[:：]");

    private static final Pattern HEADER =
            Pattern.compile("^[^:：]{1,20}[:：]\\s*([^:：]{2,120}?)[,;]?\\s+[^\\s:：]{1,20}\\s?[:：]");

    /** What authors write when their answers stand in what they quote. */
    private static final Pattern ANSWERS_WITHIN = Pattern.compile(
            "(?i)\\b(in-?line|below|in (red|blue|green|bold|colou?r)|my (answers|comments)|see (my|comments))\\b");

    private final Map<Element, Quote> quotes = new HashMap<>();
    private final Set<Element> saidElsewhere = new HashSet<>();

    /**
     * Mail that is quoted.
     *
     * @param attribution who wrote it, as the mail says; "" when it does not, or says it where it stands
     * @param words how many there are
     * @param folds whether it is shown only when asked for
     * @param forwarded whether it is what the mail is about, and so no quote to a reader
     */
    record Quote(String attribution, int words, boolean folds, boolean forwarded) {}

    private ReplyQuotes() {}

    static ReplyQuotes of(Document document, boolean mayFold) {
        ReplyQuotes found = new ReplyQuotes();
        Set<Element> outermost = outermost(document, belowHeader(document, mayFold));
        Map<Element, Element> attributions = new HashMap<>();
        outermost.forEach(quote -> attributions.put(quote, attribution(quote).orElse(quote)));
        Set<Element> others = new HashSet<>(attributions.values());
        others.addAll(outermost);
        String own = ownWords(document, others);
        boolean answers = mayFold && own.codePoints().anyMatch(Character::isLetterOrDigit);
        boolean folds = answers && !ANSWERS_WITHIN.matcher(own).find();
        outermost.forEach(quote -> found.add(quote, attributions.get(quote), folds, answers));
        return found;
    }

    Optional<Quote> at(Element element) {
        return Optional.ofNullable(quotes.get(element));
    }

    private void add(Element quote, Element attribution, boolean folds, boolean answers) {
        String said = attribution == quote ? "" : attribution.text().strip();
        String text = quote.text();
        boolean forwarded = !answers
                || FORWARDS.matcher(said).find()
                || FORWARDS.matcher(text.substring(0, Math.min(200, text.length())))
                        .find();
        boolean hides = folds && !forwarded && text.length() > OPEN;
        if (hides && attribution != quote) {
            said(attribution);
        }
        int words = (int) text.chars().filter(c -> c == ' ').count() + 1;
        quotes.put(quote, new Quote(hides ? said.isEmpty() ? whoIsNamed(text) : said : "", words, hides, forwarded));
    }

    /** The attribution stands in the summary already. */
    private void said(Element attribution) {
        saidElsewhere.add(attribution);
    }

    /** Whether an element is an attribution that the summary of its quote says. */
    boolean isSaidElsewhere(Element element) {
        return saidElsewhere.contains(element);
    }

    /** Who wrote it, by the header that Outlook leaves above it: what follows the first label. */
    private static String whoIsNamed(String text) {
        Matcher header = HEADER.matcher(text.substring(0, Math.min(LONGEST_ATTRIBUTION, text.length())));
        return header.find()
                        && FROM.matcher(text.lines().findFirst().orElse("")).matches()
                ? header.group(1)
                : "";
    }

    private static Set<Element> outermost(Document document, Optional<Element> headed) {
        Set<Element> outermost = new LinkedHashSet<>();
        headed.ifPresent(outermost::add);
        for (Element candidate : document.select("blockquote,div.yahoo_quoted,div.protonmail_quote")) {
            boolean marked = candidate.is(MARKED) || attribution(candidate).isPresent();
            if (marked && !isWithin(candidate, outermost)) {
                outermost.add(candidate);
            }
        }
        return outermost;
    }

    private static boolean isWithin(Element inner, Set<Element> outer) {
        for (Element at = inner; at != null; at = at.parent()) {
            if (outer.contains(at)) {
                return true;
            }
        }
        return false;
    }

    /** The block that says who wrote the quote: it stands before the quote or, as Apple Mail has it, first in it. */
    private static Optional<Element> attribution(Element quote) {
        Element before = quote.previousElementSibling();
        while (before != null && !before.hasText() && isNextTo(before)) {
            before = before.previousElementSibling();
        }
        if (before != null && saysWho(before)) {
            return Optional.of(before);
        }
        Element first = quote.firstElementChild();
        return first != null && quote.attr("type").equals("cite") && saysWho(first)
                ? Optional.of(first)
                : Optional.empty();
    }

    private static boolean isNextTo(Element element) {
        return element.normalName().equals("br") || element.normalName().equals("div");
    }

    private static boolean saysWho(Element element) {
        String text = element.text().strip();
        boolean ends = text.endsWith(":") || text.endsWith("：");
        boolean marked = element.hasClass("gmail_attr") || element.hasClass("moz-cite-prefix");
        boolean names = text.chars().anyMatch(Character::isDigit) || text.indexOf('@') >= 0;
        return !text.isEmpty() && text.length() <= LONGEST_ATTRIBUTION && (marked || ends && names);
    }

    /** All words beside the quotes and what introduces them. */
    private static String ownWords(Document document, Set<Element> others) {
        StringBuilder own = new StringBuilder();
        document.body().traverse(new NodeVisitor() {
            private int within;

            @Override
            public void head(Node node, int depth) {
                if (node instanceof Element element && isOther(element)) {
                    within++;
                } else if (within == 0 && node instanceof TextNode text && own.length() < LONGEST_HEADER) {
                    own.append(text.text()).append(' ');
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && isOther(element)) {
                    within--;
                }
            }

            private boolean isOther(Element element) {
                return others.contains(element) || ArticleWalk.isSignature(element) || ArticleWalk.isUnseen(element);
            }
        });
        return own.toString();
    }

    /** Puts what follows Outlook's header, header included, into a quote, if the author wrote something above. */
    private static Optional<Element> belowHeader(Document document, boolean mayFold) {
        StringBuilder above = new StringBuilder();
        int candidates = 0;
        for (TextNode text : texts(document)) {
            String line = text.text().strip();
            if (candidates < MOST_CANDIDATES && FROM.matcher(line).matches()) {
                candidates++;
                Element block = block(text, above.isEmpty());
                String header = block.text();
                String start = header.substring(0, Math.min(LONGEST_HEADER, header.length()));
                String around = start + following(block, LONGEST_HEADER - start.length());
                if (SUBJECT.matcher(around).find()) {
                    boolean answers = above.chars().anyMatch(Character::isLetterOrDigit)
                            && !FORWARDS.matcher(above).find();
                    return answers && mayFold ? Optional.of(wrapFrom(block)) : Optional.empty();
                }
            }
            if (above.length() < LONGEST_HEADER) {
                above.append(line).append(' ');
            }
        }
        return Optional.empty();
    }

    /** Texts that are seen, up to the first quote that is marked as one. */
    private static List<TextNode> texts(Document document) {
        List<TextNode> texts = new ArrayList<>();
        boolean[] quoted = {false};
        document.body().traverse((node, depth) -> {
            if (node instanceof Element element && element.normalName().equals("blockquote")) {
                quoted[0] = true;
            } else if (!quoted[0] && node instanceof TextNode text && !text.isBlank()) {
                texts.add(text);
            }
        });
        return texts;
    }

    /** The outermost block that begins with the header and holds little else. */
    private static Element block(TextNode text, boolean first) {
        Element block = Objects.requireNonNull(text.parent());
        for (Element parent = block.parent();
                parent != null
                        && !first
                        && isFirstIn(block, parent)
                        && !parent.normalName().equals("body");
                parent = parent.parent()) {
            boolean inline = !parent.isBlock();
            if (!inline && block.isBlock() && parent.text().length() > LONGEST_HEADER) {
                break;
            }
            block = parent;
        }
        return block;
    }

    private static boolean isFirstIn(Element child, Element parent) {
        for (Node node = child.previousSibling(); node != null; node = node.previousSibling()) {
            boolean blank =
                    node instanceof TextNode text ? text.isBlank() : !(node instanceof Element e) || !e.hasText();
            if (!blank) {
                return false;
            }
        }
        return parent.parent() != null;
    }

    private static String following(Element block, int most) {
        StringBuilder text = new StringBuilder();
        for (Node node = block.nextSibling(); node != null && text.length() < most; node = node.nextSibling()) {
            text.append(' ').append(node instanceof Element e ? e.text() : node.outerHtml());
        }
        return text.toString();
    }

    private static Element wrapFrom(Element block) {
        Element rule = block.previousElementSibling();
        Element quote = new Element("blockquote").attr("type", "cite");
        Element parent = Objects.requireNonNull(block.parent());
        boolean below = false;
        for (Node child : ListRepair.taken(parent)) {
            if (child == block) {
                parent.appendChild(quote);
                below = true;
            }
            if (below) {
                quote.appendChild(child);
            } else if (child != rule || !rule.normalName().equals("hr")) {
                parent.appendChild(child);
            }
        }
        return quote;
    }
}
