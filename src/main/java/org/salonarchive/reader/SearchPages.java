package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.message.MessageParser;
import org.salonarchive.render.AddressMask;
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

    SearchPages(Pages pages, MessageSearch search, Messages messages, RawMessages raws) {
        this.pages = pages;
        this.search = search;
        this.messages = messages;
        this.raws = raws;
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

    /** What stands in the form. */
    record Form(String q, String from, String after, String before) {

        static Form of(@Nullable String q, @Nullable String from, @Nullable String after, @Nullable String before) {
            return new Form(text(q), text(from), text(after), text(before));
        }

        private static String text(@Nullable String value) {
            return Objects.requireNonNullElse(value, "");
        }

        String address() {
            return "?q=" + ArchiveLinks.escape(q) + "&from=" + ArchiveLinks.escape(from) + "&after="
                    + ArchiveLinks.escape(after) + "&before=" + ArchiveLinks.escape(before);
        }
    }

    record SearchPage(
            Frame frame,
            String where,
            Form form,
            boolean asked,
            String total,
            List<String> mistakes,
            List<Hit> hits,
            String next)
            implements TemplateInstance {}

    /** @param then the last message of the page before */
    Response page(Frame frame, Optional<MailingList> list, Form form, @Nullable String then) {
        SearchQuery query = SearchQuery.of(form.q(), form.from(), form.after(), form.before());
        Optional<Integer> listId = list.map(MailingList::id);
        Optional<MessageRow> place = Optional.ofNullable(then)
                .flatMap(MessageIdHash::parse)
                .flatMap(id -> messages.at(listId.orElse(0), id));
        MessageSearch.Found found = query.isEmpty()
                ? new MessageSearch.Found(List.of(), 0, false)
                : search.find(query, listId, place, PAGE);
        List<MessageRow> rows = found.messages();
        String next = found.more()
                ? form.address() + "&then="
                        + rows.get(rows.size() - 1).address().base32()
                : "";
        SearchPage page = new SearchPage(
                frame.asking(form.q()),
                list.map(MailingList::title).orElse("all lists"),
                form,
                !query.isEmpty(),
                total(found.total()),
                query.mistakes(),
                hits(list, query, rows),
                next);
        return pages.html(page, Optional.empty());
    }

    private static String total(int total) {
        if (total > MessageSearch.COUNTED) {
            return String.format(Locale.ROOT, "More than %,d messages", MessageSearch.COUNTED);
        }
        return total == 1 ? "1 message" : String.format(Locale.ROOT, "%,d messages", total);
    }

    private List<Hit> hits(Optional<MailingList> list, SearchQuery query, List<MessageRow> rows) {
        Map<Long, byte[]> bytes = rows.isEmpty()
                ? Map.of()
                : raws.bytes(rows.stream().map(MessageRow::key).toList());
        AddressMask mask = list.map(l -> AddressMask.ofWord(l.addressDisplay())).orElse(AddressMask.MASKED);
        List<Hit> hits = new ArrayList<>();
        for (MessageRow row : rows) {
            String text = PARSER.parse(bytes.get(row.key())).text();
            hits.add(new Hit(
                    ArchiveLinks.message(row),
                    IndexRow.subject(row.subject()),
                    IndexRow.author(row),
                    ArchiveLinks.author(row.list(), row.author().key()),
                    Dates.minute(row.at()),
                    Dates.machine(row.at()),
                    list.isPresent() ? "" : row.list(),
                    Snippet.of(text, query.marked(), mask)));
        }
        return hits;
    }
}
