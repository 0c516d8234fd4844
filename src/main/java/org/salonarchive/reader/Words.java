package org.salonarchive.reader;

import java.util.Locale;

/** Numbers and nouns as pages write them. */
final class Words {

    private Words() {}

    /** {@code 1 message}, {@code 1,200 messages}. */
    static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 1,234}. */
    static String number(long number) {
        return 0 <= number && number < 1000 ? String.valueOf(number) : String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 214 kB}: decimal units, as file managers count. */
    static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%d kB", Math.round(bytes / 1000.0))
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0);
    }
}
