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
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.reader.AtomFeed.Head;
import org.salonarchive.search.Found.Hit;
import org.salonarchive.search.MessageSearch;
import org.salonarchive.search.SearchOrder;
import org.salonarchive.search.SearchRequest;
import org.salonarchive.search.query.Query;

/** What a search finds in one list or in all, not as a page: the newest as a feed, all as a mailbox. */
@RequestScoped
class SearchFiles {

    private final Pages pages;
    private final SearchPages asking;
    private final MessageSearch search;
    private final Messages messages;
    private final MailingLists lists;
    private final RawMessages raws;
    private final Mailboxes mailboxes;
    private final AtomFeed feed;
    private final Waiting waiting;

    SearchFiles(
            Pages pages,
            SearchPages asking,
            MessageSearch search,
            Messages messages,
            MailingLists lists,
            RawMessages raws,
            Mailboxes mailboxes,
            AtomFeed feed,
            Waiting waiting) {
        this.pages = pages;
        this.asking = asking;
        this.search = search;
        this.messages = messages;
        this.lists = lists;
        this.raws = raws;
        this.mailboxes = mailboxes;
        this.feed = feed;
        this.waiting = waiting;
    }

    /** @param form {@code atom} or {@code mbox.gz} */
    Response answer(String form, Optional<MailingList> list, Asked asked) {
        Query query = asked.query();
        if (query.isEmpty()) {
            throw new NotFoundException();
        }
        return form.equals("atom") ? feed(list, asked, query) : mailbox(list, query);
    }

    private Response feed(Optional<MailingList> list, Asked asked, Query query) {
        List<MessageRow> rows = stretch(list, query, asking.last(asked, list), AtomFeed.PAGE + 1);
        Optional<Instant> newest = rows.stream().map(MessageRow::at).findFirst();
        Head head = Head.ofSearch(list, query, pages.external("")).updated(newest);
        return feed.answer(head, rows, head.self() + "&then=");
    }

    /** The newest first, whatever order the page has. */
    private List<MessageRow> stretch(Optional<MailingList> list, Query query, Optional<Hit> last, int limit) {
        SearchRequest request = new SearchRequest(query, SearchPages.id(list), SearchOrder.NEWEST, false, last, limit);
        return messages.inOrder(
                list.map(MailingList::id).orElse(0),
                search.stretch(request, waiting.cancellation()).stream()
                        .map(Hit::key)
                        .toList());
    }

    private Response mailbox(Optional<MailingList> list, Query query) {
        String state = list.map(List::of).orElseGet(lists::visible).stream()
                .map(MailingList::state)
                .collect(Collectors.joining(",", "", " " + raws.newest() + Asked.all(query)));
        return mailboxes.answer(
                "search", state, last -> stretch(list, query, last.map(SearchPages::hit), Mailboxes.STRETCH));
    }
}
