package org.salonarchive.message;

import org.jsoup.Jsoup;

/** Turns HTML into plain text. */
public final class HtmlText {
    private HtmlText() {}

    /** The text of an HTML document or fragment. */
    public static String toText(String html) {
        return Jsoup.parse(html).wholeText();
    }
}
