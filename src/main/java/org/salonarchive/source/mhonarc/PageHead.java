package org.salonarchive.source.mhonarc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.salonarchive.source.rebuilt.FieldText;

/**
 * The header section of a rebuilt message. What comments say is taken as it is, in whatever charset the mail had; what
 * only the page shows is UTF-8.
 */
final class PageHead {

    /** Fields that are taken from elsewhere, or that the rebuilt body makes anew. */
    private static final Set<String> OWN =
            Set.of("from", "date", "subject", "references", "in-reply-to", "message-id", "mime-version");

    private static final String MIME = "content-";
    private static final String NOBODY = "Unknown";

    private final StringBuilder out = new StringBuilder();

    private PageHead() {}

    /** @return bytes, each field's line ended */
    static byte[] of(Page page) {
        PageHead head = new PageHead();
        PageComments comments = page.comments();
        head.from(page);
        head.date(page);
        head.subject(page);
        head.others(page.head());
        head.references(page);
        comments.messageId()
                .map(PageHead::bracketed)
                .or(() -> page.shown("message-id"))
                .ifPresent(id -> head.field("Message-ID", id));
        return head.bytes();
    }

    /** The header section of a message within a message, of which only what is shown is known. */
    static byte[] of(List<HeadField> shown) {
        PageHead head = new PageHead();
        for (HeadField field : shown) {
            if (!field.key().startsWith(MIME) && !field.key().equals("mime-version")) {
                head.shown(field.name(), Optional.of(field.value()));
            }
        }
        return head.bytes();
    }

    private byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What a comment says is clear where the page masks the address. */
    private void from(Page page) {
        Optional<String> known = page.comments().from().filter(from -> !from.equals(NOBODY));
        if (known.isPresent()) {
            field("From", known.get());
        } else {
            shown("From", page.shown("from"));
        }
    }

    /** A mail without a date has that of its arrival in the comment, or of the day on which the archive was made. */
    private void date(Page page) {
        shown("Date", page.head().isEmpty() ? page.comments().date() : page.shown("date"));
    }

    private void subject(Page page) {
        Optional<String> known = page.comments().subject();
        if (known.isPresent()) {
            field("Subject", known.get());
        } else {
            Optional<String> shown = page.shown("subject").or(() -> Optional.of(page.heading()));
            field("Subject", FieldText.encoded(shown.get()));
        }
    }

    private void others(List<HeadField> fields) {
        for (HeadField field : fields) {
            boolean useless = field.key().equals("reply-to") && field.isMasked();
            if (!OWN.contains(field.key()) && !field.key().startsWith(MIME) && !useless) {
                shown(field.name(), Optional.of(field.value()));
            }
        }
    }

    /** The fields as they were, where the page shows them whole; else the ids that are known, the parent's last. */
    private void references(Page page) {
        List<String> ids = page.comments().references();
        List<HeadField> fields = page.head().stream()
                .filter(field -> Set.of("references", "in-reply-to").contains(field.key()))
                .toList();
        String shown = fields.stream().map(HeadField::value).collect(Collectors.joining(" "));
        if (fields.stream().noneMatch(HeadField::isMasked) && ids.stream().allMatch(shown::contains)) {
            fields.forEach(field -> shown(field.name(), Optional.of(field.value())));
        } else {
            field("References", ids.stream().map(PageHead::bracketed).collect(Collectors.joining("\n ")));
        }
    }

    private static String bracketed(String id) {
        return id.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>') ? id : "<" + id + ">";
    }

    private void shown(String name, Optional<String> value) {
        value.ifPresent(
                text -> field(name, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
    }

    private void field(String name, String value) {
        out.append(name).append(": ").append(value).append('\n');
    }
}
