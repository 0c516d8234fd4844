package org.salonarchive.reader;

/** Numbers and nouns as pages write them. */
final class Words {

    private static final int GROUP = 3;
    private static final int TENTHS = 10;

    private Words() {}

    /** {@code 1 message}, {@code 1,200 messages}. */
    static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 1,234}: without a format, since charts and counts write hundreds on a page. */
    static String number(long number) {
        StringBuilder digits = new StringBuilder().append(number);
        int first = number < 0 ? 1 : 0;
        for (int at = digits.length() - GROUP; at > first; at -= GROUP) {
            digits.insert(at, ',');
        }
        return digits.toString();
    }

    /** {@code 214 kB}: decimal units, as file managers count. */
    static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        if (bytes < 1_000_000) {
            return Math.round(bytes / 1000.0) + " kB";
        }
        long tenths = Math.round(bytes / 100_000.0);
        return tenths / TENTHS + "." + tenths % TENTHS + " MB";
    }
}
