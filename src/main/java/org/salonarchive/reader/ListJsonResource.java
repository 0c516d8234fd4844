package org.salonarchive.reader;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.Counts.VolumeCount;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Messages.Order;
import org.salonarchive.archive.Volume;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.render.AddressMask;
import org.salonarchive.search.MessageSearch;
import org.salonarchive.search.SearchQuery;

/** A list, a volume and a search for programs. */
@Path("/{list}/{name:[^/]+[.]json}")
public class ListJsonResource {

    private final Pages pages;
    private final Counts counts;
    private final Messages messages;
    private final MessageSearch search;
    private final MessageJson json;

    ListJsonResource(Pages pages, Counts counts, Messages messages, MessageSearch search, MessageJson json) {
        this.pages = pages;
        this.counts = counts;
        this.messages = messages;
        this.search = search;
        this.json = json;
    }

    /** What a search asks for. */
    record Asked(
            @QueryParam("q") String q,
            @QueryParam("from") String from,
            @QueryParam("after") String after,
            @QueryParam("before") String before,
            @QueryParam("then") String then) {}

    @GET
    public Response get(@PathParam("list") String listName, @PathParam("name") String file, @BeanParam Asked asked) {
        MailingList list = pages.list(listName);
        String name = file.substring(0, file.length() - ".json".length());
        ObjectNode answer = switch (name) {
            case "index" -> index(list);
            case "search" -> search(list, asked);
            default -> volume(list, VolumeResource.volume(list, name), asked.after());
        };
        return pages.answer(answer.toString(), Pages.JSON, Optional.empty());
    }

    private ObjectNode index(MailingList list) {
        ObjectNode index = json.object().put("list", list.name());
        ArrayNode volumes = index.putArray("volumes");
        for (VolumeCount count : counts.volumes(list)) {
            volumes.addObject()
                    .put("volume", count.volume().name())
                    .put("count", count.messages())
                    .put("first", Dates.machine(count.firstAt()))
                    .put("last", Dates.machine(count.lastAt()));
        }
        return index;
    }

    /** Ordered by date, in the same pages as the volume's indexes. */
    private ObjectNode volume(MailingList list, Volume volume, String after) {
        Optional<MessageRow> place = after == null ? Optional.empty() : messages.place(list.id(), after);
        List<MessageRow> rows = messages.volume(list.id(), volume, Order.DATE, place, VolumeResource.PAGE + 1);
        boolean more = rows.size() > VolumeResource.PAGE;
        List<MessageRow> shown = more ? rows.subList(0, VolumeResource.PAGE) : rows;
        long total = counts.volumes(list).stream()
                .filter(count -> count.volume().name().equals(volume.name()))
                .mapToLong(VolumeCount::messages)
                .findFirst()
                .orElse(rows.size());
        String next = more
                ? ArchiveLinks.list(list.name()) + ArchiveLinks.escape(volume.name()) + ".json?after="
                        + shown.get(shown.size() - 1).address().base32()
                : "";
        return json.page(list.id(), AddressMask.ofWord(list.addressDisplay()), shown, total, next);
    }

    private ObjectNode search(MailingList list, Asked asked) {
        SearchPages.Form form = SearchPages.Form.of(asked.q(), asked.from(), asked.after(), asked.before());
        SearchQuery query = SearchQuery.of(form.q(), form.from(), form.after(), form.before());
        Optional<MessageRow> place = Optional.ofNullable(asked.then())
                .flatMap(MessageIdHash::parse)
                .flatMap(id -> messages.at(list.id(), id));
        MessageSearch.Found found = query.isEmpty()
                ? new MessageSearch.Found(List.of(), 0, false)
                : search.find(query, Optional.of(list.id()), place, SearchPages.PAGE);
        List<MessageRow> rows = found.messages();
        String next = found.more()
                ? ArchiveLinks.list(list.name()) + "search.json" + form.address() + "&then="
                        + rows.get(rows.size() - 1).address().base32()
                : "";
        ObjectNode page = json.page(list.id(), AddressMask.ofWord(list.addressDisplay()), rows, found.total(), next);
        return page.put("totalIsExact", found.total() <= MessageSearch.COUNTED);
    }
}
