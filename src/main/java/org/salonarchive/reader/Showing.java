package org.salonarchive.reader;

import org.salonarchive.archive.MailingList;
import org.salonarchive.render.AddressMask;

/**
 * How a list shows its mails.
 *
 * @param mask of mail addresses
 * @param post where answers go when a mail does not say so; may be empty
 */
record Showing(AddressMask mask, String post) {

    /** Of a list that is there no more. */
    static final Showing NOTHING = new Showing(AddressMask.HIDDEN, "");

    static Showing of(MailingList list) {
        return new Showing(AddressMask.ofWord(list.addressDisplay()), list.postAddress());
    }
}
