package org.salonarchive.hostile;

import java.util.Locale;

/** Where a stranger's words reach a page. */
enum Place {
    HTML_BODY,
    TEXT_BODY,
    SUBJECT,
    SENDER_NAME,
    HEADER_NAME,
    ATTACHMENT_NAME,
    ATTACHMENT_TYPE,
    LIST_TITLE,
    SEARCH_BOX,
    FEED;

    /** A word that stands for the snippet on a page made to be filled in. */
    String blank() {
        return "zq" + name().toLowerCase(Locale.ROOT).replace("_", "") + "qz";
    }
}
