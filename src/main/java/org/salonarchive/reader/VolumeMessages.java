package org.salonarchive.reader;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Messages.Order;
import org.salonarchive.archive.Nesting;
import org.salonarchive.archive.Threads;
import org.salonarchive.archive.Volume;

/** The messages of a volume in the order of one of its indexes, page by page. */
@ApplicationScoped
class VolumeMessages {

    /** A volume of more messages is shown in pages of at most so many. */
    static final int PAGE = 1000;

    private final Messages messages;
    private final Threads threads;

    VolumeMessages(Messages messages, Threads threads) {
        this.messages = messages;
        this.threads = threads;
    }

    /**
     * A page.
     *
     * @param first whether it begins with the first message
     * @param next after which message the next page begins; empty on the last
     */
    record Stretch(List<MessageRow> rows, boolean first, String next) {

        boolean isWhole() {
            return first && next.isEmpty();
        }
    }

    /**
     * Reads a page.
     *
     * @param index thread, subject, author or date
     * @param after the address of the last message of the page before; null for the first page
     */
    Stretch read(MailingList list, Volume volume, String index, @Nullable String after) {
        Optional<MessageRow> place = Optional.ofNullable(after).flatMap(id -> messages.place(list.id(), id));
        return switch (index) {
            case "thread" -> byThread(list, volume, place);
            case "subject" -> sorted(list, volume, Order.SUBJECT, place);
            case "author" -> sorted(list, volume, Order.AUTHOR, place);
            default -> sorted(list, volume, Order.DATE, place);
        };
    }

    private Stretch sorted(MailingList list, Volume volume, Order order, Optional<MessageRow> place) {
        List<MessageRow> rows = messages.volume(list.id(), volume, order, place, PAGE + 1);
        boolean more = rows.size() > PAGE;
        return stretch(more ? rows.subList(0, PAGE) : rows, place.isEmpty(), more);
    }

    /** A page ends with a thread, unless that would leave it half empty. */
    private Stretch byThread(MailingList list, Volume volume, Optional<MessageRow> place) {
        Nesting nesting = threads.ofVolume(list.id(), volume);
        int from = place.map(row -> nesting.placeNested(row.key()) + 1).orElse(0);
        int most = Math.min(nesting.size(), from + PAGE);
        int to = most;
        while (to < nesting.size() && to > from + PAGE / 2 && nesting.depth(to) > 0) {
            to--;
        }
        if (to == from + PAGE / 2) {
            to = most;
        }
        List<MessageRow> rows = messages.inOrder(list.id(), nesting.nested(from, to));
        return stretch(rows, from == 0, to < nesting.size());
    }

    private static Stretch stretch(List<MessageRow> rows, boolean first, boolean more) {
        return new Stretch(
                rows, first, more ? rows.get(rows.size() - 1).address().base32() : "");
    }
}
