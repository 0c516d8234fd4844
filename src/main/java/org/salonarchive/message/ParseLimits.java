package org.salonarchive.message;

import org.salonarchive.message.field.EncodedWords;
import org.salonarchive.message.field.FileName;

/**
 * The bounds of parsing, all in one place. Whatever lies beyond a bound stays in the raw message, is left out of the
 * parsed values and is told by a {@link Defect}.
 */
public final class ParseLimits {
    /** Bytes of a message that are looked at. */
    public static final int MESSAGE_BYTES = 64 << 20;
    /** Levels of multiparts and nested messages. */
    public static final int NESTING = 30;
    /** Entities (multiparts, parts, nested messages) of a message. */
    public static final int PARTS = 1_000;
    /** Bytes kept of one header section. */
    public static final int HEADER_SECTION_BYTES = 256 << 10;
    /** Bytes kept of all header sections of a message together. */
    public static final int HEADER_BYTES = 4 << 20;
    /** Bytes kept of one header field: its first and last half, where most matters. */
    public static final int FIELD_BYTES = 64 << 10;
    /** Fields kept of one header section. */
    public static final int FIELDS = 2_000;
    /** Bytes of a multipart's boundary. */
    public static final int BOUNDARY_BYTES = 2 << 10;
    /** Encoded words (RFC 2047) decoded of one field. */
    public static final int ENCODED_WORDS = EncodedWords.BOUND;
    /** Characters kept of a file name. */
    public static final int FILE_NAME = FileName.BOUND;
    /** Addresses kept of one field. */
    public static final int ADDRESSES = 1_000;
    /** Message-IDs kept of the beginning of References, and as many of its end. */
    public static final int REFERENCES = 100;
    /** Bytes of nested messages that a transfer encoding hides, taken together. */
    public static final int NESTED_BYTES = 48 << 20;
    /** Bytes of decoded text kept of one part, and characters of displayed text kept of one message. */
    public static final int TEXT = 5_000_000;
    /** Defects kept of one message; beyond them only the first of a kind. */
    public static final int DEFECTS = 200;

    private ParseLimits() {}
}
