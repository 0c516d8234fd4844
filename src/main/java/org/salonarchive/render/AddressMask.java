package org.salonarchive.render;

import java.util.Locale;

/** How mail addresses are shown to readers. Stored bytes are never changed. */
public enum AddressMask {
    /** As they are. */
    SHOWN,
    /** {@code user at host}, as Pipermail shows them. */
    MASKED,
    /** Not at all. */
    HIDDEN;

    private static final String HIDDEN_TEXT = "(address hidden)";
    private static final int LONGEST_PART = 255;

    /** The mask of a list's setting. */
    public static AddressMask ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** One address. */
    public String mask(String address) {
        int at = address.lastIndexOf('@');
        if (at < 0 || this == SHOWN) {
            return address;
        }
        return this == HIDDEN ? HIDDEN_TEXT : address.substring(0, at) + " at " + address.substring(at + 1);
    }

    /** Every address in a text. What only looks a little like one, such as a Message-ID, is masked too. */
    public String maskText(String text) {
        if (this == SHOWN || text.indexOf('@') < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length() + 16);
        int done = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = start(text, at, done);
            int end = end(text, at);
            if (start < at && end > at + 1) {
                masked.append(text, done, start).append(mask(text.substring(start, end)));
                done = end;
            }
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** Where the local part begins that ends at this @. */
    static int start(String text, int at, int floor) {
        int start = at;
        int least = Math.max(floor, at - LONGEST_PART);
        while (start > least && isLocal(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Where the domain ends that begins after this @. */
    static int end(String text, int at) {
        int end = at + 1;
        int most = Math.min(text.length(), at + 1 + LONGEST_PART);
        while (end < most && isDomain(text.charAt(end))) {
            end++;
        }
        while (end > at + 1 && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-')) {
            end--;
        }
        return end;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }
}
