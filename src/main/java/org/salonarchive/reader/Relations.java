package org.salonarchive.reader;

import java.util.List;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;

/**
 * Whom a message answers and who answers it, as MHonArc has it below each: what of that the outline beside the message
 * shows, is said in a line at most.
 *
 * @param parent the message that it answers, where that is archived
 * @param missing whether it answers one that is not
 * @param answers the first of those that answer it
 * @param further how many more do
 * @param references what it names besides and the outline does not show
 */
record Relations(List<Kin> parent, boolean missing, List<Kin> answers, int further, List<Kin> references) {

    /** More are not named. */
    static final int MOST = 12;

    /**
     * A message.
     *
     * @param how what makes it kin; empty where the page says it
     */
    record Kin(String link, String author, String date, String how) {

        static Kin of(MessageRow row, String how) {
            return new Kin(ArchiveLinks.message(row), IndexRow.author(row), Dates.minute(row.at()), how);
        }
    }
}
