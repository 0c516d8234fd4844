package org.salonarchive.archive;

import java.util.Arrays;
import java.util.Optional;

/**
 * A large attachment, cut out of a form's bytes so that it is stored once, whichever messages and forms bring it.
 *
 * @param position where it began in the bytes as they were received
 * @param length bytes that it took there
 * @param wrapping how it stood there
 * @param sha256 of the content
 * @param size bytes of the content
 * @param frame the content, compressed
 */
record Cut(int position, int length, Wrapping wrapping, byte[] sha256, int size, byte[] frame) {

    /** Smaller ones compress better beside their neighbours than a row of their own costs. */
    static final int SMALLEST = 8 << 10;

    /**
     * Cuts a part out. Its decoded content is stored where encoding that again gives the very bytes of the mail,
     * since equal attachments are then one, however wrapped, and compress better; else the bytes as they stand.
     *
     * @param bytes of the message
     * @param begin where the part's content begins
     * @param end where it ends
     * @param content the same, decoded
     * @param sha256 of the decoded content
     */
    static Optional<Cut> of(byte[] bytes, int begin, int end, byte[] content, byte[] sha256) {
        int last = end;
        while (last > begin && (bytes[last - 1] == '\n' || bytes[last - 1] == '\r')) {
            last--;
        }
        if (last - begin < SMALLEST) {
            return Optional.empty();
        }
        if (Wrapping.NONE.gives(content, bytes, begin, end)) {
            return Optional.of(cut(begin, end, Wrapping.NONE, sha256, content));
        }
        Optional<Wrapping> wrapping = Wrapping.ofFirstLine(bytes, begin, last);
        if (wrapping.isPresent() && wrapping.get().gives(content, bytes, begin, last)) {
            return Optional.of(cut(begin, last, wrapping.get(), sha256, content));
        }
        byte[] asItStands = Arrays.copyOfRange(bytes, begin, end);
        return Optional.of(cut(begin, end, Wrapping.NONE, Arrival.sha256(asItStands), asItStands));
    }

    private static Cut cut(int begin, int end, Wrapping wrapping, byte[] sha256, byte[] content) {
        return new Cut(begin, end - begin, wrapping, sha256, content.length, Zstandard.compress(content));
    }

    /** The bytes as they stood in the mail. */
    byte[] bytes() {
        return wrapping.wrap(Zstandard.expand(frame));
    }
}
