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
 * @param robots what search engines may do, as Pipermail decides it: list messages, and follow the links of indexes
 */
record Frame(
        String title,
        String canonical,
        String list,
        String listTitle,
        String here,
        String query,
        String size,
        String robots) {

    private static final String INDEX = "noindex,follow";

    static Frame outside(String title, String canonical) {
        return new Frame(title, canonical, "", "", "", "", "", INDEX);
    }

    static Frame of(MailingList list, String title, String canonical) {
        String since =
                list.firstAt().map(first -> " since " + Dates.month(first)).orElse("");
        String size = Words.count(list.messageCount(), "message") + since;
        return new Frame(title, canonical, list.name(), list.title(), "", "", size, INDEX);
    }

    Frame at(String entry) {
        return new Frame(title, canonical, list, listTitle, entry, query, size, robots);
    }

    Frame asking(String words) {
        return new Frame(title, canonical, list, listTitle, here, words, size, robots);
    }

    /** The page of a message: in a list that search engines are to leave out, they do not list it either. */
    Frame forMessage(MailingList of) {
        return allowing(of.indexed() ? "index,nofollow" : "noindex,nofollow");
    }

    /** A front page. */
    Frame forEntrance(boolean listed) {
        return allowing(listed ? "index,follow" : INDEX);
    }

    private Frame allowing(String all) {
        return new Frame(title, canonical, list, listTitle, here, query, size, all);
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
