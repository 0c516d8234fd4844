package org.salonarchive.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.render.AddressMask;
import org.salonarchive.render.HtmlSetting;
import org.salonarchive.render.SafeHtml;

/**
 * A message as a page shows it, made from its bytes.
 *
 * @param date for people, with the sender's own offset
 * @param dateNote why it is dated so, where that is not its own Date field
 * @param reply a link to answer it; may be empty
 * @param ways to look at its body, where there is more than one
 * @param references the messages that it says it answers, whether or not they are known
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
        List<MessageIdHash> references,
        List<Way> ways,
        List<Section> sections,
        List<Attachment> attachments,
        List<String> notes) {

    private static final MessageParser PARSER = new MessageParser();

    /** Among other messages no text takes more room; the message's own page has all of it. */
    private static final int ROOM = 60_000;

    /** Whether a subject says that the message forwards another one. */
    private static final Pattern FORWARDS =
            Pattern.compile("(?i)(?:\\[[^\\]]*\\]\\s*)*(?:fwd?|wg|tr|rv|i|enc|vs|doorst)\\s*:.*");

    /**
     * A displayed part; a nested message begins with its heading.
     *
     * @param className how the body is set
     * @param frame the address of the frame that shows the part in place of the body; may be empty
     */
    record Section(List<String> heading, SafeHtml body, String className, String frame) {

        static Section article(SafeHtml body) {
            return new Section(List.of(), body, "body article", "");
        }

        static Section framed(String address) {
            return new Section(List.of(), SafeHtml.NOTHING, "body", address);
        }
    }

    /** Something to take away. */
    record Attachment(String link, String name, String type, String size, boolean image) {}

    /** A way to look at the body; the one that is looked at has no link. */
    record Way(String name, String link) {}

    /** The message on its own page, as long as it is. */
    static MessageView of(BodyView view, byte[] raw, Showing showing) {
        return of(view, raw, showing, 2, Integer.MAX_VALUE);
    }

    /** The message among others of its thread. */
    static MessageView among(MessageRow row, byte[] raw, Showing showing) {
        return of(BodyView.asked(row, null, null), raw, showing, 3, ROOM);
    }

    private static MessageView of(BodyView view, byte[] raw, Showing showing, int heading, int room) {
        AddressMask mask = showing.mask();
        MessageRow row = view.row();
        ParsedMessage message = PARSER.parse(raw);
        boolean folds = !FORWARDS.matcher(message.subject()).matches();
        Sections sections = new Sections(
                view, new HtmlSetting(mask, heading, folds, new CarriedImages(row, message)::address), room);
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
                Reply.mailto(message, row, showing.post()),
                message.references().stream()
                        .map(reference -> reference.id().hash())
                        .filter(id -> !id.equals(message.messageId().hash()))
                        .toList(),
                sections.isFormatted() ? ways(view, sections.imagesLeftOut()) : List.of(),
                sections.all(),
                message.attachments().stream()
                        .filter(part -> !sections.contentIds().contains(part.contentId()))
                        .map(part -> attachment(row, part))
                        .toList(),
                notes(view, message, sections));
    }

    private static List<Way> ways(BodyView view, int imagesLeftOut) {
        String link = ArchiveLinks.message(view.row());
        List<Way> ways = new ArrayList<>();
        ways.add(new Way("reading view", view.kind() == BodyView.Kind.READING ? "" : link));
        ways.add(new Way("plain text", view.kind() == BodyView.Kind.TEXT ? "" : link + "?view=text"));
        ways.add(new Way("original formatting", view.kind() == BodyView.Kind.ORIGINAL ? "" : link + "?view=original"));
        if (view.kind() == BodyView.Kind.ORIGINAL && imagesLeftOut > 0) {
            ways.add(new Way("fetch images from elsewhere", link + "?view=original&images=remote"));
        }
        return ways;
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
                CarriedImages.isSafe(part));
    }

    private static List<String> notes(BodyView view, ParsedMessage message, Sections sections) {
        List<String> notes = new ArrayList<>();
        Notes.of(view.row().fidelity()).ifPresent(notes::add);
        int left = sections.imagesLeftOut();
        if (left > 0) {
            notes.add(Words.count(left, "image") + (left == 1 ? " that is" : " that are") + " not part of the mail "
                    + (left == 1 ? "was" : "were") + " left out, so that nobody learns who reads it.");
        }
        if (view.remote()) {
            notes.add("Images were fetched from elsewhere: whoever keeps them may have learned that you read this.");
        }
        if (sections.isTooLongForHtml()) {
            notes.add("Its HTML is too long to be shown; this is its text.");
        }
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
