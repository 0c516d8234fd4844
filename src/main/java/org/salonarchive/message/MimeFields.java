package org.salonarchive.message;

import org.salonarchive.message.field.EncodedWords;
import org.salonarchive.message.field.FieldWithParameters;
import org.salonarchive.message.field.FileName;

/**
 * A header section and what it says about the content (RFC 2045, 2183).
 *
 * @param header all of it
 * @param mediaType lower case, always of two words
 * @param contentType with its parameters
 * @param disposition lower case: "attachment", "inline" or what the mail says; "" when it says nothing
 * @param fileName made safe, "" when there is none
 * @param contentId without brackets, "" when there is none
 */
record MimeFields(
        HeaderSection header,
        String mediaType,
        FieldWithParameters contentType,
        String disposition,
        String fileName,
        String contentId,
        TransferEncoding encoding) {
    static final String PLAIN = "text/plain";
    static final String MESSAGE = "message/rfc822";

    /**
     * @param defaultType what is assumed without a Content-Type
     */
    static MimeFields of(HeaderSection header, String defaultType, String place, Defects defects) {
        String body = header.first("Content-Type").orElse("");
        FieldWithParameters contentType = FieldWithParameters.parse(body);
        String mediaType = mediaType(contentType.value());
        if (mediaType.isEmpty()) {
            mediaType = body.isEmpty() ? defaultType : PLAIN;
            if (!body.isEmpty()) {
                defects.add(Defect.Kind.CONTENT_TYPE, place, body);
            }
        }
        FieldWithParameters disposition =
                FieldWithParameters.parse(header.first("Content-Disposition").orElse(""));
        String named = disposition.parameter("filename");
        String fileName = FileName.safe(named.isEmpty() ? contentType.parameter("name") : named);
        String encodingBody = header.first("Content-Transfer-Encoding").orElse("");
        TransferEncoding encoding = TransferEncoding.of(encodingBody);
        if (encoding == TransferEncoding.UNKNOWN) {
            defects.add(Defect.Kind.TRANSFER_ENCODING, place, encodingBody);
        }
        return new MimeFields(
                header, mediaType, contentType, disposition.value(), fileName, contentId(header), encoding);
    }

    /** The type if it has the form of one (RFC 2045 §5.1); the single word "text" of old mailers means plain text. */
    private static String mediaType(String value) {
        if (value.equals("text")) {
            return PLAIN;
        }
        int slash = value.indexOf('/');
        boolean formed = slash > 0
                && slash < value.length() - 1
                && value.length() <= 255
                && value.chars().allMatch(c -> c > ' ' && c < 0x7f && "()<>@,;:\\\"[]?=".indexOf(c) < 0)
                && value.indexOf('/', slash + 1) < 0;
        return formed ? value : "";
    }

    private static String contentId(HeaderSection header) {
        String id = EncodedWords.decode(header.first("Content-ID").orElse(""));
        int open = id.indexOf('<');
        int close = id.indexOf('>', open + 1);
        return open >= 0 && close > open ? id.substring(open + 1, close).strip() : id;
    }

    MimeFields withMediaType(String other) {
        return new MimeFields(header, other, contentType, disposition, fileName, contentId, encoding);
    }

    boolean isMultipart() {
        return mediaType.startsWith("multipart/");
    }

    boolean isMessage() {
        return mediaType.equals(MESSAGE) || mediaType.equals("message/global") || mediaType.equals("message/news");
    }

    boolean isAttachment() {
        return disposition.equals("attachment");
    }

    String charset() {
        return contentType.parameter("charset");
    }
}
