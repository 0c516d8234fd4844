package org.salonarchive.reader;

import jakarta.enterprise.context.RequestScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

    /** For threads that do not belong to the request as well. */
    Function<MessageRow, Showing> of(List<MessageRow> rows) {
        rows.forEach(this::of);
        Map<String, Showing> all = Map.copyOf(known);
        return row -> all.get(row.list());
    }
}
