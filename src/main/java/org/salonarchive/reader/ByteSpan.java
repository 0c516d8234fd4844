package org.salonarchive.reader;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one stretch of bytes that a Range field asks for (RFC 9110 §14.1.2).
 *
 * @param first the first byte, from 0
 * @param last the last byte, itself asked for; less than the first when no byte of the content is asked for
 */
record ByteSpan(long first, long last) {

    private static final Pattern ONE = Pattern.compile("bytes=\\s*(?:(\\d{1,18})-(\\d{1,18})?|-(\\d{1,18}))\\s*");

    /** Reads the field for content of this size; empty when it must be ignored: another unit, several ranges, nonsense. */
    static Optional<ByteSpan> of(String field, long size) {
        Matcher asked = ONE.matcher(field);
        if (!asked.matches()) {
            return Optional.empty();
        }
        if (asked.group(3) != null) {
            long length = Math.min(Long.parseLong(asked.group(3)), size);
            return Optional.of(new ByteSpan(size - length, size - 1));
        }
        long first = Long.parseLong(asked.group(1));
        long last = asked.group(2) == null ? Long.MAX_VALUE : Long.parseLong(asked.group(2));
        if (last < first) {
            return Optional.empty();
        }
        return Optional.of(first < size ? new ByteSpan(first, Math.min(last, size - 1)) : new ByteSpan(size, size - 1));
    }

    boolean isEmpty() {
        return last < first;
    }
}
