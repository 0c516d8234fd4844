package org.salonarchive.reader;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.reader.AtomFeed.Head;
import org.salonarchive.search.MessageSearch;
import org.salonarchive.search.SearchQuery;

/** What a search finds in one list or in all, not as a page: the newest as a feed, all as a mailbox. */
@RequestScoped
class SearchFiles {

    private final Pages pages;
    private final SearchPages asking;
    private final MessageSearch search;
    private final MailingLists lists;
    private final RawMessages raws;
    private final Mailboxes mailboxes;
    private final AtomFeed feed;

    SearchFiles(
            Pages pages,
            SearchPages asking,
            MessageSearch search,
            MailingLists lists,
            RawMessages raws,
            Mailboxes mailboxes,
            AtomFeed feed) {
        this.pages = pages;
        this.asking = asking;
        this.search = search;
        this.lists = lists;
        this.raws = raws;
        this.mailboxes = mailboxes;
        this.feed = feed;
    }

    /** @param form {@code atom} or {@code mbox.gz} */
    Response answer(String form, Optional<MailingList> list, Asked asked) {
        SearchQuery query = asking.query(asked);
        if (query.isEmpty()) {
            throw new NotFoundException();
        }
        return form.equals("atom") ? feed(list, asked, query) : mailbox(list, asked, query);
    }

    private Response feed(Optional<MailingList> list, Asked asked, SearchQuery query) {
        Optional<Integer> id = list.map(MailingList::id);
        List<MessageRow> rows = search.messages(query, id, asking.place(asked, id), AtomFeed.PAGE + 1);
        Optional<Instant> newest = rows.stream().map(MessageRow::at).findFirst();
        Head head = Head.ofSearch(list, asked.form(), pages.external("")).updated(newest);
        return feed.answer(head, rows, head.self() + "&then=");
    }

    /** The newest first, as the page has them. */
    private Response mailbox(Optional<MailingList> list, Asked asked, SearchQuery query) {
        Optional<Integer> id = list.map(MailingList::id);
        String state = list.map(List::of).orElseGet(lists::visible).stream()
                .map(MailingList::state)
                .collect(Collectors.joining(
                        ",", "", " " + raws.newest() + asked.form().address()));
        return mailboxes.answer("search", state, last -> search.messages(query, id, last, Mailboxes.STRETCH));
    }
}
