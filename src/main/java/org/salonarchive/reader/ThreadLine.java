package org.salonarchive.reader;

import java.time.Instant;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;

/**
 * A thread as a line among others.
 *
 * @param messages how many of it the list has
 * @param date for people, {@code machineDate} for programs
 */
public record ThreadLine(String link, String subject, int messages, String author, String date, String machineDate) {

    /** @param first the message that stands for the thread */
    static ThreadLine of(MailingList list, MessageRow first, int messages, String date, Instant at) {
        return new ThreadLine(
                ArchiveLinks.thread(list.name(), first.address()),
                IndexRow.subject(first.subject()),
                messages,
                IndexRow.author(first),
                date,
                Dates.machine(at));
    }
}
