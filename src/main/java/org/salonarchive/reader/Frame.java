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
 * @param indexed whether search engines may list the page, as Pipermail decides it: messages yes, indexes no
 */
record Frame(
        String title, String canonical, String list, String listTitle, String here, String query, boolean indexed) {

    static Frame outside(String title, String canonical) {
        return new Frame(title, canonical, "", "", "", "", false);
    }

    static Frame of(MailingList list, String title, String canonical) {
        return new Frame(title, canonical, list.name(), list.title(), "", "", false);
    }

    Frame at(String entry) {
        return new Frame(title, canonical, list, listTitle, entry, query, indexed);
    }

    Frame asking(String words) {
        return new Frame(title, canonical, list, listTitle, here, words, indexed);
    }

    Frame forMessage() {
        return new Frame(title, canonical, list, listTitle, here, query, true);
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
