package org.salonarchive.source.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.salonarchive.source.rebuilt.FieldText;

/**
 * What a message page of Pipermail says of its message. The link to answer it names a Message-ID: since Mailman 2.1.10
 * the message's own, in brackets, before that the one that it answers, without.
 *
 * @param author name, may be empty
 * @param address as it stands there, mostly {@code user at host}; may be empty
 * @param date as it stands there, in the time of the server
 * @param ownId with brackets, where the page says it
 * @param answers the id of the message that it answers, with brackets, where the page says it
 * @param body its text
 */
record MessagePage(
        String subject,
        String author,
        String address,
        String date,
        Optional<String> ownId,
        Optional<String> answers,
        String body) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern IN_REPLY_TO = Pattern.compile("(?i)[?&]In-Reply-To=([^&]*)");

    /** Empty when it is no message page. */
    static Optional<MessagePage> of(Document page) {
        Element heading = page.selectFirst("h1");
        Optional<String> body = body(page);
        if (heading == null || body.isEmpty()) {
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
                body.get()));
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
    private static Optional<String> body(Document page) {
        StringBuilder text = new StringBuilder();
        boolean[] state = new boolean[2];
        NodeTraversor.traverse(
                (Node node, int depth) -> {
                    if (node instanceof Comment comment) {
                        String mark = comment.getData().strip();
                        state[0] |= mark.equals("beginarticle");
                        state[1] |= mark.equals("endarticle");
                    } else if (state[0] && !state[1] && node instanceof TextNode words) {
                        text.append(words.getWholeText());
                    }
                },
                page);
        return state[0] ? Optional.of(text.toString().strip() + "\n") : Optional.empty();
    }

    /**
     * The fields that are known of the message, in Pipermail's order, each line ended.
     *
     * @param sent what the index says of its date
     * @param id its Message-ID with brackets
     * @param parent the Message-ID of the one that it answers, with brackets
     */
    String head(Optional<Instant> sent, Optional<String> id, Optional<String> parent) {
        StringBuilder head = new StringBuilder();
        String name = author.isEmpty() || author.equals(address) ? "" : FieldText.encoded(author);
        if (address.isEmpty()) {
            head.append("From: ").append(name);
        } else {
            head.append("From: ").append(FieldText.encoded(address)).append(name.isEmpty() ? "" : " (" + name + ")");
        }
        head.append("\nDate: ").append(sent.map(DATE::format).orElse(FieldText.encoded(date)));
        head.append("\nSubject: ").append(FieldText.encoded(subject)).append('\n');
        parent.ifPresent(
                answered -> head.append("In-Reply-To: ").append(answered).append('\n'));
        id.ifPresent(own -> head.append("Message-ID: ").append(own).append('\n'));
        return head.toString();
    }
}
