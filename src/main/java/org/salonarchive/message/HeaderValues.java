package org.salonarchive.message;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.salonarchive.message.charset.Characters;
import org.salonarchive.message.field.BaseSubject;
import org.salonarchive.message.field.DateField;
import org.salonarchive.message.field.EncodedWords;

/**
 * What the header section of a message says, as values.
 *
 * @param messageId empty when the message has none
 * @param dateText the Date as it stands, "" when there is none
 * @param date the Date, if it can be read
 * @param received the dates of Received fields, top to bottom
 */
record HeaderValues(
        Optional<MessageId> messageId,
        String subject,
        String baseSubject,
        MailboxAddress from,
        List<MailboxAddress> to,
        List<MailboxAddress> cc,
        List<MailboxAddress> replyTo,
        String dateText,
        Optional<DateField> date,
        List<Instant> received,
        List<Reference> references,
        Optional<String> listId) {

    /** Fields of RFC 5322 §3.6 and RFC 2045 that may stand once. */
    private static final List<String> SINGLE_FIELDS = List.of(
            "Date",
            "From",
            "Sender",
            "Reply-To",
            "To",
            "Cc",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Subject",
            "Content-Type",
            "Content-Transfer-Encoding",
            "MIME-Version");

    static HeaderValues of(HeaderSection header, Defects defects) {
        for (String name : SINGLE_FIELDS) {
            if (header.repeats(name)) {
                defects.add(Defect.Kind.FIELD_REPEATED, "header", name);
            }
        }
        IdentificationFields ids = new IdentificationFields(header, defects);
        Optional<MessageId> messageId = ids.messageId();
        String rawSubject = header.first("Subject").orElse("");
        if (EncodedWords.exceedsBound(rawSubject)) {
            defects.add(Defect.Kind.ENCODED_WORD, "header Subject");
        }
        String subject = Characters.collapsed(EncodedWords.decode(rawSubject));
        String dateText = header.first("Date").orElse("");
        return new HeaderValues(
                messageId,
                subject,
                BaseSubject.of(subject),
                from(header, defects),
                addresses(header, "To", defects),
                addresses(header, "Cc", defects),
                addresses(header, "Reply-To", defects),
                dateText,
                date(dateText, defects),
                received(header),
                ids.references(messageId),
                listId(header));
    }

    /** What stands for the date in the content hash. */
    String dateKey() {
        return date.map(field -> Long.toString(field.at().toEpochSecond())).orElse(Characters.collapsed(dateText));
    }

    Optional<OffsetDateTime> originationDate() {
        return date.map(DateField::at);
    }

    private static MailboxAddress from(HeaderSection header, Defects defects) {
        MailboxAddress from = Author.of(header);
        if (from.address().isEmpty()) {
            defects.add(Defect.Kind.FROM, "header From", header.first("From").orElse(""));
        }
        return from;
    }

    private static List<MailboxAddress> addresses(HeaderSection header, String name, Defects defects) {
        List<MailboxAddress> all = AddressField.parse(header.first(name).orElse(""));
        if (all.size() == ParseLimits.ADDRESSES) {
            defects.add(Defect.Kind.TOO_MANY_ADDRESSES, "header " + name);
        }
        return all;
    }

    private static Optional<DateField> date(String text, Defects defects) {
        Optional<DateField> date = DateField.parse(text);
        if (date.isEmpty()) {
            defects.add(Defect.Kind.DATE, "header Date", text);
        } else if (date.get().zone() == DateField.Zone.ASSUMED) {
            defects.add(Defect.Kind.DATE_ZONE, "header Date", text);
        }
        return date;
    }

    private static List<Instant> received(HeaderSection header) {
        return header.all("Received").stream()
                .map(DateField::parseReceived)
                .flatMap(Optional::stream)
                .map(field -> field.at().toInstant())
                .toList();
    }

    /** RFC 2919: what stands in the last angle brackets, in lower case, since case does not matter there. */
    private static Optional<String> listId(HeaderSection header) {
        String body = header.text("List-Id");
        int open = body.lastIndexOf('<');
        int close = body.indexOf('>', open + 1);
        String id = open >= 0 && close > open ? body.substring(open + 1, close) : body;
        return Optional.of(id.strip().toLowerCase(Locale.ROOT)).filter(text -> !text.isEmpty());
    }
}
