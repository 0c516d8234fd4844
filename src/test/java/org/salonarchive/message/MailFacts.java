package org.salonarchive.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a golden file tells of a message: all that does not depend on the line ends of the mail. */
final class MailFacts {
    private MailFacts() {}

    static Map<String, Object> of(ParsedMessage message) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("messageId", message.messageId().value());
        facts.put("messageIdMade", message.messageIdMade());
        facts.put("contentHash", message.contentHash().base32());
        facts.put("subject", message.subject());
        facts.put("baseSubject", message.baseSubject());
        facts.put("from", address(message.from()));
        facts.put("to", addresses(message.to()));
        facts.put("cc", addresses(message.cc()));
        facts.put("replyTo", addresses(message.replyTo()));
        facts.put("date", message.originationDate().map(Object::toString).orElse(""));
        facts.put("zoneNamed", message.zoneNamed());
        facts.put("received", message.received().stream().map(Object::toString).toList());
        facts.put(
                "references",
                message.references().stream().map(MailFacts::reference).toList());
        facts.put("listId", message.listId().orElse(""));
        facts.put(
                "parts",
                message.parts().stream().map(part -> part(message, part)).toList());
        facts.put(
                "texts",
                message.displayed().stream()
                        .filter(BodyPart::isText)
                        .map(part -> part.text().lines().toList())
                        .toList());
        facts.put("defects", message.defects().stream().map(MailFacts::defect).toList());
        return facts;
    }

    private static List<String> addresses(List<MailboxAddress> mailboxes) {
        return mailboxes.stream().map(MailFacts::address).toList();
    }

    private static String address(MailboxAddress mailbox) {
        return mailbox.name() + " <" + mailbox.address() + ">";
    }

    private static String reference(Reference reference) {
        return reference.field() + " " + reference.position() + " " + reference.id();
    }

    private static String defect(Defect defect) {
        return defect.kind() + " in " + defect.place() + ": " + defect.detail();
    }

    private static Map<String, Object> part(ParsedMessage message, BodyPart part) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("number", part.number());
        facts.put("mediaType", part.mediaType());
        facts.put("kind", part.kind().name());
        facts.put("shown", message.displayed().contains(part));
        facts.put("offered", message.attachments().contains(part));
        put(facts, "fileName", part.fileName());
        put(facts, "listFooter", part.isListFooter() ? "yes" : "");
        put(facts, "contentId", part.contentId());
        put(facts, "charset", part.charset() + (part.charsetGuessed() ? " (guessed)" : ""));
        put(facts, "flowed", part.flowed() ? part.delSp() ? "delsp" : "yes" : "");
        put(
                facts,
                "alternatives",
                String.join(
                        " ", part.alternatives().stream().map(BodyPart::number).toList()));
        part.nested().ifPresent(header -> put(facts, "nestedSubject", header.text("Subject")));
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, value);
        }
    }
}
