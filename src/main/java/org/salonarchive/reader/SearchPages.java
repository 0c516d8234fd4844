package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.SearchState;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.message.words.Language;
import org.salonarchive.render.SafeHtml;
import org.salonarchive.render.Snippet;
import org.salonarchive.search.Found;
import org.salonarchive.search.Found.Hit;
import org.salonarchive.search.Highlight;
import org.salonarchive.search.MessageSearch;
import org.salonarchive.search.SearchOrder;
import org.salonarchive.search.SearchRequest;
import org.salonarchive.search.query.Mistake;
import org.salonarchive.search.query.Query;

/** Makes the pages of found messages, for one list or for all. */
@RequestScoped
class SearchPages {

    static final int PAGE = 20;

    private final Pages pages;
    private final MessageSearch search;
    private final Messages messages;
    private final MailingLists lists;
    private final RememberedRows remembered;
    private final MessageTexts texts;
    private final Showings showings;
    private final SearchFacets facets;
    private final PastedAddress pasted;
    private final Waiting waiting;
    private final SearchState state;

    SearchPages(
            Pages pages,
            MessageSearch search,
            Messages messages,
            MailingLists lists,
            RememberedRows remembered,
            MessageTexts texts,
            Showings showings,
            SearchFacets facets,
            PastedAddress pasted,
            Waiting waiting,
            SearchState state) {
        this.pages = pages;
        this.search = search;
        this.messages = messages;
        this.lists = lists;
        this.remembered = remembered;
        this.texts = texts;
        this.showings = showings;
        this.facets = facets;
        this.pasted = pasted;
        this.waiting = waiting;
        this.state = state;
    }

    /**
     * A found message.
     *
     * @param thread where its thread is shown; empty where messages are
     * @param inThread how many messages of its thread were found
     */
    record FoundMessage(
            String link,
            String subject,
            String author,
            String authorLink,
            String date,
            String machineDate,
            String list,
            String thread,
            String inThread,
            SafeHtml snippet) {}

    /** A mistake in its place. */
    record MistakeView(String before, String wrong, String behind, String says) {}

    /** Another order or view; no link where it is this one. */
    record Choice(String name, String link) {}

    record SearchPage(
            Frame frame,
            String where,
            String query,
            boolean asked,
            String total,
            boolean stopped,
            boolean incomplete,
            List<Choice> orders,
            List<Choice> views,
            String feed,
            String download,
            List<MistakeView> mistakes,
            String mended,
            String mendedLink,
            List<FoundMessage> hits,
            SearchFacets.View facets,
            String meant,
            String meantLink,
            String everywhere,
            String start,
            String next)
            implements TemplateInstance {}

    /** What is found, a page of it. */
    Found find(Asked asked, Query query, Optional<MailingList> list) {
        SearchRequest request =
                new SearchRequest(query, id(list), asked.order(query), asked.threads(), last(asked, list), PAGE);
        return search.find(request, waiting.cancellation());
    }

    static Hit hit(MessageRow row) {
        return new Hit(row.key(), row.at(), row.thread());
    }

    static OptionalInt id(Optional<MailingList> list) {
        return list.map(of -> OptionalInt.of(of.id())).orElse(OptionalInt.empty());
    }

    /** The last message of the page before. */
    Optional<Hit> last(Asked asked, Optional<MailingList> list) {
        return Optional.ofNullable(asked.then())
                .flatMap(MessageIdHash::parse)
                .flatMap(id -> messages.at(list.map(MailingList::id).orElse(0), id))
                .map(SearchPages::hit);
    }

    /** The rows of hits, in their order. */
    List<MessageRow> rows(Optional<MailingList> list, List<Hit> hits) {
        return remembered.inOrder(list, hits.stream().map(Hit::key).toList());
    }

