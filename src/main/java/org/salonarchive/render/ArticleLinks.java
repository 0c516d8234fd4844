package org.salonarchive.render;

import java.util.Optional;
import org.jsoup.nodes.Element;

/** Writes the links and images of an article. */
final class ArticleLinks {

    private final ArticleWriter writer;
    private final MailImages images;
    private final AddressMask mask;
    private int within;

    ArticleLinks(ArticleWriter writer, MailImages images, AddressMask mask) {
        this.writer = writer;
        this.images = images;
        this.mask = mask;
    }

    /** Whether what is written now is part of a link. */
    boolean isWithin() {
        return within > 0;
    }

    /** A link begins; gives what ends it. Words that look like another host are followed by the one it leads to. */
    Runnable begin(Element element) {
        Optional<LinkTarget> target =
                LinkTarget.of(element.attr("href")).filter(found -> !found.isMail() || mask == AddressMask.SHOWN);
        if (target.isEmpty() || isWithin()) {
            return () -> {};
        }
        String href = new Markup(200).text(target.get().address()).safe().value();
        writer.format("<a href=\"" + href + "\">", "</a>");
        within++;
        String words = element.text();
        return () -> {
            within--;
            writer.endFormat();
            if (target.get().isMisnamedBy(words)) {
                writer.text(" ", true);
                writer.inline("<span class=\"n\">["
                        + new Markup(80).text(target.get().host()).safe().value() + "]</span>");
            }
        };
    }

    /** An image: itself, if the mail brings it along, else the words that stand for it. */
    void image(Element element) {
        Optional<String> address = images.address(element);
        String words = mask.maskText(MailImages.words(element));
        if (address.isPresent()) {
            String alt = new Markup(80).text(words).safe().value();
            String source = new Markup(80).text(address.get()).safe().value();
            writer.inline("<img src=\"" + source + "\" alt=\"" + alt + "\" loading=\"lazy\">");
        } else if (!MailImages.isUnseen(element) && (!words.isEmpty() || isAllOfALink(element))) {
            writer.format("<span class=\"image\">", "</span>");
            writer.text(words.isEmpty() ? "image" : words, true);
            writer.endFormat();
        }
    }

    /** Whether a link has no words but this image. */
    private boolean isAllOfALink(Element image) {
        Element link = isWithin() ? image.closest("a") : null;
        return link != null && !link.hasText();
    }
}
