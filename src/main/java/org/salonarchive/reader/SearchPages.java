package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.message.MessageParser;
import org.salonarchive.reader.Asked.Form;
import org.salonarchive.render.SafeHtml;
import org.salonarchive.render.Snippet;
import org.salonarchive.search.MessageSearch;
import org.salonarchive.search.SearchQuery;

/** Makes the pages of found messages, for one list or for all. */
@RequestScoped
class SearchPages {

    static final int PAGE = 20;
    private static final MessageParser PARSER = new MessageParser();

    private final Pages pages;
    private final MessageSearch search;
    private final Messages messages;
    private final RawMessages raws;
    private final Showings showings;

    SearchPages(Pages pages, MessageSearch search, Messages messages, RawMessages raws, Showings showings) {
        this.pages = pages;
        this.search = search;
        this.messages = messages;
        this.raws = raws;
        this.showings = showings;
    }

    /** A found message. */
    record Hit(
            String link,
            String subject,
            String author,
            String authorLink,
            String date,
            String machineDate,
            String list,
            SafeHtml snippet) {}

    record SearchPage(
            Frame frame,
            String where,
            Form form,
            String feed,
            String download,
            boolean asked,
            String total,
            List<String> mistakes,
            List<Hit> hits,
            String start,
            String next)
            implements TemplateInstance {}

    /** What is found, a page of it. */
    MessageSearch.Found find(Asked asked, SearchQuery query, Optional<Integer> list) {
        return query.isEmpty() ? MessageSearch.Found.NONE : search.find(query, list, place(asked, list), PAGE);
    }

    /** The last message of the page before. */
    Optional<MessageRow> place(Asked asked, Optional<Integer> list) {
        return Optional.ofNullable(asked.then())
                .flatMap(MessageIdHash::parse)
                .flatMap(id -> messages.at(list.orElse(0), id));
    }

    /** What can be looked for of what was asked. */
    SearchQuery query(Asked asked) {
        SearchQuery query = asked.query();
        return search.isTooCommon(query) ? query.withoutWords() : query;
    }

    Response page(Frame frame, Optional<MailingList> list, Asked asked) {
        SearchQuery query = query(asked);
        MessageSearch.Found found = find(asked, query, list.map(MailingList::id));
        List<MessageRow> rows = found.messages();
        Form form = asked.form();
        SearchPage page = new SearchPage(
                frame.asking(form.q()),
                list.map(MailingList::title).orElse("all lists"),
                form,
                ArchiveLinks.searchFeed(list.map(MailingList::name).orElse("")) + form.address(),
                ArchiveLinks.searchDownload(list.map(MailingList::name).orElse("")) + form.address(),
                !query.isEmpty(),
                total(found.total()),
                query.mistakes(),
                hits(list, query, rows),
                asked.then() == null ? "" : form.address(),
                found.more()
                        ? form.address() + "&then="
                                + rows.get(rows.size() - 1).address().base32()
                        : "");
        return pages.html(page, Optional.empty());
    }

    private static String total(int total) {
        if (total > MessageSearch.COUNTED) {
            return String.format(Locale.ROOT, "More than %,d messages", MessageSearch.COUNTED);
        }
        return total == 1 ? "1 message" : String.format(Locale.ROOT, "%,d messages", total);
    }

    private List<Hit> hits(Optional<MailingList> list, SearchQuery query, List<MessageRow> rows) {
        List<Hit> hits = new ArrayList<>();
        raws.each(
                rows,
                (row, bytes) -> hits.add(new Hit(
                        ArchiveLinks.message(row),
                        IndexRow.subject(row.subject()),
                        IndexRow.author(row),
                        ArchiveLinks.author(row.list(), row.author().key()),
                        Dates.minute(row.at()),
                        Dates.machine(row.at()),
                        list.isPresent() ? "" : row.list(),
                        Snippet.of(
                                PARSER.parse(bytes).text(),
                                query.marked(),
                                showings.of(row).mask()))));
        return hits;
    }
}
