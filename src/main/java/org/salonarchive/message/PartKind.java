package org.salonarchive.message;

import java.util.Set;

/** Decides what an entity is to a reader, by its media type and disposition (RFC 2183). */
final class PartKind {
    /** Text for programs. */
    private static final Set<String> UNREADABLE_TEXT = Set.of(
            "text/calendar",
            "text/vcard",
            "text/x-vcard",
            "text/directory",
            "text/rtf",
            "text/richtext",
            "text/css",
            "text/javascript",
            "text/xml",
            "text/csv",
            "text/tab-separated-values");

    private PartKind() {}

    static BodyPart.Kind of(Entity entity) {
        MimeFields fields = entity.fields();
        if (fields.isMessage() && !entity.children().isEmpty()) {
            return BodyPart.Kind.MESSAGE;
        }
        BodyPart.Kind kind = byType(fields.mediaType());
        boolean isWholeBody =
                entity.parent().filter(parent -> !parent.fields().isMessage()).isEmpty();
        boolean isFile = fields.isAttachment()
                || !fields.fileName().isEmpty() && !fields.disposition().equals("inline");
        return isFile && !isWholeBody ? BodyPart.Kind.ATTACHMENT : kind;
    }

    private static BodyPart.Kind byType(String mediaType) {
        if (mediaType.equals("text/html")
                || mediaType.equals("application/xhtml+xml")
                || mediaType.equals("text/xhtml")) {
            return BodyPart.Kind.HTML;
        }
        boolean readable = mediaType.startsWith("text/") && !UNREADABLE_TEXT.contains(mediaType)
                // Signed text before PGP/MIME (RFC 2015) came.
                || mediaType.equals("application/pgp");
        return readable ? BodyPart.Kind.TEXT : BodyPart.Kind.ATTACHMENT;
    }
}
