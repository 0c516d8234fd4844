package org.salonarchive.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.HeaderSection;
import org.salonarchive.message.HtmlText;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.render.AddressMask;
import org.salonarchive.render.Flow;
import org.salonarchive.render.PlainTextRenderer;
import org.salonarchive.render.SafeHtml;

/**
 * A message as a page shows it, made from its bytes.
 *
 * @param date for people, with the sender's own offset
 * @param dateNote why it is dated so, where that is not its own Date field
 * @param notes what was repaired or guessed, a sentence each
 */
record MessageView(
        String id,
        String link,
        String rawLink,
        String subject,
        String author,
        String authorLink,
        String address,
        String date,
        String machineDate,
        String dateNote,
        String reply,
        List<Section> sections,
        List<Attachment> attachments,
        List<String> notes) {

    private static final MessageParser PARSER = new MessageParser();
    private static final Set<String> SAFE_IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    /** A displayed part; a nested message begins with its heading. */
    record Section(List<String> heading, SafeHtml body) {}

    /** Something to take away. */
    record Attachment(String link, String name, String type, String size, boolean image) {}

    static MessageView of(MessageRow row, byte[] raw, AddressMask mask) {
        ParsedMessage message = PARSER.parse(raw);
        return new MessageView(
                row.address().base32(),
                ArchiveLinks.message(row),
                ArchiveLinks.raw(row),
                IndexRow.subject(row.subject()),
                IndexRow.author(row),
                ArchiveLinks.author(row.list(), row.author().key()),
                row.author().address().isEmpty() ? "" : mask.mask(row.author().address()),
                Dates.full(row.at(), row.utcOffset()),
                Dates.machine(row.at()),
                dateNote(row.dateRule()),
                Reply.mailto(message, row),
                sections(message, mask),
                message.attachments().stream()
                        .map(part -> attachment(row, part))
                        .toList(),
                notes(message));
    }

    private static String dateNote(String rule) {
        return switch (rule) {
            case "received" -> "Its Date field cannot be right; this is when a mail server first received it.";
            case "source" -> "Its Date field cannot be right; this is the date of its mailbox.";
            case "neighbour" -> "It has no date that can be right; this is the date of the message before it.";
            case "archived" -> "It has no date that can be right; this is when it was archived.";
            default -> "";
        };
    }

    private static List<Section> sections(ParsedMessage message, AddressMask mask) {
        List<Section> sections = new ArrayList<>();
        for (BodyPart part : message.displayed()) {
            if (part.kind() == BodyPart.Kind.MESSAGE) {
                sections.add(new Section(heading(part, mask), empty()));
            } else if (part.kind() == BodyPart.Kind.HTML) {
                sections.add(new Section(
                        List.of(), PlainTextRenderer.render(HtmlText.toText(part.text()), Flow.FIXED, mask)));
            } else {
                sections.add(new Section(List.of(), PlainTextRenderer.render(part.text(), flow(part), mask)));
            }
        }
        return sections;
    }

    private static SafeHtml empty() {
        return PlainTextRenderer.render("", Flow.FIXED, AddressMask.SHOWN);
    }

    private static Flow flow(BodyPart part) {
        if (!part.flowed()) {
            return Flow.FIXED;
        }
        return part.delSp() ? Flow.FLOWED_WITHOUT_SPACE : Flow.FLOWED;
    }

    private static List<String> heading(BodyPart part, AddressMask mask) {
        List<String> heading = new ArrayList<>();
        HeaderSection header = part.nested().orElse(part.header());
        for (String name : List.of("From", "Date", "Subject", "To")) {
            String value = header.text(name);
            if (!value.isBlank()) {
                heading.add(name + ": " + mask.maskText(value));
            }
        }
        return heading.isEmpty() ? List.of("An attached message") : heading;
    }

    private static Attachment attachment(MessageRow row, BodyPart part) {
        String name = part.fileName().isEmpty() ? "part " + part.number() : part.fileName();
        return new Attachment(
                ArchiveLinks.part(row, part.number(), part.fileName()),
                name,
                part.mediaType(),
                size(part.size()),
                SAFE_IMAGES.contains(part.mediaType()));
    }

    private static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%d kB", Math.round(bytes / 1000.0))
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0);
    }

    private static List<String> notes(ParsedMessage message) {
        List<String> notes = new ArrayList<>();
        Set<String> guessed = message.displayed().stream()
                .filter(BodyPart::charsetGuessed)
                .map(BodyPart::charset)
                .collect(Collectors.toSet());
        if (!guessed.isEmpty()) {
            notes.add(
                    "The message does not say its charset rightly; it was read as " + String.join(", ", guessed) + ".");
        }
        message.defects().stream()
                .map(defect -> Notes.of(defect.kind()))
                .filter(note -> !note.isEmpty())
                .distinct()
                .forEach(notes::add);
        return notes;
    }
}
