package org.salonarchive.reader;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Threads;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.render.AddressMask;

/** Messages for programs: the same as the pages show, in the same order. */
@ApplicationScoped
class MessageJson {

    private final Messages messages;
    private final Threads threads;
    private final Showings showings;
    private final ObjectMapper json;

    MessageJson(Messages messages, Threads threads, Showings showings, ObjectMapper json) {
        this.messages = messages;
        this.threads = threads;
        this.showings = showings;
        this.json = json;
    }

    ObjectNode object() {
        return json.createObjectNode();
    }

    /**
     * A page of messages.
     *
     * @param next where further messages are; empty at the end
     */
    ObjectNode page(int listId, List<MessageRow> rows, long total, String next) {
        ObjectNode page = json.createObjectNode();
        ArrayNode array = page.putArray("messages");
        Known known = known(listId, rows);
        rows.forEach(row -> array.add(message(row, known)));
        page.put("total", total);
        if (next.isEmpty()) {
            page.putNull("next");
        } else {
            page.put("next", next);
        }
        return page;
    }

    ObjectNode message(MailingList list, MessageRow row) {
        return message(row, known(list.id(), List.of(row)));
    }

    private ObjectNode message(MessageRow row, Known known) {
        ObjectNode message = json.createObjectNode();
        message.put("id", row.address().base32());
        message.put("messageId", row.messageId());
        message.put("subject", row.subject());
        message.put("from", from(row, showings.of(row).mask()));
        message.put("date", Dates.machine(row.at()));
        message.put("dateRule", row.dateRule());
        MessageIdHash parent = known.messages().get(row.parent().orElse(-1));
        if (parent == null) {
            message.putNull("parent").putNull("parentReason");
        } else {
            message.put("parent", parent.base32()).put("parentReason", row.parentReason());
        }
        message.put(
                "thread",
                known.threads().getOrDefault(row.thread(), row.address()).base32());
        message.put("list", row.list());
        message.put("number", row.number());
        message.put("size", row.size());
        message.put("attachments", row.attachments());
        if (row.fidelity().isRebuilt()) {
            message.put("rebuilt", row.fidelity().word());
        } else {
            message.putNull("rebuilt");
        }
        return message;
    }

    private static String from(MessageRow row, AddressMask mask) {
        String name = row.author().name();
        String address =
                row.author().address().isEmpty() ? "" : mask.mask(row.author().address());
        if (name.isEmpty() || address.isEmpty()) {
            return name + address;
        }
        return name + " <" + address + ">";
    }

    /**
     * Addresses of messages that may be seen.
     *
     * @param messages by key
     * @param threads by thread: its first message or, where that may not be seen, the oldest that may
     */
    private record Known(Map<Long, MessageIdHash> messages, Map<Long, MessageIdHash> threads) {}

    /** These rows and, where they may be seen, the parents and first messages that they name. */
    private Known known(int listId, Collection<MessageRow> rows) {
        Known known = new Known(new HashMap<>(), new HashMap<>());
        rows.forEach(row -> add(known, row));
        Set<Long> named = new HashSet<>();
        Set<Long> firsts = new HashSet<>();
        for (MessageRow row : rows) {
            row.parent().ifPresent(named::add);
            firsts.add(row.thread());
        }
        named.addAll(firsts);
        named.removeAll(known.messages().keySet());
        messages.of(listId, named).forEach(row -> add(known, row));
        firsts.removeAll(known.threads().keySet());
        messages.of(listId, threads.oldest(firsts))
                .forEach(row -> known.threads().put(row.thread(), row.address()));
        return known;
    }

    private static void add(Known known, MessageRow row) {
        known.messages().put(row.key(), row.address());
        if (row.key() == row.thread()) {
            known.threads().put(row.thread(), row.address());
        }
    }
}
