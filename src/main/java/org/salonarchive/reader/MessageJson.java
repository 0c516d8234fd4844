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
import java.util.OptionalLong;
import java.util.Set;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.render.AddressMask;

/** Messages for programs: the same as the pages show, in the same order. */
@ApplicationScoped
class MessageJson {

    private final Messages messages;
    private final ObjectMapper json;

    MessageJson(Messages messages, ObjectMapper json) {
        this.messages = messages;
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
    ObjectNode page(int listId, AddressMask mask, List<MessageRow> rows, long total, String next) {
        ObjectNode page = json.createObjectNode();
        ArrayNode array = page.putArray("messages");
        Map<Long, MessageRow> known = withParents(listId, rows);
        rows.forEach(row -> array.add(message(row, mask, known)));
        page.put("total", total);
        if (next.isEmpty()) {
            page.putNull("next");
        } else {
            page.put("next", next);
        }
        return page;
    }

    ObjectNode message(MailingList list, MessageRow row) {
        AddressMask mask = AddressMask.ofWord(list.addressDisplay());
        return message(row, mask, withParents(list.id(), List.of(row)));
    }

    private ObjectNode message(MessageRow row, AddressMask mask, Map<Long, MessageRow> known) {
        ObjectNode message = json.createObjectNode();
        message.put("id", row.address().base32());
        message.put("messageId", row.messageId());
        message.put("subject", row.subject());
        message.put("from", from(row, mask));
        message.put("date", Dates.machine(row.at()));
        message.put("dateRule", row.dateRule());
        MessageRow parent = row.parent().isPresent() ? known.get(row.parent().getAsLong()) : null;
        if (parent == null) {
            message.putNull("parent").putNull("parentReason");
        } else {
            message.put("parent", parent.address().base32()).put("parentReason", row.parentReason());
        }
        MessageRow first = known.get(row.thread());
        message.put("thread", (first == null ? row : first).address().base32());
        message.put("list", row.list());
        message.put("number", row.number());
        message.put("size", row.size());
        message.put("attachments", row.attachments());
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

    /** These rows and, where they may be seen, the parents and first messages that they name. */
    private Map<Long, MessageRow> withParents(int listId, Collection<MessageRow> rows) {
        Map<Long, MessageRow> known = new HashMap<>();
        rows.forEach(row -> known.put(row.key(), row));
        Set<Long> named = new HashSet<>();
        for (MessageRow row : rows) {
            OptionalLong parent = row.parent();
            parent.ifPresent(named::add);
            named.add(row.thread());
        }
        named.removeAll(known.keySet());
        messages.of(listId, named).forEach(row -> known.put(row.key(), row));
        return known;
    }
}
