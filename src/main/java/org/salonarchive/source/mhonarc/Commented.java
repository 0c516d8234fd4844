package org.salonarchive.source.mhonarc;

/** Undoes what MHonArc does to text that it writes into a comment; text is in ISO 8859-1, a byte each. */
final class Commented {

    private static final int LONGEST_NUMBER = 4;

    private Commented() {}

    /** Decimal references stand for bytes; anything else that looks like HTML is as it was in the mail. */
    static String undone(String text) {
        int reference = text.indexOf("&#");
        if (reference < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (reference >= 0) {
            plain.append(text, at, reference);
            at = reference + 2;
            int number = 0;
            while (at < text.length() && at - reference < 2 + LONGEST_NUMBER && isDigit(text.charAt(at))) {
                number = number * 10 + text.charAt(at) - '0';
                at++;
            }
            if (at > reference + 2 && at < text.length() && text.charAt(at) == ';' && number <= 0xFF) {
                plain.append((char) number);
                at++;
            } else {
                plain.append(text, reference, at);
            }
            reference = text.indexOf("&#", at);
        }
        return plain.append(text, at, text.length()).toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Lower case letters are rotated by 13; {@code @}, upper case letters and {@code [} are a ring of 28, rotated by 14. */
    static String rotated(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                plain.append((char) ('a' + (c - 'a' + 13) % 26));
            } else if (c >= '@' && c <= '[') {
                plain.append((char) ('@' + (c - '@' + 14) % 28));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
