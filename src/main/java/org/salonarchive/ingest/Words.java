package org.salonarchive.ingest;

import java.util.Locale;

/** Names of constants, as people read them. */
public final class Words {

    private Words() {}

    /** {@code MESSAGE_ID_MISSING} as {@code message id missing}. */
    public static String of(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
