package org.salonarchive.render;

import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** HTML of a mail as a browser would read it, within bounds. */
final class MailDocument {

    /** Characters of HTML; longer ones are not read. */
    static final int LONGEST = 2_000_000;

    /** Elements within elements; deeper ones stand beside each other, as browsers do at some depth too. */
    private static final int DEEPEST = 160;

    private MailDocument() {}

    static Document of(String html) {
        Parser parser = Parser.htmlParser().setMaxDepth(DEEPEST);
        Document document = parser.parseInput(html, "");
        document.outputSettings().prettyPrint(false);
        return document;
    }
}
