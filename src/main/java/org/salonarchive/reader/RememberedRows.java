package org.salonarchive.reader;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.salonarchive.archive.ArchiveChanges;
import org.salonarchive.archive.Authors;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Remembered;

/** The rows of found messages and of those who wrote them, kept until anything changes: see {@link MessageTexts}. */
@ApplicationScoped
class RememberedRows {

    /** Of each; a row takes less than a kilobyte. */
    private static final int MOST = 10_000;

    private final Messages messages;
    private final Authors authors;
    private final Remembered<Cache<Place, MessageRow>> rows;
    private final Remembered<Cache<Long, MessageRow.Author>> named;

    RememberedRows(Messages messages, Authors authors, ArchiveChanges changes) {
        this.messages = messages;
        this.authors = authors;
        rows = new Remembered<>(changes);
        named = new Remembered<>(changes);
    }

    /** A message as a list shows it; 0 for all. */
    private record Place(int list, long message) {}

    private static <K, V> Cache<K, V> none() {
        return Caffeine.newBuilder().maximumSize(MOST).build();
    }

    /** Messages by key in the order of the keys, as {@link Messages#inOrder}. */
    List<MessageRow> inOrder(Optional<MailingList> list, Collection<Long> keys) {
        int in = list.map(MailingList::id).orElse(0);
        Cache<Place, MessageRow> known = rows.get(RememberedRows::none);
        List<Place> places = keys.stream().map(key -> new Place(in, key)).toList();
        Map<Place, MessageRow> found = known.getAll(places, unknown -> read(in, unknown));
        return places.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private Map<Place, MessageRow> read(int list, Collection<? extends Place> places) {
        return messages.of(list, places.stream().map(Place::message).toList()).stream()
                .collect(Collectors.toMap(row -> new Place(list, row.key()), Function.identity()));
    }

    /** Senders by id, as {@link Authors#named}. */
    Map<Long, MessageRow.Author> named(Collection<Long> senders) {
        return named.get(RememberedRows::<Long, MessageRow.Author>none)
                .getAll(senders, unknown -> authors.named(List.copyOf(unknown)));
    }
}