    /** A page, or the way to where a pasted Message-ID or address leads, or to the address that says all that a form asked. */
    Response page(Frame frame, Optional<MailingList> list, Asked asked) {
        Query query = asked.query();
        if (asked.isForm()) {
            return Pages.to(
                    Response.Status.SEE_OTHER,
                    ArchiveLinks.search(list.map(MailingList::name).orElse("")) + asked.address(query.text()));
        }
        Optional<String> leads = query.pasted().flatMap(pasted::leads);
        if (leads.isPresent()) {
            return Pages.to(Response.Status.SEE_OTHER, leads.get());
        }
        Found found = find(asked, query, list);
        List<MessageRow> rows = rows(list, found.hits());
        boolean nothing = !query.isEmpty() && found.count() == 0;
        Optional<String> meant =
                nothing && found.complete() ? search.meant(query, id(list), waiting.cancellation()) : Optional.empty();
        Optional<String> mended = query.mistakes().stream()
                .flatMap(mistake -> mistake.instead().stream())
                .findFirst();
        String name = list.map(MailingList::name).orElse("");
        SearchPage page = new SearchPage(
                frame.asking(query.text()),
                list.map(MailingList::title).orElse("all lists"),
                query.text(),
                !query.isEmpty(),
                (found.complete() ? "" : "At least ") + Words.count(found.count(), "message"),
                !found.complete(),
                isIncomplete(),
                orders(asked, query),
                views(asked, query, found),
                ArchiveLinks.searchFeed(name) + Asked.all(query),
                ArchiveLinks.searchDownload(name) + Asked.all(query),
                mistakes(query),
                mended.orElse(""),
                mended.map(asked::address).orElse(""),
                hits(list, asked, query, found, rows),
                facets.of(found.facets(), list, term -> asked.address(query.and(term))),
                meant.orElse(""),
                meant.map(asked::address).orElse(""),
                nothing && list.isPresent() ? ArchiveLinks.search("") + asked.address(query) : "",
                asked.then() == null ? "" : asked.address(query),
                found.more() && !rows.isEmpty()
                        ? asked.address(query) + "&then="
                                + rows.get(rows.size() - 1).address().base32()
                        : "");
        return pages.html(page, Optional.empty());
    }

    private boolean isIncomplete() {
        try {
            return !state.isComplete();
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static List<Choice> orders(Asked asked, Query query) {
        List<Choice> choices = new ArrayList<>();
        for (SearchOrder order : SearchOrder.values()) {
            boolean here = order == asked.order(query);
            choices.add(new Choice(order.word(), here ? "" : asked.address(query, order, asked.threads())));
        }
        return choices;
    }

    private static List<Choice> views(Asked asked, Query query, Found found) {
        SearchOrder order = asked.order(query);
        String threads = found.threads() < 0 || !found.complete() ? "threads" : Words.count(found.threads(), "thread");
        return List.of(
                new Choice("messages", asked.threads() ? asked.address(query, order, false) : ""),
                new Choice(threads, asked.threads() ? "" : asked.address(query, order, true)));
    }

    private List<MistakeView> mistakes(Query query) {
        List<MistakeView> mistakes = new ArrayList<>();
        query.mistakes().forEach(mistake -> mistakes.add(view(mistake, query.text())));
        for (String name : query.lists()) {
            if (lists.visible(name).isEmpty()) {
                mistakes.add(new MistakeView(
                        "", "list:" + name, "", "There is no list of this name; all lists are on the front page."));
            }
        }
        return mistakes;
    }

    private static MistakeView view(Mistake mistake, String text) {
        return new MistakeView(
                text.substring(0, mistake.from()),
                text.substring(mistake.from(), mistake.until()),
                text.substring(mistake.until()),
                mistake.says());
    }

    private List<FoundMessage> hits(
            Optional<MailingList> list, Asked asked, Query query, Found found, List<MessageRow> rows) {
        Map<Long, Hit> hits = new HashMap<>();
        found.hits().forEach(hit -> hits.put(hit.key(), hit));
        Map<Set<Language>, Highlight> words = found.hits().stream()
                .map(Hit::languages)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), languages -> new Highlight(query, languages)));
        Function<MessageRow, Showing> showing = showings.of(rows);
        return texts.of(rows).parallelStream()
                .map(each -> {
                    MessageRow row = each.row();
                    Hit hit = hits.get(row.key());
                    long inThread = asked.threads() ? hit.inThread() : 0;
                    return new FoundMessage(
                            ArchiveLinks.message(row),
                            IndexRow.subject(row.subject()),
                            IndexRow.author(row),
                            ArchiveLinks.author(row.list(), row.author().key()),
                            Dates.minute(row.at()),
                            Dates.machine(row.at()),
                            list.isPresent() ? "" : row.list(),
                            asked.threads() ? ArchiveLinks.thread(row.list(), row.address()) : "",
                            inThread > 1 ? inThread + " messages found in its thread" : "its thread",
                            Snippet.of(
                                    each.text(),
                                    words.get(hit.languages()),
                                    showing.apply(row).mask()));
                })
                .toList();
    }
}
