package org.salonarchive.reader.legacy;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.LegacyLink;
import org.salonarchive.archive.LegacyLinks.Numbered;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Volume;
import org.salonarchive.reader.Dates;
import org.salonarchive.reader.ErrorPages;
import org.salonarchive.reader.ErrorPages.Way;
import org.salonarchive.reader.IndexRow;
import org.salonarchive.reader.Pages;
import org.salonarchive.render.AddressMask;

/** What is answered where an old address leads to one message, several or none. */
final class LegacyPages {

    private static final int MULTIPLE_CHOICES = 300;
    private static final int NOT_FOUND = 404;

    private LegacyPages() {}

    /** An old address has become another one, for good. */
    static Response moved(String path) {
        return Pages.to(Response.Status.MOVED_PERMANENTLY, path);
    }

    /** The way to the message, or a choice; empty when there is none. */
    static Optional<Response> of(MailingList list, List<MessageRow> found) {
        if (found.size() == 1) {
            return Optional.of(moved(ArchiveLinks.message(found.get(0))));
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(ErrorPages.page(
                        MULTIPLE_CHOICES,
                        list,
                        "More than one message had this address",
                        "The earlier archive of this list was made anew and counted its messages anew, so that this"
                                + " address has led to each of these, the one of the earliest archive first.",
                        found.stream().map(row -> way(list, row)).toList()));
    }

    /** Where there is no such number: what is near. */
    static Response unknown(MailingList list, LegacyLink.Page page, List<Numbered> nearest) {
        List<Way> ways = new ArrayList<>();
        for (Numbered near : nearest) {
            ways.add(new Way(
                    ArchiveLinks.message(near.message()),
                    String.format(Locale.ROOT, form(page.scheme()), near.number()) + ": "
                            + title(list, near.message())));
        }
        Optional<Volume> volume = Volume.parse(page.volume(), list.zone());
        volume.ifPresent(v -> ways.add(new Way(ArchiveLinks.volume(list.name(), v), v.label() + ", all its messages")));
        ways.add(new Way(ArchiveLinks.list(list.name()), list.title()));
        return ErrorPages.page(
                NOT_FOUND,
                list,
                "No message with this number",
                "The earlier archive of this list, as it was taken over, has no message with the number "
                        + String.format(Locale.ROOT, form(page.scheme()), page.number())
                        + (page.volume().isEmpty() ? "" : " in " + page.volume())
                        + ". It was perhaps removed there, or never came. "
                        + (nearest.isEmpty() ? "" : "These come before and after it. ")
                        + "Search finds messages by words, senders and dates.",
                ways);
    }

    private static String form(LegacyLink.Scheme scheme) {
        return scheme == LegacyLink.Scheme.PIPERMAIL ? "%06d" : "msg%05d";
    }

    private static Way way(MailingList list, MessageRow row) {
        return new Way(ArchiveLinks.message(row), title(list, row));
    }

    private static String title(MailingList list, MessageRow row) {
        String title = IndexRow.subject(row.subject()) + ", " + IndexRow.author(row) + ", " + Dates.day(row.at());
        return AddressMask.ofWord(list.addressDisplay()).maskText(title);
    }
}
