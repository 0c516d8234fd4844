package org.salonarchive.message;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.message.charset.DecodedText;
import org.salonarchive.message.field.DateField;

/** What a message says, as values. It is made by {@link MessageParser}, never changes for whoever
 * looks at it, and may be shared by threads. */
public final class ParsedMessage {
    /** Characters; a longer text says something. */
    private static final int LONGEST_STUB = 600;
    /** HTML of the same words has seldom as many times their characters. */
    private static final int STUB_RATIO = 15;

    private final HeaderSection header;
    private final HeaderValues values;
    private final Body body;
    private final Defects found;
    private @Nullable ContentHash contentHash;
    private @Nullable List<Defect> defects;

    /** @param found the defects of the structure; from now on this message's own */
    ParsedMessage(HeaderSection header, HeaderValues values, Body body, Defects found) {
        this.header = header;
        this.values = values;
        this.body = body;
        this.found = found;
    }

    /** The message's own header section. */
    public HeaderSection header() {
        return header;
    }

    /** The Message-ID, or one made from the content hash. */
    public MessageId messageId() {
        return values.messageId().orElseGet(() -> MessageId.madeOf(contentHash()));
    }

    /** Whether the message came without a Message-ID. */
    public boolean messageIdMade() {
        return values.messageId().isEmpty();
    }

    /** What identifies the message across lists and sources. Everything is decoded for it, when it is first asked for. */
    public synchronized ContentHash contentHash() {
        ContentHash known = contentHash;
        if (known == null) {
            known = ContentDigest.of(values, body);
            contentHash = known;
        }
        return known;
    }

    /** The decoded subject on one line, white space collapsed; "" when there is none. */
    public String subject() {
        return values.subject();
    }

    /** The base subject of RFC 5256 §2.1: without reply marks and list tags, in its own case. */
    public String baseSubject() {
        return values.baseSubject();
    }

    /** Who wrote it: the first mailbox of From, "via list" undone; {@link MailboxAddress#NONE} when nobody is named. */
    public MailboxAddress from() {
        return values.from();
    }

    /** The mailboxes of To, groups opened. */
    public List<MailboxAddress> to() {
        return values.to();
    }

    /** The mailboxes of Cc, groups opened. */
    public List<MailboxAddress> cc() {
        return values.cc();
    }

    /** The mailboxes of Reply-To, groups opened. */
    public List<MailboxAddress> replyTo() {
        return values.replyTo();
    }

    /** The Date field, if it can be read, however insane the date; in UTC when it names no usable zone. */
    public Optional<OffsetDateTime> originationDate() {
        return values.originationDate();
    }

    /** Whether {@link #originationDate()} is there and has the offset that the field names. */
    public boolean zoneNamed() {
        return values.date().filter(date -> date.zone() == DateField.Zone.NAMED).isPresent();
    }

    /** The dates of the Received fields, top (latest) to bottom; those that cannot be read are left out. */
    public List<Instant> received() {
        return values.received();
    }

    /** Whom the message names as ancestors: oldest first, nearest last, no id twice, never its own. */
    public List<Reference> references() {
        return values.references();
    }

    /** The List-Id of RFC 2919 without brackets and description, lower case. */
    public Optional<String> listId() {
        return values.listId();
    }

    /** All leaf parts and the heads of nested messages, in the order of the message. */
    public List<BodyPart> parts() {
        return body.parts();
    }

    /** What a reader reads, in order: the better alternatives, inline texts, heads of nested messages. */
    public List<BodyPart> displayed() {
        return body.displayed();
    }

    /** What is offered to take away: all parts that are neither displayed nor replaced by a displayed alternative. */
    public List<BodyPart> attachments() {
        return body.attachments();
    }

    /** What is not as the standards want it. */
    public synchronized List<Defect> defects() {
        List<Defect> known = defects;
        if (known == null) {
            addThoseOfTexts();
            known = found.list();
            defects = known;
        }
        return known;
    }

    private void addThoseOfTexts() {
        long characters = 0;
        for (BodyPart part : body.displayed()) {
            if (part.isText()) {
                DecodedText decoded = part.decoded();
                characters += decoded.text().length();
                String place = "part " + part.number();
                if (part.size() > ParseLimits.TEXT || characters > ParseLimits.TEXT) {
                    found.add(Defect.Kind.TEXT_TOO_LONG, place);
                }
                if (decoded.declaredWrong()) {
                    found.add(
                            Defect.Kind.CHARSET,
                            place,
                            part.header().first("Content-Type").orElse(""));
                }
            }
        }
    }

    /**
     * All displayed text as plain text, HTML turned to text, parts separated by an empty line; at most {@link
     * ParseLimits#TEXT} characters. Composed at each call.
     */
    public String text() {
        return text(false);
    }

    /** The same without what list servers put below every message. */
    public String textWithoutListFooters() {
        return text(true);
    }

    /** Some programs put no more into the plain text than that there is HTML; then it is the HTML that says something. */
    private static String plain(BodyPart part) {
        if (part.kind() == BodyPart.Kind.HTML) {
            return HtmlText.toText(part.text());
        }
        String text = part.text();
        for (BodyPart other : text.length() < LONGEST_STUB ? part.alternatives() : List.<BodyPart>of()) {
            if (other.kind() == BodyPart.Kind.HTML && other.size() > STUB_RATIO * text.length()) {
                String html = HtmlText.toText(other.text());
                return html.length() > 2 * text.length() ? html : text;
            }
        }
        return text;
    }

    private String text(boolean withoutFooters) {
        StringBuilder text = new StringBuilder();
        for (BodyPart part : displayed()) {
            if (part.isText() && text.length() < ParseLimits.TEXT && !(withoutFooters && part.isListFooter())) {
                String plain = plain(part);
                plain = withoutFooters ? ListFooter.strip(plain.stripTrailing()) : plain;
                if (!text.isEmpty()) {
                    text.append(text.charAt(text.length() - 1) == '\n' ? "\n" : "\n\n");
                }
                text.append(plain, 0, Math.min(plain.length(), ParseLimits.TEXT - text.length()));
            }
        }
        int end = text.length();
        return end > 0 && Character.isHighSurrogate(text.charAt(end - 1))
                ? text.substring(0, end - 1)
                : text.toString();
    }
}
