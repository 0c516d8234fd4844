package org.salonarchive.source;

/**
 * One message as its source gave it, before anything is understood of it.
 *
 * @param bytes all of it: header section and body; nobody changes them
 */
public record RawMessage(byte[] bytes, Provenance provenance) implements SourceItem {

    @Override
    public int heldBytes() {
        return bytes.length;
    }
}
