package org.salonarchive.source.pipermail;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.salonarchive.source.Provenance;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.rebuilt.FieldText;
import org.salonarchive.source.rebuilt.RebuiltMessage;

/**
 * What a message page of Pipermail says of its message. The link to answer it names a Message-ID: since Mailman 2.1.10
 * the message's own, in brackets, before that the one that it answers, without.
 *
 * @param author name, may be empty
 * @param address as it stands there, mostly {@code user at host}; may be empty
 * @param date as it stands there: since Mailman 2.1 in the time of the server, before that the message's own
 * @param ownId with brackets, where the page says it
 * @param answers the id of the message that it answers, with brackets, where the page says it
 * @param body its text
 * @param whole whether it reaches to its end, and is not still being written
 */
public record MessagePage(
        String subject,
        String author,
        String address,
        String date,
        Optional<String> ownId,
        Optional<String> answers,
        String body,
        boolean whole) {

    /** Of the text of a message that is made of a page. */
    public static final String TEXT_TYPE = "text/plain; charset=utf-8";

    private static final Pattern OWN_DATE = Pattern.compile("(?:[A-Z][a-z]{2}, *)?\\d{1,2} [A-Z][a-z]{2} \\d{2,4} .*");
    private static final Pattern IN_REPLY_TO = Pattern.compile("(?i)[?&]In-Reply-To=([^&]*)");

    /** Empty when it is no message page. */
    public static Optional<MessagePage> of(Document page) {
        Element heading = page.selectFirst("h1");
        Article article = Article.of(page);
        if (heading == null || !article.begun) {
            return Optional.empty();
        }
        Element author = page.selectFirst("body b");
        Element address = page.selectFirst("body a[href^=mailto:]");
        Element date = page.selectFirst("body i");
        String named = address == null ? "" : id(address.attr("href"));
        boolean own = named.startsWith("<");
        return Optional.of(new MessagePage(
                heading.text().strip(),
                author == null ? "" : author.text().strip(),
                address == null ? "" : address.text().strip(),
                date == null ? "" : date.text().strip(),
                Optional.of(named).filter(id -> own),
                Optional.of("<" + named + ">").filter(id -> !own && !named.isEmpty()),
                article.body(),
                article.ended));
    }

    private static String id(String mailto) {
        Matcher field = IN_REPLY_TO.matcher(mailto);
        if (!field.find()) {
            return "";
        }
        try {
            String id = URLDecoder.decode(field.group(1).replace("+", "%2B"), StandardCharsets.UTF_8)
                    .strip();
            return id.chars().anyMatch(c -> c <= ' ' || c > 0x7E) ? "" : id;
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    /** The text between the marks of the article, whatever stands around its words. */
    private static final class Article {

        private final StringBuilder text = new StringBuilder();
        private boolean begun;
        private boolean ended;

        static Article of(Document page) {
            Article article = new Article();
            NodeTraversor.traverse((Node node, int depth) -> article.take(node), page);
            return article;
        }

        private void take(Node node) {
            if (node instanceof Comment comment) {
                String mark = comment.getData().strip();
                begun |= mark.equals("beginarticle");
                ended |= mark.equals("endarticle");
            } else if (begun && !ended && node instanceof TextNode words) {
                text.append(words.getWholeText());
            }
        }

        String body() {
            return text.toString().replaceFirst("^(?:[ \\t]*\\R)+", "").stripTrailing() + "\n";
        }
    }

    /** The same with another text. */
    MessagePage withBody(String other) {
        return new MessagePage(subject, author, address, date, ownId, answers, other, whole);
    }

    /** The date as the sender wrote it, where the page has that: Mailman 2.0 shows the field as it stands. */
    public Optional<String> ownDate() {
        return Optional.of(date).filter(text -> OWN_DATE.matcher(text).matches());
    }

    /**
     * The fields that are known of the message, in Pipermail's order, each line ended.
     *
     * @param sent what the index says of its date
     * @param id its Message-ID with brackets
     * @param parent the Message-ID of the one that it answers, with brackets
     */
    public String head(Optional<Instant> sent, Optional<String> id, Optional<String> parent) {
        return head(ownDate().or(() -> sent.map(FieldText::date)).orElse(date), id, parent.orElse(""), "");
    }

    /**
     * The same where more is known of it.
     *
     * @param sent its Date field
     * @param inReplyTo of what it answers, and
     * @param references of all before it: words of which each is an id with brackets; empty where nothing is known
     */
    String head(String sent, Optional<String> id, String inReplyTo, String references) {
        StringBuilder head = new StringBuilder();
        String name = author.isEmpty() || author.equals(address) ? "" : FieldText.encoded(author);
        if (address.isEmpty()) {
            head.append("From: ").append(name);
        } else {
            head.append("From: ").append(FieldText.encoded(address)).append(name.isEmpty() ? "" : " (" + name + ")");
        }
        head.append("\nDate: ").append(FieldText.encoded(sent));
        head.append("\nSubject: ").append(FieldText.encoded(subject)).append('\n');
        ids(head, "In-Reply-To", inReplyTo);
        ids(head, "References", references);
        id.ifPresent(own -> head.append("Message-ID: ").append(own).append('\n'));
        return head.toString();
    }

    private static void ids(StringBuilder head, String name, String ids) {
        if (!ids.isEmpty()) {
            head.append(name)
                    .append(": ")
                    .append(String.join("\n\t", ids.split(" ")))
                    .append('\n');
        }
    }

    /** The message as Pipermail's text has it, with what it left in the place of attachments. */
    public RawMessage text(String head, Provenance provenance) {
        return new RawMessage((head + "\n" + body).getBytes(StandardCharsets.UTF_8), provenance);
    }

    /** The message with its text as its only part. */
    public RawMessage whole(String head, Provenance provenance) {
        RebuiltMessage message = new RebuiltMessage(head.getBytes(StandardCharsets.UTF_8));
        message.addText(TEXT_TYPE, body.getBytes(StandardCharsets.UTF_8));
        return new RawMessage(message.bytes(), provenance);
    }
}
