package org.salonarchive.message;

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
        return new ParsedMessage(root.header(), values, body, defects);
    }
}
