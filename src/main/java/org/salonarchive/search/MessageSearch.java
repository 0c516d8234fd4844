package org.salonarchive.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.QueryTimeoutException;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.salonarchive.archive.AccessRule;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;

/** Finds messages, newest first. Every value is a parameter; the text of the question is ours. */
@ApplicationScoped
public class MessageSearch {

    /** Beyond this many the page says that there are more. */
    public static final int COUNTED = 10_000;

    private static final int PATIENCE_MILLISECONDS = 5_000;

    private final EntityManager database;
    private final Messages messages;

    MessageSearch(EntityManager database, Messages messages) {
        this.database = database;
        this.messages = messages;
    }

    /**
     * What was found.
     *
     * @param total at most {@link #COUNTED} + 1
     * @param more whether there are further messages after these
     */
    public record Found(List<MessageRow> messages, int total, boolean more) {

        /** Nothing. */
        public static final Found NONE = new Found(List.of(), 0, false);
    }

    /** A search that took longer than anybody should wait, and was given up. */
    public static final class TooSlow extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooSlow(Throwable cause) {
            super("The search took longer than " + PATIENCE_MILLISECONDS + " ms", cause);
        }
    }

    /**
     * Whether the words are only such as stand in every text: PostgreSQL does not look for those, and a search
     * for nothing else finds nothing.
     */
    public boolean isTooCommon(SearchQuery query) {
        return !query.words().isEmpty()
                && ((Number) database.createNativeQuery("select numnode(websearch_to_tsquery('english', :words))")
                                        .setParameter("words", query.words())
                                        .getSingleResult())
                                .intValue()
                        == 0;
    }

    /**
     * Finds messages without counting them: a stretch of them, as a feed or a download asks for it.
     *
     * @param before the last message of the stretch before
     * @throws TooSlow when it takes more than a few seconds
     */
    @Transactional
    public List<MessageRow> messages(
            SearchQuery query, Optional<Integer> listId, Optional<MessageRow> before, int limit) {
        if (query.isEmpty()) {
            return List.of();
        }
        limitTime();
        try {
            return messages.inOrder(listId.orElse(0), keys(query, listId, before, where(query, listId), limit));
        } catch (QueryTimeoutException tooSlow) {
            throw new TooSlow(tooSlow);
        }
    }

    private void limitTime() {
        database.createNativeQuery("select set_config('statement_timeout', :patience, true)")
                .setParameter("patience", String.valueOf(PATIENCE_MILLISECONDS))
                .getSingleResult();
    }

    /**
     * Searches.
     *
     * @param listId the list, or empty for all that are visible
     * @param before the last message of the page before
     * @throws TooSlow when it takes more than a few seconds
     */
    @Transactional
    public Found find(SearchQuery query, Optional<Integer> listId, Optional<MessageRow> before, int limit) {
        limitTime();
        String where = where(query, listId);
        try {
            List<Long> keys = keys(query, listId, before, where, limit + 1);
            boolean more = keys.size() > limit;
            List<Long> shown = more ? keys.subList(0, limit) : keys;
            int total = count(query, listId, where);
            return new Found(messages.inOrder(listId.orElse(0), shown), total, more);
        } catch (QueryTimeoutException tooSlow) {
            throw new TooSlow(tooSlow);
        }
    }

    private List<Long> keys(
            SearchQuery query, Optional<Integer> listId, Optional<MessageRow> before, String where, int limit) {
        String place = before.isEmpty() ? "" : " and (m.effective_at, m.id) < (:at, :key)";
        Query page = database.createNativeQuery(
                "select distinct m.effective_at, m.id" + where + place
                        + " order by m.effective_at desc, m.id desc limit :limit",
                Tuple.class);
        set(page, query, listId);
        page.setParameter("limit", limit);
        before.ifPresent(row -> page.setParameter("at", row.at()).setParameter("key", row.key()));
        List<Long> keys = new ArrayList<>();
        for (Object row : page.getResultList()) {
            keys.add(((Tuple) row).get(1, Number.class).longValue());
        }
        return keys;
    }

    private int count(SearchQuery query, Optional<Integer> listId, String where) {
        Query count = database.createNativeQuery(
                "select count(*) from (select distinct m.id" + where + " limit :limit) as found");
        set(count, query, listId);
        count.setParameter("limit", COUNTED + 1);
        return ((Number) count.getSingleResult()).intValue();
    }

    private static String where(SearchQuery query, Optional<Integer> listId) {
        StringBuilder where = new StringBuilder(" from message m"
                + " join list_message lm on lm.message_id = m.id"
                + " join mailing_list list on list.id = lm.list_id"
                + " join sender s on s.id = m.sender_id");
        where.append(query.words().isEmpty() ? "" : " join message_search w on w.message_id = m.id");
        where.append(" where ").append(AccessRule.VISIBLE);
        where.append(listId.isPresent() ? " and lm.list_id = :list" : "");
        where.append(query.words().isEmpty() ? "" : " and w.vector @@ websearch_to_tsquery('english', :words)");
        where.append(
                query.from().isEmpty()
                        ? ""
                        : " and (position(:from in lower(m.sender_name)) > 0 or position(:from in lower(s.address)) > 0)");
        where.append(query.after().isPresent() ? " and lm.effective_at >= :after" : "");
        where.append(query.before().isPresent() ? " and lm.effective_at < :before" : "");
        return where.toString();
    }

    private static void set(Query question, SearchQuery query, Optional<Integer> listId) {
        listId.ifPresent(id -> question.setParameter("list", id));
        if (!query.words().isEmpty()) {
            question.setParameter("words", query.words());
        }
        if (!query.from().isEmpty()) {
            question.setParameter("from", query.from().toLowerCase(Locale.ROOT));
        }
        query.after().ifPresent((Instant at) -> question.setParameter("after", at));
        query.before().ifPresent((Instant at) -> question.setParameter("before", at));
    }
}
