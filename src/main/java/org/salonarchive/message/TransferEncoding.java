package org.salonarchive.message;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Locale;

/**
 * How the content of a part is encoded for transfer (RFC 2045 §6), and the streams that decode it. They are not those of
 * Jakarta Mail, which recurse once for each soft line break in a row and overrun their buffers on damaged uuencoding.
 */
enum TransferEncoding {
    IDENTITY,
    QUOTED_PRINTABLE,
    BASE64,
    UUENCODE,
    /** A name that nobody knows; read as it stands. */
    UNKNOWN;

    static TransferEncoding of(String body) {
        StringBuilder letters = new StringBuilder();
        for (char c : body.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c == '(' || c == ';') {
                break;
            }
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                letters.append(c);
            }
        }
        return switch (letters.toString()) {
            case "", "7bit", "8bit", "binary", "7bits", "8bits", "none", "plain", "text" -> IDENTITY;
            case "quotedprintable", "qp", "quoteprintable" -> QUOTED_PRINTABLE;
            case "base64", "b64" -> BASE64;
            case "xuuencode", "uuencode", "xuue", "uue" -> UUENCODE;
            default -> UNKNOWN;
        };
    }

    /** The decoded bytes of a range; damaged data decode as far as they make sense. */
    InputStream decoded(ByteRange range) {
        return switch (this) {
            case IDENTITY, UNKNOWN -> plain(range);
            case QUOTED_PRINTABLE -> new QuotedPrintableDecoder(range);
            case UUENCODE -> new UuDecoder(range);
            case BASE64 -> base64(range);
        };
    }

    /** QUIRK: list servers append their footer as plain text to a part in Base64; RFC 2045 §6.8 has no such thing. */
    private static InputStream base64(ByteRange range) {
        int dataEnd = Base64Range.end(range);
        InputStream data = new Base64Decoder(range.endingAt(dataEnd));
        return dataEnd == range.end()
                ? data
                : new SequenceInputStream(data, plain(new ByteRange(range.source(), dataEnd, range.end())));
    }

    private static InputStream plain(ByteRange range) {
        return new ByteArrayInputStream(range.source(), range.begin(), range.length());
    }
}
