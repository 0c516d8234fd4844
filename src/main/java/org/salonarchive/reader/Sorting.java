package org.salonarchive.reader;

import java.util.List;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Volume;

/** A volume's messages in one of the orders that Pipermail has. */
record Sorting(String name, String link, boolean current) {

    static final List<String> INDEXES = List.of("thread", "subject", "author", "date");

    /** @param current the order of the page */
    static List<Sorting> of(MailingList list, Volume volume, String current) {
        return INDEXES.stream()
                .map(index ->
                        new Sorting(index, ArchiveLinks.volume(list.name(), volume, index), index.equals(current)))
                .toList();
    }

    /** The orders at the place of a message. */
    static List<Sorting> at(MessageRow row, Volume volume, boolean onePage) {
        return INDEXES.stream()
                .map(index -> new Sorting(
                        index,
                        onePage
                                ? ArchiveLinks.place(row, volume, index)
                                : ArchiveLinks.placeAmongPages(row, volume, index),
                        false))
                .toList();
    }
}
