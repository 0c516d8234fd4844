package org.salonarchive.reader;

import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.message.BodyPart;
import org.salonarchive.render.OriginalHtml;

/**
 * How a reader wants to see the body of a message.
 *
 * @param remote whether images that are elsewhere may be fetched, which only the reader decides
 */
record BodyView(Kind kind, MessageRow row, boolean remote) {

    enum Kind {
        /** As an article in the archive's own typography. */
        READING,
        /** As plain text. */
        TEXT,
        /** As its sender formatted it, in a frame of its own. */
        ORIGINAL
    }

    /** What {@code ?view=} and {@code ?images=} ask for; anything unknown is the reading view. */
    static BodyView asked(MessageRow row, @Nullable String view, @Nullable String images) {
        Kind kind = "text".equals(view) ? Kind.TEXT : "original".equals(view) ? Kind.ORIGINAL : Kind.READING;
        return new BodyView(kind, row, kind == Kind.ORIGINAL && "remote".equals(images));
    }

    /** The address of the frame that shows a part. */
    String frame(BodyPart part) {
        return ArchiveLinks.original(row, part.number()) + (remote ? "?images=remote" : "");
    }

    /** How many images of a part the frame leaves out. */
    int imagesElsewhere(BodyPart part) {
        return remote ? 0 : OriginalHtml.imagesElsewhere(part.text());
    }
}
