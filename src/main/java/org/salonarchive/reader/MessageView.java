package org.salonarchive.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.render.AddressMask;
import org.salonarchive.render.SafeHtml;

/**
 * A message as a page shows it, made from its bytes.
 *
 * @param date for people, with the sender's own offset
 * @param dateNote why it is dated so, where that is not its own Date field
 * @param reply a link to answer it; may be empty
 * @param answers whether it says that it answers another message
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
        boolean answers,
        List<Section> sections,
        List<Attachment> attachments,
        List<String> notes) {

    private static final MessageParser PARSER = new MessageParser();
    private static final Set<String> SAFE_IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    /** Among other messages no text takes more room; the message's own page has all of it. */
    private static final int ROOM = 60_000;

    /** A displayed part; a nested message begins with its heading. */
    record Section(List<String> heading, SafeHtml body) {}

    /** Something to take away. */
    record Attachment(String link, String name, String type, String size, boolean image) {}

    /** The message on its own page, as long as it is. */
    static MessageView of(MessageRow row, byte[] raw, AddressMask mask) {
        return of(row, raw, mask, Integer.MAX_VALUE);
    }

    /** The message among others of its thread. */
    static MessageView among(MessageRow row, byte[] raw, AddressMask mask) {
        return of(row, raw, mask, ROOM);
    }

    private static MessageView of(MessageRow row, byte[] raw, AddressMask mask, int room) {
        ParsedMessage message = PARSER.parse(raw);
        Sections sections = new Sections(mask, room);
        message.displayed().forEach(sections::add);
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
                message.references().stream()
                        .anyMatch(reference -> !reference.id().equals(message.messageId())),
                sections.all(),
                message.attachments().stream()
                        .map(part -> attachment(row, part))
                        .toList(),
                notes(message, sections));
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

    private static Attachment attachment(MessageRow row, BodyPart part) {
        String name = part.fileName().isEmpty() ? "part " + part.number() : part.fileName();
        return new Attachment(
                ArchiveLinks.part(row, part.number(), part.fileName()),
                name,
                part.mediaType(),
                Words.size(part.size()),
                SAFE_IMAGES.contains(part.mediaType()));
    }

    private static List<String> notes(ParsedMessage message, Sections sections) {
        List<String> notes = new ArrayList<>();
        if (sections.all().isEmpty()) {
            notes.add("This message has no text.");
        }
        if (sections.isCut()) {
            notes.add("It is too long to be shown whole among others; its own page has all of it.");
        }
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
