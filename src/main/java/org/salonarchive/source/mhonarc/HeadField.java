package org.salonarchive.source.mhonarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A header field as a page shows it.
 *
 * @param name as it is shown
 * @param value on one line, without links
 */
record HeadField(String name, String value) {

    private static final Pattern ITEM = Pattern.compile("(?i)<(?:li|tr|dt)\\b[^<>]*>");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,70}");

    /** A domain of which SPAMMODE left nothing. */
    private static final Pattern MASKED = Pattern.compile("@x{3,}(?![\\w.-])");

    private static final int MOST = 300;
    private static final int LONGEST = 64 << 10;

    /** The fields that a piece of a page lists. */
    static List<HeadField> listed(String html) {
        List<HeadField> fields = new ArrayList<>();
        String[] items = ITEM.matcher(html).find() ? ITEM.split(html, MOST + 1) : html.split("\\n", MOST + 1);
        for (int i = 0; i < Math.min(items.length, MOST); i++) {
            String item = items[i].length() > LONGEST ? items[i].substring(0, LONGEST) : items[i];
            String words = PageText.words(item);
            int colon = words.indexOf(':');
            if (colon > 0 && NAME.matcher(words.substring(0, colon).strip()).matches()) {
                fields.add(new HeadField(
                        words.substring(0, colon).strip(),
                        words.substring(colon + 1).strip()));
            }
        }
        return fields;
    }

    /** The name in lower case. */
    String key() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Whether an address or id in it was made unusable. */
    boolean isMasked() {
        return MASKED.matcher(value).find();
    }
}
