package org.salonarchive.archive;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The lists. */
@ApplicationScoped
public class MailingLists implements PanacheRepositoryBase<MailingList, Integer> {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._+-]{0,99}");

    /** First parts of addresses that are not lists. */
    private static final List<String> RESERVED = List.of(
            "mid",
            "search",
            "search.atom",
            "search.mbox.gz",
            "q",
            "admin",
            "pipermail",
            "api",
            "archives",
            "hyperkitty",
            "list",
            "listinfo",
            "listinfo.cgi",
            "private.cgi",
            "htdig.cgi",
            "message-id",
            "thread",
            "thread.html",
            "cgi-bin",
            "robots.txt",
            "sitemap.xml");

    private final Remembered<Map<String, MailingList>> seen;

    MailingLists(ArchiveChanges changes) {
        seen = new Remembered<>(changes);
    }

    /** Lists that a visitor may see, by name. */
    public List<MailingList> visible() {
        return visibleWhere("true");
    }

    /** A list that a visitor may see; one that it may not see is not there. */
    public Optional<MailingList> visible(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Map<String, MailingList> known = seen.get(ConcurrentHashMap::new);
        Optional<MailingList> list = Optional.ofNullable(known.get(name));
        if (list.isEmpty()) {
            // Not while the map is held: who asks may wait for a connection that another waiting for the map has.
            list = visibleWhere("list.name = ?1", name).stream().findFirst();
            list.ifPresent(found -> known.put(name, found));
        }
        return list;
    }

    /** The lists that have a message and may be seen, by name. */
    public List<MailingList> visibleWith(long message) {
        return visibleWhere("list.id in (select lm.list_id from list_message lm where lm.message_id = ?1)", message);
    }

    /** SQL is asked, since the first question in HQL takes a start half a second. */
    private List<MailingList> visibleWhere(String condition, Object... parameters) {
        Query question = getEntityManager()
                .createNativeQuery(
                        "select list.* from mailing_list list where " + condition + " and " + AccessRule.VISIBLE
                                + " order by list.name",
                        MailingList.class);
        for (int i = 0; i < parameters.length; i++) {
            question.setParameter(i + 1, parameters[i]);
        }
        List<MailingList> lists = new ArrayList<>();
        for (Object list : question.getResultList()) {
            lists.add((MailingList) list);
        }
        return lists;
    }

    /** For each of some messages the lists that have it and may be seen, by name. */
    public Map<Long, List<Place>> visibleWith(Collection<Long> messages) {
        Map<Long, List<Place>> places = new HashMap<>();
        if (messages.isEmpty()) {
            return places;
        }
        for (Object row : getEntityManager()
                .createNativeQuery("""
                        select lm.message_id, list.name, list.title
                          from mailing_list list join list_message lm on lm.list_id = list.id
                         where lm.message_id = any(:messages) and %s order by list.name""".formatted(AccessRule.VISIBLE), Tuple.class)
                .setParameter("messages", messages.toArray(Long[]::new))
                .getResultList()) {
            Tuple tuple = (Tuple) row;
            places.computeIfAbsent(tuple.get("message_id", Number.class).longValue(), message -> new ArrayList<>())
                    .add(new Place(tuple.get("name", String.class), tuple.get("title", String.class)));
        }
        return places;
    }

    /** A list that has a message. */
    public record Place(String name, String title) {}

    /**
     * Of the lists that have a message the one whose page of it stands for all: one that search engines may list,
     * and of those the oldest, which no list can become that is made later.
     */
    public static MailingList canonical(List<MailingList> lists) {
        return lists.stream()
                .min(Comparator.comparing((MailingList list) -> !list.indexed()).thenComparing(MailingList::id))
                .orElseThrow();
    }

    /** The list of this name, whoever may see it. */
    @Transactional
    public Optional<Integer> idOf(String name) {
        List<?> ids = getEntityManager()
                .createNativeQuery("select id from mailing_list where name = :name", Integer.class)
                .setParameter("name", name)
                .getResultList();
        return ids.stream().findFirst().map(Integer.class::cast);
    }

    /** How many messages a list has, whoever may see it. */
    @Transactional
    public long messageCount(int listId) {
        return findById(listId).messageCount();
    }

    /** Whether there is none. */
    @Transactional
    public boolean isEmpty() {
        return (Boolean) getEntityManager()
                .createNativeQuery("select not exists (select from mailing_list)", Boolean.class)
                .getSingleResult();
    }

    /** Why no list can have this name; empty when one can. */
    public static Optional<String> whyNoName(String name) {
        return NAME.matcher(name).matches() && !RESERVED.contains(name)
                ? Optional.empty()
                : Optional.of("A list cannot be named \"" + name + "\": a name has 1 to 100 lower-case letters, digits"
                        + " and . _ + - and is not one of " + String.join(", ", RESERVED) + ".");
    }

    /**
     * Makes a public list with monthly volumes.
     *
     * @throws IllegalArgumentException when no list can have that name; the message says why
     */
    @Transactional
    public int make(String name, String title, String description) {
        whyNoName(name).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        MailingList list = new MailingList();
        list.name = name;
        list.title = title;
        list.description = description;
        persist(list);
        return list.id();
    }
}
