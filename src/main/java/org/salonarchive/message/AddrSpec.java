package org.salonarchive.message;

import org.salonarchive.message.charset.Characters;

/**
 * An addr-spec (RFC 5322 §3.4.1) found within other words.
 *
 * @param rest the other words
 */
record AddrSpec(String address, String rest) {

    /** What stands in angle brackets, as an address: without route, white space and what else mailers put in. */
    static String clean(String angle) {
        String address = angle.strip();
        if (address.regionMatches(true, 0, "mailto:", 0, 7)) {
            address = address.substring(7);
        }
        if (address.startsWith("@") && address.indexOf(':') > 0) {
            // The route of RFC 5322 §4.4.
            address = address.substring(address.indexOf(':') + 1);
        }
        address = ObscuredAddress.rebuild(address).orElse(address);
        if (address.startsWith("\"") && address.indexOf("\"@") > 0) {
            return Characters.ofField(address);
        }
        address = withoutComments(address);
        StringBuilder plain = new StringBuilder(address.length());
        address.codePoints().filter(c -> !Character.isWhitespace(c)).forEach(plain::appendCodePoint);
        return unquoted(plain.toString());
    }

    /** RFC 5322 §4.4 allows comments around each word of an address. */
    private static String withoutComments(String address) {
        if (address.indexOf('(') < 0) {
            return address;
        }
        StringBuilder plain = new StringBuilder(address.length());
        int depth = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static String unquoted(String address) {
        boolean framed = isFramed(address, '\'', '\'') || isFramed(address, '"', '"') || isFramed(address, '<', '>');
        return framed ? address.substring(1, address.length() - 1) : address;
    }

    private static boolean isFramed(String address, char begin, char end) {
        return address.length() > 2 && address.charAt(0) == begin && address.charAt(address.length() - 1) == end;
    }

    /** A space ends the address unless a dot stands beside it, which obsolete syntax allows too. */
    private static boolean endsWord(String words, int position) {
        boolean dotted = words.charAt(position - 1) == '.' || words.startsWith(" .", position);
        return words.charAt(position) == ' ' && !dotted;
    }

    /** The first word with an @ in it, with the space that obsolete syntax allows around the @ taken out. */
    static AddrSpec within(String words) {
        int at = words.indexOf('@');
        int begin = at;
        while (begin > 0 && words.charAt(begin - 1) == ' ') {
            begin--;
        }
        if (begin > 0 && words.charAt(begin - 1) == '"') {
            begin = Math.max(0, words.lastIndexOf('"', begin - 2));
        } else {
            while (begin > 0 && words.charAt(begin - 1) != ' ') {
                begin--;
            }
        }
        int end = at + 1;
        while (end < words.length() && words.charAt(end) == ' ') {
            end++;
        }
        while (end < words.length() && !endsWord(words, end)) {
            end++;
        }
        String rest = words.substring(0, begin) + " " + words.substring(end);
        return new AddrSpec(clean(words.substring(begin, end)), Characters.collapsed(rest));
    }
}
