package org.salonarchive.reader;

import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;

/**
 * What every page has around its content.
 *
 * @param title of the window
 * @param canonical the page's one address
 * @param list the list's name, empty outside of a list
 * @param listTitle what the bar at the top calls it
 * @param here which entry of the navigation this is: volumes, senders, or nothing
 * @param query what stands in the search box
 * @param size how much the list holds, for the foot of the page
 * @param indexed whether search engines may list the page, as Pipermail decides it: messages yes, indexes no
 */
record Frame(
        String title,
        String canonical,
        String list,
        String listTitle,
        String here,
        String query,
        String size,
        boolean indexed) {

    static Frame outside(String title, String canonical) {
        return new Frame(title, canonical, "", "", "", "", "", false);
    }

    static Frame of(MailingList list, String title, String canonical) {
        String since =
                list.firstAt().map(first -> " since " + Dates.month(first)).orElse("");
        String size = Words.count(list.messageCount(), "message") + since;
        return new Frame(title, canonical, list.name(), list.title(), "", "", size, false);
    }

    Frame at(String entry) {
        return new Frame(title, canonical, list, listTitle, entry, query, size, indexed);
    }

    Frame asking(String words) {
        return new Frame(title, canonical, list, listTitle, here, words, size, indexed);
    }

    Frame forMessage() {
        return new Frame(title, canonical, list, listTitle, here, query, size, true);
    }

    /** The address of the stylesheet. */
    public String stylesheet() {
        return Stylesheet.LINK;
    }

    /** Where the search box leads. */
    public String search() {
        return ArchiveLinks.search(list);
    }

    /** The list's front page. */
    public String home() {
        return list.isEmpty() ? "/" : ArchiveLinks.list(list);
    }

    public String authors() {
        return ArchiveLinks.authors(list);
    }

    public String feed() {
        return ArchiveLinks.feed(list);
    }
}
