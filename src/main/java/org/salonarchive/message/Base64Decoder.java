package org.salonarchive.message;

import java.util.Arrays;

/**
 * Decodes Base64 (RFC 2045 §6.8): passes over what does not belong to it, takes an early end as it comes, and goes on
 * after padding for mailers that join encoded pieces.
 */
final class Base64Decoder extends RangeDecoder {
    private static final byte[] VALUES = values();

    private int buffer;
    private int bits;

    Base64Decoder(ByteRange range) {
        super(range);
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }

    @Override
    int next() {
        while (at < end) {
            byte b = source[at++];
            int value = VALUES[b & 0xff];
            if (value >= 0) {
                buffer = buffer << 6 | value;
                bits += 6;
                if (bits >= Byte.SIZE) {
                    bits -= Byte.SIZE;
                    return buffer >> bits & 0xff;
                }
            } else if (b == '=') {
                bits = 0;
            }
        }
        return -1;
    }
}
