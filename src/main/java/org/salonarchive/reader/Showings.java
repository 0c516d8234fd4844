package org.salonarchive.reader;

import jakarta.enterprise.context.RequestScoped;
import java.util.HashMap;
import java.util.Map;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.MessageRow;

/**
 * How each mail of a page is shown: as the list wants it that it is shown from. A thread or a search may bring mails of many
 * lists together, of which some hide what others show.
 */
@RequestScoped
class Showings {

    private final MailingLists lists;
    private final Map<String, Showing> known = new HashMap<>();

    Showings(MailingLists lists) {
        this.lists = lists;
    }

    Showing of(MessageRow row) {
        return known.computeIfAbsent(
                row.list(), name -> lists.visible(name).map(Showing::of).orElse(Showing.NOTHING));
    }
}
