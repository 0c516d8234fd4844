package org.salonarchive.reader;

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
import org.salonarchive.search.MessageSearch;

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
        MessageSearch.Found found = search.find(asked, search.query(asked), Optional.of(list.id()));
        List<MessageRow> rows = found.messages();
        String next = found.more()
                ? ArchiveLinks.searchJson(name) + asked.form().address() + "&then="
                        + rows.get(rows.size() - 1).address().base32()
                : "";
        String answer = json.page(list.id(), rows, Math.min(found.total(), MessageSearch.COUNTED), next)
                .put("totalIsExact", found.total() <= MessageSearch.COUNTED)
                .toString();
        return pages.answer(answer, Pages.JSON, Optional.empty());
    }
}
