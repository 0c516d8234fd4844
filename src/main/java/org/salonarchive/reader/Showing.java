package org.salonarchive.reader;

import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.render.AddressMask;

/**
 * How the pages of a list show its mails.
 *
 * @param mask of mail addresses
 * @param post where answers go when a mail does not say so; may be empty
 */
record Showing(String list, AddressMask mask, String post) {

    static Showing of(MailingList list) {
        return new Showing(list.name(), AddressMask.ofWord(list.addressDisplay()), list.postAddress());
    }

    /** Of all lists together. */
    static Showing outside() {
        return new Showing("", AddressMask.MASKED, "");
    }

    /** Where answers to a mail go that does not say so: a thread may hold mails of other lists. */
    String post(MessageRow row) {
        return row.list().equals(list) ? post : "";
    }
}
