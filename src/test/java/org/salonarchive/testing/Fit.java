package org.salonarchive.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** What any text taken from a mail must be for a database and a page to hold it. */
public final class Fit {

    private Fit() {}

    /** Fails for text with NUL or a lone surrogate, or with more characters than the bound. */
    public static void require(String text, long bound) {
        assertThat(text.length()).isLessThanOrEqualTo(Math.toIntExact(Math.min(bound, Integer.MAX_VALUE)));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || Character.isSurrogate(c) && !paired) {
                throw new AssertionError("Character " + (int) c + " at " + i + " of " + text.length());
            }
            i += paired ? 1 : 0;
        }
    }

    /** The same for each text among maps, lists and texts. */
    public static void requireAll(Object facts) {
        if (facts instanceof String text) {
            require(text, Integer.MAX_VALUE);
        } else if (facts instanceof Map<?, ?> map) {
            map.values().forEach(Fit::requireAll);
        } else if (facts instanceof Iterable<?> list) {
            list.forEach(Fit::requireAll);
        }
    }
}
