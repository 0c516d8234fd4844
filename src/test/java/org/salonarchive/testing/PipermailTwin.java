package org.salonarchive.testing;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.salonarchive.message.HeaderSection;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;

/** What Pipermail's monthly text keeps of a message, in a list whose language is English. */
public final class PipermailTwin {

    private static final DateTimeFormatter FROM = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.ofHours(2));

    private PipermailTwin() {}

    /** The message's block, with its separator and the empty lines after it. */
    public static String of(byte[] message) {
        ParsedMessage parsed = new MessageParser().parse(message);
        HeaderSection header = parsed.header();
        String author = parsed.from().address().replace("@", " at ");
        StringBuilder block = new StringBuilder();
        block.append("From ").append(author).append("  ");
        block.append(FROM.format(parsed.originationDate().orElseThrow())).append('\n');
        block.append("From: ")
                .append(author)
                .append(" (")
                .append(parsed.from().name())
                .append(")\n");
        block.append("Date: ").append(header.first("Date").orElseThrow()).append('\n');
        block.append("Subject: ").append(parsed.subject()).append('\n');
        for (String name : new String[] {"In-Reply-To", "References", "Message-ID"}) {
            header.first(name)
                    .ifPresent(
                            body -> block.append(name).append(": ").append(body).append('\n'));
        }
        block.append('\n').append(parsed.text().strip().replaceAll("(\\S)@(\\S)", "$1 at $2"));
        if (!parsed.attachments().isEmpty()) {
            block.append("\n-------------- next part --------------\nA non-text attachment was scrubbed...\n");
        }
        // Python's us-ascii with "replace": everything else is a question mark.
        return new String(
                block.append("\n\n\n").toString().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
    }
}
