package org.salonarchive.render;

import java.util.Optional;
import java.util.function.Function;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * HTML of a mail as its sender formatted it, for a sandboxed frame: styles, fonts, colours and layout, without anything
 * that acts, loads or names. It is a document of its own, so nothing of it meets a page of ours.
 */
public final class OriginalHtml {

    private OriginalHtml() {}

    /**
     * The document; empty when it is too long.
     *
     * @param images the address of the part that a Content-ID names, if it is an image that may be shown
     * @param remote whether images that are elsewhere stay in it
     */
    public static Optional<SafeHtml> render(
            String html, AddressMask mask, Function<String, Optional<String>> images, boolean remote) {
        if (html.length() > MailDocument.LONGEST) {
            return Optional.empty();
        }
        Document document = MailDocument.of(html);
        StyleSheets.apply(document);
        document.select("style").remove();
        mask(document, mask);
        SafeHtml body = MailPolicy.original(wrapped(document), images, remote);
        return body.value().length() > MailDocument.LONGEST ? Optional.empty() : Optional.of(inDocument(body));
    }

    /** How many images a document has that are elsewhere. */
    public static int imagesElsewhere(String html) {
        if (html.length() > MailDocument.LONGEST) {
            return 0;
        }
        MailImages images = new MailImages(id -> Optional.empty());
        MailDocument.of(html).select("img").forEach(images::address);
        return images.leftOut();
    }

    /** What the body element asks for holds for all in it; the element itself does not pass the gate. */
    private static String wrapped(Document document) {
        Element body = document.body();
        Element all = new Element("div").attr("style", body.attr("style"));
        String colour = body.attr("bgcolor");
        if (!colour.isEmpty()) {
            all.attr("style", "background-color:" + colour + ";" + all.attr("style"));
        }
        ListRepair.taken(body).forEach(all::appendChild);
        return all.outerHtml();
    }

    private static void mask(Document document, AddressMask mask) {
        if (mask == AddressMask.SHOWN) {
            return;
        }
        document.traverse((node, depth) -> {
            if (node instanceof TextNode text && text.getWholeText().indexOf('@') >= 0) {
                text.text(mask.maskText(text.getWholeText()));
            }
        });
        document.select("a[href^=mailto:]").removeAttr("href");
        for (String name : new String[] {"alt", "title"}) {
            for (Element element : document.select("[" + name + "*=@]")) {
                element.attr(name, mask.maskText(element.attr(name)));
            }
        }
    }

    private static SafeHtml inDocument(SafeHtml body) {
        return new SafeHtml(
                "<!doctype html>\n<html lang=\"\"><head><meta charset=\"utf-8\"><title>Original formatting</title>"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                        + "<style>html{background:#fff;color:#000;color-scheme:light}body{margin:8px;overflow-wrap:anywhere}"
                        + "img{max-width:100%}</style></head><body>" + body.value() + "</body></html>");
    }
}
