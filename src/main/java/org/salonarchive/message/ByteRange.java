package org.salonarchive.message;

/**
 * A stretch of bytes in memory.
 *
 * @param source never to be changed
 * @param begin of the first byte
 * @param end after the last byte
 */
public record ByteRange(byte[] source, int begin, int end) {

    ByteRange endingAt(int position) {
        return new ByteRange(source, begin, Math.max(begin, position));
    }

    int length() {
        return end - begin;
    }
}
