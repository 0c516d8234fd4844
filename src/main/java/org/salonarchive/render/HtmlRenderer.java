package org.salonarchive.render;

import java.util.Optional;
import org.jsoup.nodes.Document;

/**
 * HTML of a mail as an article in a page's own typography: its headings, paragraphs, lists, tables, links, emphasis,
 * quotes and images, without its styles, fonts, colours, names and scripts. What it writes has passed {@link MailPolicy}.
 */
public final class HtmlRenderer {

    private HtmlRenderer() {}

    /** Whether HTML is longer than what is rendered. */
    public static boolean isTooLong(String html) {
        return html.length() > MailDocument.LONGEST;
    }

    /** Renders a document or fragment; empty when it is too long, or when nothing of it can be seen. */
    public static Optional<RenderedHtml> render(String html, HtmlSetting setting) {
        if (isTooLong(html)) {
            return Optional.empty();
        }
        Document document = MailDocument.of(html);
        StyleSheets.apply(document);
        ListRepair.mend(document);
        MailImages images = new MailImages(setting.images());
        ArticleWriter writer = new ArticleWriter(html.length() / 2, setting.mask());
        document.body().filter(new ArticleWalk(document, setting, images, writer));
        String article = writer.written();
        if (article.isBlank() || article.length() > MailDocument.LONGEST) {
            return Optional.empty();
        }
        return Optional.of(
                new RenderedHtml(MailPolicy.article(article), writer.letters(), images.leftOut(), images.shown()));
    }
}
