package org.salonarchive.render;

import java.util.Set;
import org.salonarchive.message.passage.PatchLines;

/**
 * An HTML part of a mail as a page shows it.
 *
 * @param letters characters of text in it, white space apart
 * @param imagesLeftOut how many images it has elsewhere, which a reader's browser was not asked to fetch
 * @param contentIds the Content-IDs of the images that it shows
 */
public record RenderedHtml(SafeHtml html, int letters, int imagesLeftOut, Set<String> contentIds) {

    /**
     * Whether it reads better than the plain text that the mail offers in its place: not where that is a patch, whose
     * every space counts, and not where the HTML says much less.
     */
    public boolean isBetterThan(String plain) {
        long letters = plain.chars()
                .filter(c -> !Character.isWhitespace(c) && c != '>')
                .count();
        return letters() * 10L >= letters * 6 && !PatchLines.isIn(plain);
    }
}
