package org.salonarchive.render;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Text as a browser sees it. */
final class Rendered {

    private Rendered() {}

    static String html(String text) {
        return PlainTextRenderer.render(text, Flow.FIXED, AddressMask.SHOWN).value();
    }

    static Document page(String text) {
        return Jsoup.parse(html(text));
    }

    static Document page(String text, Flow flow) {
        return Jsoup.parse(
                PlainTextRenderer.render(text, flow, AddressMask.SHOWN).value());
    }
}
