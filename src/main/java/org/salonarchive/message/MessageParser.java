package org.salonarchive.message;

import org.salonarchive.message.charset.DecodedText;

/**
 * Parses messages (RFC 5322, MIME). Any bytes are a message: nothing throws, whatever cannot be read is left out or
 * guessed and told by a {@link Defect}, and work and memory are bounded by {@link ParseLimits}. Thread-safe.
 */
public final class MessageParser {

    /**
     * Parses a message. The parts of the result read from these bytes, so the array must not change afterwards.
     *
     * @param raw the message as it was received, without a separator line of an mbox
     */
    public ParsedMessage parse(byte[] raw) {
        Defects defects = new Defects();
        int end = Math.min(raw.length, ParseLimits.MESSAGE_BYTES);
        if (end < raw.length) {
            defects.add(Defect.Kind.MESSAGE_TOO_LONG, "body", raw.length + " bytes");
        }
        Entity root = new StructureScanner(defects).scan(raw, end);
        Body body = Body.of(root);
        HeaderValues values = HeaderValues.of(root.header(), defects);
        ContentHash contentHash = contentHash(values, body, defects);
        return new ParsedMessage(root.header(), values, body, contentHash, defects.list());
    }

    private static ContentHash contentHash(HeaderValues values, Body body, Defects defects) {
        ContentDigest digest = new ContentDigest(values);
        long characters = 0;
        for (BodyPart part : body.displayed()) {
            if (part.isText()) {
                DecodedText decoded = part.decoded();
                digest.text(part, decoded.text());
                characters += decoded.text().length();
                addTextDefects(part, decoded, characters, defects);
            }
        }
        body.attachments().forEach(digest::attachment);
        return digest.hash();
    }

    private static void addTextDefects(BodyPart part, DecodedText decoded, long characters, Defects defects) {
        String place = "part " + part.number();
        if (part.size() > ParseLimits.TEXT || characters > ParseLimits.TEXT) {
            defects.add(Defect.Kind.TEXT_TOO_LONG, place);
        }
        if (decoded.declaredWrong()) {
            defects.add(
                    Defect.Kind.CHARSET,
                    place,
                    part.header().first("Content-Type").orElse(""));
        }
    }
}
