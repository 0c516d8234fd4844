package org.salonarchive.message;

/**
 * Something in a message that is not as the standards want it, and that was repaired, guessed or left out.
 *
 * @param kind what is wrong
 * @param place where: "header", "header Date", "part 2.1"
 * @param detail for a person's eyes, short; may be empty
 */
public record Defect(Kind kind, String place, String detail) {

    /** What is wrong. The names are stored, so they only ever grow in number. */
    public enum Kind {
        /** The message is longer than {@link ParseLimits#MESSAGE_BYTES}; the rest was not looked at. */
        MESSAGE_TOO_LONG,
        /** A line of the header section that is neither a field nor a continuation was left out. */
        HEADER_LINE,
        /** No empty line between header section and body. */
        HEADER_NOT_ENDED,
        /** Fields beyond a bound were left out. */
        HEADER_TOO_LONG,
        /** The middle of a field was left out. */
        FIELD_TOO_LONG,
        /** A field that must stand once stands again; the first counts. */
        FIELD_REPEATED,
        /** A field holds 8-bit text that is not UTF-8; its charset was guessed. */
        FIELD_CHARSET,
        /** Encoded words (RFC 2047) beyond the bound, or damaged ones, were left as they stand. */
        ENCODED_WORD,
        /** The origination date is missing or cannot be read. */
        DATE,
        /** The zone of the origination date is missing, unknown or impossible; UTC was assumed. */
        DATE_ZONE,
        /** The sender's address is missing or cannot be read. */
        FROM,
        /** Addresses beyond the bound were left out. */
        TOO_MANY_ADDRESSES,
        /** No Message-ID; one was made from the content. */
        MESSAGE_ID_MISSING,
        /** The Message-ID does not have the form of RFC 5322. */
        MESSAGE_ID_FORM,
        /** The middle of References was left out. */
        TOO_MANY_REFERENCES,
        /** A media type that cannot be read; text/plain was assumed. */
        CONTENT_TYPE,
        /** An unknown transfer encoding, or data that is not encoded as it says. */
        TRANSFER_ENCODING,
        /** A multipart names no boundary, or one that never comes. */
        BOUNDARY_MISSING,
        /** A multipart ends without its closing boundary. */
        BOUNDARY_NOT_CLOSED,
        /** Nested deeper than the bound; the inner parts stay together as one attachment. */
        NESTED_TOO_DEEP,
        /** More parts than the bound; the rest stays together in the last one. */
        TOO_MANY_PARTS,
        /** The text declares a charset that is unknown or plainly wrong. */
        CHARSET,
        /** Text beyond a bound was left out. */
        TEXT_TOO_LONG
    }
}
