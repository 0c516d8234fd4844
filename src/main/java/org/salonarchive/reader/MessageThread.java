package org.salonarchive.reader;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Nesting;
import org.salonarchive.archive.Threads;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.reader.Relations.Kin;

/** Finds what of its thread stands around a message, and the threads around that one. */
@ApplicationScoped
class MessageThread {

    /** Lines of the thread beside a message. */
    private static final int OUTLINE = 40;

    private final Messages messages;
    private final Threads threads;

    MessageThread(Messages messages, Threads threads) {
        this.messages = messages;
        this.threads = threads;
    }

    /** A way on from the message; empty where there is none. */
    record Step(String link, String text) {
        static final Step NONE = new Step("", "");

        static Step to(Optional<MessageRow> row, String text) {
            return row.map(r -> new Step(ArchiveLinks.message(r), text)).orElse(NONE);
        }
    }

    /** The thread beside the message, around it where it is long. */
    record Outline(List<IndexRow> rows, int total, boolean part, String thread) {}

    /** All that is found. */
    record Around(Outline outline, Step previous, Step next, Relations relations) {}

    /** @param named the messages that the message says it answers */
    Around around(MailingList list, MessageRow row, List<MessageIdHash> named) {
        Nesting nesting = threads.ofThread(row.thread());
        int here = nesting.placeNested(row.key());
        int from = Math.max(0, Math.min(here - OUTLINE / 2, nesting.size() - OUTLINE));
        int to = Math.min(nesting.size(), from + OUTLINE);
        List<MessageRow> shown = messages.inOrder(list.id(), nesting.nested(from, to));
        Outline outline = new Outline(
                IndexRow.nested(
                        shown, IndexRow.Style.of(r -> Dates.dayAndTime(r.at())).at(row)),
                nesting.size(),
                to - from < nesting.size(),
                ArchiveLinks.thread(list.name(), row.address()) + "#"
                        + row.address().base32());
        return new Around(
                outline,
                here > 0 ? Step.to(at(nesting, here - 1, shown), "Previous in thread") : previousThread(list, row),
                here + 1 < nesting.size()
                        ? Step.to(at(nesting, here + 1, shown), "Next in thread")
                        : nextThread(list, row),
                relations(list, row, nesting, shown, named));
    }

    private static Optional<MessageRow> at(Nesting nesting, int place, List<MessageRow> shown) {
        long key = nesting.nested(place, place + 1).get(0);
        return shown.stream().filter(row -> row.key() == key).findFirst();
    }

    /** Reading on by threads leads through the whole list, as it led through Pipermail's volume. */
    private Step nextThread(MailingList list, MessageRow row) {
        OptionalLong thread = threads.after(list.id(), row.thread());
        return thread.isEmpty()
                ? Step.NONE
                : Step.to(firstOf(list, threads.ofThread(thread.getAsLong()), false), "Next thread");
    }

    private Step previousThread(MailingList list, MessageRow row) {
        OptionalLong thread = threads.before(list.id(), row.thread());
        return thread.isEmpty()
                ? Step.NONE
                : Step.to(firstOf(list, threads.ofThread(thread.getAsLong()), true), "Previous thread");
    }

    /** The first or last message of a thread that is in the list; in a long thread, near its end. */
    private Optional<MessageRow> firstOf(MailingList list, Nesting nesting, boolean fromTheEnd) {
        int size = nesting.size();
        return Stream.of(1, OUTLINE)
                .map(most -> Math.min(most, size))
                .map(most -> new ArrayList<>(fromTheEnd ? nesting.nested(size - most, size) : nesting.nested(0, most)))
                .flatMap(keys -> {
                    if (fromTheEnd) {
                        Collections.reverse(keys);
                    }
                    return messages.inOrder(list.id(), keys).stream();
                })
                .filter(row -> row.list().equals(list.name()))
                .findFirst();
    }

    /** Most of what a message is related to is shown beside it, and not asked for again. */
    private Relations relations(
            MailingList list, MessageRow row, Nesting nesting, List<MessageRow> shown, List<MessageIdHash> named) {
        Map<Long, MessageRow> known = new HashMap<>();
        shown.forEach(beside -> known.put(beside.key(), beside));
        List<Long> answers = nesting.answers(row.key());
        List<Long> first = answers.subList(0, Math.min(Relations.MOST, answers.size()));
        List<Long> kin = new ArrayList<>(first);
        row.parent().ifPresent(kin::add);
        messages.of(
                        list.id(),
                        kin.stream().filter(key -> !known.containsKey(key)).toList())
                .forEach(further -> known.put(further.key(), further));
        Optional<MessageRow> parent = row.parent().stream()
                .mapToObj(known::get)
                .filter(Objects::nonNull)
                .findFirst();
        Set<MessageIdHash> shownIds =
                known.values().stream().map(MessageRow::address).collect(Collectors.toSet());
        List<MessageIdHash> elsewhere =
                named.stream().filter(id -> !shownIds.contains(id)).toList();
        return new Relations(
                parent.map(p -> Kin.of(p, row.parentReason())).stream().toList(),
                parent.isEmpty() && !named.isEmpty(),
                first.stream()
                        .map(known::get)
                        .filter(Objects::nonNull)
                        .map(answer -> Kin.of(answer, ""))
                        .toList(),
                answers.size() - first.size(),
                messages.withMessageIds(list.id(), elsewhere).stream()
                        .filter(reference -> !known.containsKey(reference.key()))
                        .map(reference -> Kin.of(reference, ""))
                        .limit(Relations.MOST)
                        .toList());
    }
}
