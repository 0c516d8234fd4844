package org.salonarchive.archive.person;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.salonarchive.archive.PersonRows;
import org.salonarchive.archive.person.PersonWord.Origin;
import org.salonarchive.message.MessageIdHash;

/** The words that were said of addresses, in a transaction that has the writers' turn. */
final class Words {

    private final Connection connection;

    Words(Connection connection) {
        this.connection = connection;
    }

    /** Of the addresses that are a person's under certain names only, those that have used another one, with that. */
    Map<MessageIdHash, String> otherNames(List<Mailmap.Tie> ties) throws SQLException {
        List<byte[]> keys = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Mailmap.Tie tie : ties) {
            for (String name : tie.names()) {
                keys.add(tie.address().hash().bytes());
                names.add(name);
            }
        }
        Map<MessageIdHash, String> others = new HashMap<>();
        try (PreparedStatement ask = connection.prepareStatement("""
                with named as (select * from unnest(?, ?) as named (key_hash, name))
                select s.key_hash, min(m.sender_name) as name
                  from sender s join message m on m.sender_id = s.id
                 where s.key_hash in (select key_hash from named) and m.sender_name <> ''
                   and not exists (select from named where named.key_hash = s.key_hash
                                      and lower(named.name) = lower(m.sender_name))
                 group by 1""")) {
            ask.setArray(1, hashes(keys));
            ask.setArray(2, connection.createArrayOf("text", names.toArray()));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    others.put(MessageIdHash.of(row.getBytes("key_hash")), row.getString("name"));
                }
            }
        }
        return others;
    }

    void replaceMailmap(List<Mailmap.Tie> ties, String by) throws SQLException {
        try (PreparedStatement delete =
                        connection.prepareStatement("delete from person_word where origin = 'mailmap'");
                PreparedStatement insert = connection.prepareStatement("""
                        insert into person_word (origin, said_by, key_hash, address, person_hash, person, name)
                        select 'mailmap', ?, * from unnest(?, ?, ?, ?, ?)""")) {
            delete.executeUpdate();
            insert.setString(1, by);
            insert.setArray(
                    2,
                    hashes(ties.stream()
                            .map(tie -> tie.address().hash().bytes())
                            .toList()));
            insert.setArray(
                    3, texts(ties.stream().map(tie -> tie.address().address()).toArray()));
            insert.setArray(
                    4,
                    hashes(ties.stream().map(tie -> tie.person().hash().bytes()).toList()));
            insert.setArray(
                    5, texts(ties.stream().map(tie -> tie.person().address()).toArray()));
            insert.setArray(6, texts(ties.stream().map(Mailmap.Tie::name).toArray()));
            insert.executeUpdate();
        }
    }

    /** The address that stands for an address, as was said until now. */
    SenderKey standingFor(SenderKey address) throws SQLException {
        MessageIdHash person = address.hash();
        try (PreparedStatement ask =
                connection.prepareStatement("select person_hash from person_address where key_hash = ?")) {
            ask.setBytes(1, address.hash().bytes());
            try (ResultSet row = ask.executeQuery()) {
                if (row.next()) {
                    person = MessageIdHash.of(row.getBytes(1));
                }
            }
        }
        return person.equals(address.hash()) ? named(address) : named(new SenderKey(person, ""));
    }

    /** The same with its address, where that is known. */
    private SenderKey named(SenderKey address) throws SQLException {
        return address.address().isEmpty() ? new SenderKey(address.hash(), text(address.hash())) : address;
    }

    private String text(MessageIdHash address) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("""
                select lower(address) as address from sender where key_hash = ?
                union all select person from person_word where person_hash = ?
                union all select address from person_word where key_hash = ?
                 limit 1""")) {
            for (int parameter = 1; parameter <= 3; parameter++) {
                ask.setBytes(parameter, address.bytes());
            }
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /** An operator makes an address another one's, or, with itself, its own. */
    void say(SenderKey address, SenderKey person, String by) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into person_word (origin, key_hash, address, person_hash, person, said_by)
                values ('operator', ?, ?, ?, ?, ?)
                    on conflict (key_hash, origin) do update
                   set person_hash = excluded.person_hash, person = excluded.person,
                       said_by = excluded.said_by, said_at = now()""")) {
            upsert.setBytes(1, address.hash().bytes());
            upsert.setString(2, address.address());
            upsert.setBytes(3, person.hash().bytes());
            upsert.setString(4, person.address());
            upsert.setString(5, by);
            upsert.executeUpdate();
        }
    }

    /** Forgets that an operator made an address another one's; against the mailmap it is said that it is its own. */
    void takeBack(SenderKey address, String by) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from person_word where key_hash = ? and origin = 'operator'")) {
            delete.setBytes(1, address.hash().bytes());
            delete.executeUpdate();
        }
        boolean still = all().stream().anyMatch(word -> word.address().equals(address.hash()) && word.ties());
        if (still) {
            SenderKey own = named(address);
            say(own, own, by);
        }
    }

    /** Brings what follows from the words, and the senders, to what the words say now. */
    void conclude() throws SQLException {
        Conclusion conclusion = new Conclusion(all());
        Map<MessageIdHash, MessageIdHash> persons = conclusion.persons();
        Map<MessageIdHash, String> names = conclusion.names();
        try (PreparedStatement delete = connection.prepareStatement("delete from person_address");
                PreparedStatement insert = connection.prepareStatement("""
                        insert into person_address (key_hash, person_hash, name)
                        select * from unnest(?, ?, ?)""")) {
            delete.executeUpdate();
            insert.setArray(
                    1,
                    hashes(persons.keySet().stream().map(MessageIdHash::bytes).toList()));
            insert.setArray(
                    2,
                    hashes(persons.values().stream().map(MessageIdHash::bytes).toList()));
            insert.setArray(
                    3,
                    texts(persons.values().stream()
                            .map(person -> names.getOrDefault(person, ""))
                            .toArray()));
            insert.executeUpdate();
        }
        new PersonRows(connection).renew();
    }

    private List<PersonWord> all() throws SQLException {
        List<PersonWord> words = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement("""
                        select key_hash, origin, person_hash, name as word_name, said_by, said_at from person_word""");
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                word(MessageIdHash.of(row.getBytes("key_hash")), row).ifPresent(words::add);
            }
        }
        return words;
    }

    /** What a row says of an address; empty when it says nothing. */
    static Optional<PersonWord> word(MessageIdHash address, ResultSet row) throws SQLException {
        String origin = row.getString("origin");
        return origin == null
                ? Optional.empty()
                : Optional.of(new PersonWord(
                        Origin.valueOf(origin.toUpperCase(Locale.ROOT)),
                        address,
                        MessageIdHash.of(row.getBytes("person_hash")),
                        row.getString("word_name"),
                        row.getString("said_by"),
                        row.getObject("said_at", OffsetDateTime.class).toInstant()));
    }

    long mergedSenders() throws SQLException {
        try (PreparedStatement ask =
                        connection.prepareStatement("select count(*) from sender where person_id is not null");
                ResultSet row = ask.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private Array hashes(List<byte[]> hashes) throws SQLException {
        return connection.createArrayOf("bytea", hashes.toArray(byte[][]::new));
    }

    private Array texts(Object[] texts) throws SQLException {
        return connection.createArrayOf("text", texts);
    }
}
