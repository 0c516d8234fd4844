package org.salonarchive.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.search.Found;
import org.salonarchive.search.query.Query;

/** A search for programs: the same messages as on the page. */
@Path("/{list}/search.json")
public class SearchJsonResource {

    private final Pages pages;
    private final SearchPages search;
    private final MessageJson json;

    SearchJsonResource(Pages pages, SearchPages search, MessageJson json) {
        this.pages = pages;
        this.search = search;
        this.json = json;
    }

    @GET
    public Response get(@PathParam("list") String name, @BeanParam Asked asked) {
        MailingList list = pages.list(name);
        Query query = asked.query();
        Found found = search.find(asked, query, Optional.of(list));
        List<MessageRow> rows = search.rows(Optional.of(list), found.hits());
        String next = found.more() && !rows.isEmpty()
                ? ArchiveLinks.searchJson(name) + asked.address(query) + "&then="
                        + rows.get(rows.size() - 1).address().base32()
                : "";
        ObjectNode answer = json.page(list.id(), rows, found.count(), next);
        answer.put("complete", found.complete());
        query.mistakes().forEach(mistake -> answer.withArray("mistakes").add(mistake.says()));
        return pages.answer(answer.toString(), Pages.JSON, Optional.empty());
    }
}
