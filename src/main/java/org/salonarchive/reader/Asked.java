package org.salonarchive.reader;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.search.SearchOrder;
import org.salonarchive.search.query.Condition;
import org.salonarchive.search.query.Query;
import org.salonarchive.search.query.QueryParser;

/**
 * What stands in the address of a search. The query says everything; what a form asks for beside it is written into
 * the query, so that an address can be read, kept and sent on.
 *
 * @param sort {@code relevance}, {@code newest} or {@code oldest}
 * @param view {@code threads}, else messages
 * @param then the last message of the page before
 */
record Asked(
        @QueryParam("q") @Nullable String q,
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to,
        @QueryParam("subject") @Nullable String subject,
        @QueryParam("after") @Nullable String after,
        @QueryParam("before") @Nullable String before,
        @QueryParam("has") @Nullable String has,
        @QueryParam("sort") @Nullable String sort,
        @QueryParam("view") @Nullable String view,
        @QueryParam("then") @Nullable String then) {

    private static final String THREADS = "threads";

    /** Whether something is asked for beside the query. */
    boolean isForm() {
        return !(text(from) + text(to) + text(subject) + text(after) + text(before) + text(has)).isEmpty();
    }

    /** All that is asked for, as one query. */
    Query query() {
        Query query = QueryParser.parse(text(q), Instant.now());
        query = with(query, "from", from);
        query = with(query, "to", to);
        query = with(query, "subject", subject);
        query = with(query, "after", after);
        query = with(query, "before", before);
        return with(query, "has", has);
    }

    private static Query with(Query query, String field, @Nullable String value) {
        String text = text(value);
        if (text.isEmpty()) {
            return query;
        }
        boolean plain = text.chars().noneMatch(c -> Character.isWhitespace(c) || "\"()“”„«»".indexOf(c) >= 0);
        String term = plain ? field + ":" + text : Query.quoted(field, text);
        return term.isEmpty() ? query : QueryParser.parse(query.and(term), Instant.now());
    }

    /** The order that is asked for; words are found by relevance, all else by date. */
    SearchOrder order(Query query) {
        return SearchOrder.ofWord(text(sort)).orElseGet(() -> usual(query));
    }

    private static SearchOrder usual(Query query) {
        // What is asked of other messages of a thread says little about how well this one answers.
        boolean words = !query.seeksThreads() && query.marked().stream().anyMatch(Asked::isText);
        return words ? SearchOrder.RELEVANCE : SearchOrder.NEWEST;
    }

    private static boolean isText(Condition.Words words) {
        return switch (words.field()) {
            case ANY, SUBJECT, BODY, OWN, QUOTED -> true;
            case FROM, TO, FILENAME -> false;
        };
    }

    /** Whether a message stands for each thread. */
    boolean threads() {
        return text(view).equals(THREADS);
    }

    /** The query of an address that asks the same. */
    String address(Query query) {
        return address(query, order(query), threads());
    }

    /** The query of an address that asks this in the same order and view. */
    String address(String query) {
        return address(query, SearchOrder.ofWord(text(sort)), threads());
    }

    /** The query of an address. */
    String address(Query query, SearchOrder order, boolean threads) {
        return address(query.text(), order == usual(query) ? Optional.empty() : Optional.of(order), threads);
    }

    private static String address(String query, Optional<SearchOrder> order, boolean threads) {
        return "?q=" + ArchiveLinks.escape(query.strip())
                + order.map(sort -> "&sort=" + sort.word()).orElse("")
                + (threads ? "&view=" + THREADS : "");
    }

    /** The address of a feed or a file of all that the query finds. */
    static String all(Query query) {
        return "?q=" + ArchiveLinks.escape(query.text().strip());
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "").strip();
    }
}
