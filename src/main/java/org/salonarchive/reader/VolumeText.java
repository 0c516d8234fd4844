package org.salonarchive.reader;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.archive.Volume;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;

/**
 * Writes a volume as the text that Pipermail offers: six fields and the text of each message, addresses as the list
 * shows them, and of attachments where they are. It is in UTF-8, where Pipermail has the charset of the list's language.
 */
@ApplicationScoped
class VolumeText {

    /** Part of the validator: grows when the same messages are written in another way. */
    private static final String VERSION = "pipermail 1 ";

    private static final int STRETCH = 200;
    private static final MessageParser PARSER = new MessageParser();
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH);
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern SEPARATOR_LIKE = Pattern.compile("(?m)^(>*From )");

    private static final Pattern ID = Pattern.compile("<[^<>\\s]+>");

    private final Messages messages;
    private final RawMessages raws;
    private final Pages pages;

    VolumeText(Messages messages, RawMessages raws, Pages pages) {
        this.messages = messages;
        this.raws = raws;
        this.pages = pages;
    }

    /** How the messages are written. */
    private record Manner(Showing showing, ZoneId zone, String site) {}

    /**
     * Answers with a volume's text.
     *
     * @param keys its messages, in this order
     * @param packed whether by gzip
     */
    Response answer(MailingList list, Volume volume, List<Long> keys, boolean packed) {
        Manner manner =
                new Manner(Showing.of(list), list.zone(), pages.absolute("/").replaceAll("/+$", ""));
        String state = VERSION + manner + packed + keys + messages.forms(list.id(), keys);
        EntityTag tag = pages.tag(state.getBytes(StandardCharsets.UTF_8));
        String name = list.name() + "-" + volume.name() + (packed ? ".txt.gz" : ".txt");
        return pages.file(name, packed ? "application/gzip" : "text/plain;charset=UTF-8", tag, () -> out -> {
            try (OutputStream text = packed ? new GZIPOutputStream(out, 1 << 16) : out) {
                write(text, list.id(), keys, manner);
            }
        });
    }

    private void write(OutputStream out, int listId, List<Long> keys, Manner manner) throws IOException {
        for (int from = 0; from < keys.size(); from += STRETCH) {
            List<Long> stretch = keys.subList(from, Math.min(keys.size(), from + STRETCH));
            Written.each(
                    raws,
                    messages.inOrder(listId, stretch),
                    (row, bytes) ->
                            out.write(message(row, PARSER.parse(bytes), manner).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String message(MessageRow row, ParsedMessage message, Manner manner) {
        StringBuilder text = new StringBuilder();
        String name = line(IndexRow.author(row));
        String address = line(manner.showing().mask().mask(row.author().address()));
        String from = address.isEmpty() ? name : address;
        text.append("From ").append(from).append("  ");
        text.append(ASCTIME.format(row.at().atZone(manner.zone()))).append('\n');
        field(text, "From", from + " (" + name + ")");
        field(text, "Date", date(row, message));
        field(text, "Subject", line(row.subject()));
        field(text, "In-Reply-To", ids(message, "In-Reply-To"));
        field(text, "References", ids(message, "References"));
        field(text, "Message-ID", "<" + line(row.messageId()) + ">");
        String body = manner.showing().mask().maskText(message.text());
        text.append('\n').append(SEPARATOR_LIKE.matcher(body).replaceAll(">$1"));
        if (!body.endsWith("\n")) {
            text.append('\n');
        }
        message.attachments().forEach(part -> attachment(text, row, part, manner.site()));
        return text.append('\n').toString();
    }

    /** As the sender wrote it, where that can be believed. */
    private static String date(MessageRow row, ParsedMessage message) {
        return row.dateRule().equals("date")
                ? line(message.header().first("Date").orElse(""))
                : DATE.format(row.at().atOffset(ZoneOffset.UTC));
    }

    private static void field(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(name).append(": ").append(value).append('\n');
        }
    }

    /** The ids of a field; text among them is left out with them, since it may hold addresses in brackets. */
    private static String ids(ParsedMessage message, String field) {
        String value = message.header().first(field).orElse("");
        return ID.matcher(value).replaceAll("").isBlank()
                ? ID.matcher(value).results().map(id -> line(id.group())).collect(Collectors.joining("\n\t"))
                : "";
    }

    /** What stands in a field must not begin another one. */
    private static String line(String value) {
        return CONTROLS.matcher(value).replaceAll(" ").strip();
    }

    private static void attachment(StringBuilder text, MessageRow row, BodyPart part, String site) {
        String link = site + ArchiveLinks.part(row, part.number(), part.fileName());
        text.append("-------------- next part --------------\n");
        if (part.mediaType().equals("text/html")) {
            text.append("An HTML attachment was scrubbed...\n");
        } else {
            String name = line(part.fileName());
            text.append("A non-text attachment was scrubbed...\nName: ")
                    .append(name.isEmpty() ? "not available" : name)
                    .append("\nType: ")
                    .append(line(part.mediaType()))
                    .append("\nSize: ")
                    .append(part.size())
                    .append(" bytes\nDesc: not available\n");
        }
        text.append("URL: <").append(link).append(">\n");
    }
}
