package org.salonarchive.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which senders are one person, as {@code person_address} says, written to their rows in the transaction that changed
 * either; it has the writers' turn.
 */
public final class PersonRows {

    /**
     * For the sender of the person's own address, or, while nothing has come from that, of the first of its others by
     * key, whichever of them came first.
     */
    private static final String JOIN = """
            with touched as (%s),
            standing as (
                select distinct on (a.person_hash) a.person_hash, s.id
                  from touched
                  join person_address a on a.person_hash = touched.person_hash
                  join sender s on s.key_hash = a.key_hash
                 order by a.person_hash, (a.key_hash = a.person_hash) desc, a.key_hash),
            meant as (
                select s.id, nullif(standing.id, s.id) as person_id,
                       case when standing.id = s.id then a.name else '' end as proper_name
                  from standing
                  join person_address a on a.person_hash = standing.person_hash
                  join sender s on s.key_hash = a.key_hash)
            update sender
               set person_id = meant.person_id, proper_name = meant.proper_name
              from meant
             where sender.id = meant.id
               and (sender.person_id, sender.proper_name) is distinct from (meant.person_id, meant.proper_name)
            returning sender.id""";

    private static final String PART = """
            update sender
               set person_id = null, proper_name = ''
             where (person_id is not null or proper_name <> '')
               and not exists (select from person_address a where a.key_hash = sender.key_hash)
            returning id""";

    private final Connection connection;

    public PersonRows(Connection connection) {
        this.connection = connection;
    }

    /** Senders that were added belong to the persons to whom their addresses were given before. */
    void joinNew(List<byte[]> keys) throws SQLException {
        try (PreparedStatement join = connection.prepareStatement(
                JOIN.formatted("select distinct person_hash from person_address where key_hash = any (?)"))) {
            join.setArray(1, KnownRows.byteas(connection, keys));
            changed(join);
        }
    }

    /** Brings all senders to what is said now, and tells readers' caches where that is another than before. */
    public void renew() throws SQLException {
        Set<Long> changed = new HashSet<>();
        try (PreparedStatement part = connection.prepareStatement(PART);
                PreparedStatement join = connection.prepareStatement(
                        JOIN.formatted("select distinct person_hash from person_address"))) {
            changed.addAll(changed(part));
            changed.addAll(changed(join));
        }
        try (PreparedStatement revise = connection.prepareStatement("""
                update mailing_list set revision = revision + 1
                 where id in (select c.list_id from list_sender c join sender s on s.id = c.sender_id
                               where coalesce(s.person_id, s.id) = any (?) or s.id = any (?))""")) {
            revise.setArray(1, connection.createArrayOf("bigint", changed.toArray()));
            revise.setArray(2, connection.createArrayOf("bigint", changed.toArray()));
            revise.executeUpdate();
        }
    }

    private static Set<Long> changed(PreparedStatement update) throws SQLException {
        Set<Long> changed = new HashSet<>();
        try (ResultSet rows = update.executeQuery()) {
            while (rows.next()) {
                changed.add(rows.getLong(1));
            }
        }
        return changed;
    }
}
