package org.salonarchive.message.charset;

/**
 * What bytes look like as UTF-8.
 *
 * @param sequences valid sequences of more than one byte
 * @param malformed places where a byte beyond ASCII belongs to no valid sequence
 */
record Utf8(int sequences, int malformed) {

    static Utf8 of(byte[] bytes) {
        int sequences = 0;
        int malformed = 0;
        int i = 0;
        while (i < bytes.length) {
            if (bytes[i] >= 0) {
                i++;
                continue;
            }
            int length = sequenceLength(bytes, i);
            if (length > 1) {
                sequences++;
                i += length;
            } else {
                malformed++;
                i++;
            }
        }
        return new Utf8(sequences, malformed);
    }

    boolean isValid() {
        return malformed == 0;
    }

    /** The length of the valid sequence that begins here, 0 when none does (RFC 3629 §4). */
    private static int sequenceLength(byte[] bytes, int i) {
        int lead = bytes[i] & 0xff;
        if (lead >= 0xc2 && lead <= 0xdf) {
            return isTrail(bytes, i + 1, 0x80, 0xbf) ? 2 : 0;
        }
        if (lead >= 0xe0 && lead <= 0xef) {
            int low = lead == 0xe0 ? 0xa0 : 0x80;
            int high = lead == 0xed ? 0x9f : 0xbf;
            return isTrail(bytes, i + 1, low, high) && isTrail(bytes, i + 2, 0x80, 0xbf) ? 3 : 0;
        }
        if (lead >= 0xf0 && lead <= 0xf4) {
            int low = lead == 0xf0 ? 0x90 : 0x80;
            int high = lead == 0xf4 ? 0x8f : 0xbf;
            boolean valid = isTrail(bytes, i + 1, low, high)
                    && isTrail(bytes, i + 2, 0x80, 0xbf)
                    && isTrail(bytes, i + 3, 0x80, 0xbf);
            return valid ? 4 : 0;
        }
        return 0;
    }

    private static boolean isTrail(byte[] bytes, int i, int low, int high) {
        return i < bytes.length && (bytes[i] & 0xff) >= low && (bytes[i] & 0xff) <= high;
    }
}
