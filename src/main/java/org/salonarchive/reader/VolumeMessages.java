package org.salonarchive.reader;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Nesting;
import org.salonarchive.archive.Threads;
import org.salonarchive.archive.Volume;
import org.salonarchive.archive.VolumeOrder;

/** The messages of a volume in the order of one of its indexes, page by page. */
@ApplicationScoped
class VolumeMessages {

    /** A volume of more messages is shown in pages of at most so many. */
    static final int PAGE = 500;

    private final Messages messages;
    private final Threads threads;
    private final VolumeOrder order;

    VolumeMessages(Messages messages, Threads threads, VolumeOrder order) {
        this.messages = messages;
        this.threads = threads;
        this.order = order;
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
     * Where a page begins.
     *
     * @param after the address of the last message of the page before
     * @param at that of a message which is to be on the page; without either it is the first page
     */
    record Place(
            @QueryParam("after") @Nullable String after,
            @QueryParam("at") @Nullable String at) {}

    /**
     * All messages of an index, and where its pages end.
     *
     * @param ends tells of the place at which a page begins the one after its last
     */
    private record Sequence(List<Long> keys, IntUnaryOperator ends) {

        int pageWith(int place) {
            int from = 0;
            while (ends.applyAsInt(from) <= place) {
                from = ends.applyAsInt(from);
            }
            return from;
        }
    }

    /**
     * Reads a page.
     *
     * @param index thread, subject, author or date
     */
    Stretch read(MailingList list, Volume volume, String index, Place place) {
        Sequence sequence = sequence(list, volume, index);
        int from = from(list, sequence, place);
        int to = sequence.ends().applyAsInt(from);
        List<MessageRow> rows = messages.inOrder(list.id(), sequence.keys().subList(from, to));
        String next = to < sequence.keys().size() && !rows.isEmpty()
                ? rows.get(rows.size() - 1).address().base32()
                : "";
        return new Stretch(rows, from == 0, next);
    }

    private int from(MailingList list, Sequence sequence, Place place) {
        int after = indexOf(list, sequence, place.after());
        int at = indexOf(list, sequence, place.at());
        return after >= 0 ? after + 1 : at >= 0 ? sequence.pageWith(at) : 0;
    }

    private int indexOf(MailingList list, Sequence sequence, @Nullable String address) {
        return Optional.ofNullable(address)
                .flatMap(id -> messages.place(list.id(), id))
                .map(row -> sequence.keys().indexOf(row.key()))
                .orElse(-1);
    }

    private Sequence sequence(MailingList list, Volume volume, String index) {
        return switch (index) {
            case "subject" -> evenly(order.bySubject(list, volume));
            case "author" -> evenly(order.byAuthor(list, volume));
            case "date" -> {
                Nesting nesting = threads.ofVolume(list.id(), volume);
                yield evenly(nesting.byDate(0, nesting.size()));
            }
            default -> byThread(threads.ofVolume(list.id(), volume));
        };
    }

    private static Sequence evenly(List<Long> keys) {
        return new Sequence(keys, from -> Math.min(keys.size(), from + PAGE));
    }

    /** A page ends with a thread, unless that would leave it half empty. */
    private static Sequence byThread(Nesting nesting) {
        return new Sequence(nesting.nested(0, nesting.size()), from -> {
            int most = Math.min(nesting.size(), from + PAGE);
            int to = most;
            while (to < nesting.size() && to > from + PAGE / 2 && nesting.depth(to) > 0) {
                to--;
            }
            return to == from + PAGE / 2 ? most : to;
        });
    }
}
