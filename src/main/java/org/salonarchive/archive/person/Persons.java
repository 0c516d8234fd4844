package org.salonarchive.archive.person;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.salonarchive.archive.WritersTurn;
import org.salonarchive.archive.person.Mailmap.Mistake;
import org.salonarchive.archive.person.Person.Address;
import org.salonarchive.archive.person.Person.InList;
import org.salonarchive.message.MessageIdHash;

/**
 * Who is one person, for operators, who see all lists. What is said here holds for mail that has come and for mail that
 * comes later, and can be taken back.
 */
@ApplicationScoped
public class Persons {

    /** The most senders that a search shows. */
    public static final int FOUND = 50;

    /** The addresses of a person, the one that stands for it first; those too from which nothing has come. */
    private static final String ADDRESSES = """
            with asked as (
                select coalesce((select person_hash from person_address where key_hash = ?), ?) as person_hash),
            member as (
                select a.key_hash from asked join person_address a on a.person_hash = asked.person_hash
                union select person_hash from asked)
            select member.key_hash, s.id, coalesce(s.address, word.address, target.address) as address,
                   coalesce(s.name, '') as name, coalesce(a.name, '') as proper_name,
                   word.origin, word.person_hash, word.name as word_name, word.said_by, word.said_at
              from asked cross join member
              left join person_address a on a.key_hash = member.key_hash
              left join sender s on s.key_hash = member.key_hash
              left join lateral (select * from person_word w where w.key_hash = member.key_hash
                                  order by w.origin desc limit 1) as word on true
              left join lateral (select w.person as address from person_word w
                                  where w.person_hash = member.key_hash limit 1) as target on true
             where coalesce(s.address, word.address, target.address) is not null
             order by member.key_hash <> asked.person_hash, 3, 1""";

    private final DataSource dataSource;

    Persons(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * What became of a mailmap.
     *
     * @param addresses that it names
     * @param persons to whom it gives them
     * @param merged senders of the archive that are another one's now, by whatever was said
     * @param mistakes what was not kept of it
     */
    public record Read(int addresses, int persons, long merged, List<Mistake> mistakes) {}

    /** Replaces what the mailmap said before. */
    public Read read(Mailmap mailmap, String by) throws SQLException {
        return WritersTurn.take(dataSource, connection -> {
            Words words = new Words(connection);
            Map<MessageIdHash, String> others = words.otherNames(mailmap.ties());
            List<Mailmap.Tie> kept = new ArrayList<>();
            List<Mistake> mistakes = new ArrayList<>(mailmap.mistakes());
            for (Mailmap.Tie tie : mailmap.ties()) {
                String other = others.get(tie.address().hash());
                if (other == null) {
                    kept.add(tie);
                } else {
                    mistakes.add(new Mistake(
                            tie.line(),
                            "<" + tie.address().address() + "> has also written as \"" + other
                                    + "\"; an address is one person's here, so it stays by itself."));
                }
            }
            mistakes.sort(Comparator.comparingInt(Mistake::line));
            words.replaceMailmap(kept, by);
            words.conclude();
            int persons =
                    (int) kept.stream().map(Mailmap.Tie::person).distinct().count();
            return new Read(kept.size(), persons, words.mergedSenders(), mistakes);
        });
    }

    /** Makes others the same person as one, which stands for all of them from now on; returns those that were it already. */
    public List<SenderKey> merge(SenderKey one, List<SenderKey> others, String by) throws SQLException {
        return WritersTurn.take(dataSource, connection -> {
            Words words = new Words(connection);
            SenderKey standing = words.standingFor(one);
            List<SenderKey> before = new ArrayList<>();
            for (SenderKey other : others) {
                SenderKey merged = words.standingFor(other);
                if (merged.hash().equals(standing.hash())) {
                    before.add(other);
                } else {
                    words.say(merged, standing, by);
                    words.conclude();
                }
            }
            return before;
        });
    }

    /** What became of an address that was to stand by itself. */
    public enum Split {
        DONE,
        /** It has been by itself all the time. */
        WAS_ALONE,
        /** It stands for others; they can be split off it. */
        STANDS_FOR_OTHERS
    }

    /** Takes back that an address is another one's; what was merged into it goes with it. */
    public Split split(SenderKey address, String by) throws SQLException {
        return WritersTurn.take(dataSource, connection -> {
            Words words = new Words(connection);
            if (words.standingFor(address).hash().equals(address.hash())) {
                return find(connection, address.hash())
                                        .map(person -> person.addresses().size())
                                        .orElse(1)
                                > 1
                        ? Split.STANDS_FOR_OTHERS
                        : Split.WAS_ALONE;
            }
            SenderKey standing = words.standingFor(address);
            words.takeBack(address, by);
            words.conclude();
            if (words.standingFor(standing).hash().equals(address.hash())) {
                // The mailmap has it the other way round.
                words.takeBack(standing, by);
                words.conclude();
            }
            return Split.DONE;
        });
    }

    /** The person of an address; empty when neither mail nor word has named it. */
    public Optional<Person> find(SenderKey address) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return find(connection, address.hash());
        }
    }

    private static Optional<Person> find(Connection connection, MessageIdHash address) throws SQLException {
        Map<Long, List<InList>> lists = new HashMap<>();
        List<Address> addresses = new ArrayList<>();
        String name = "";
        try (PreparedStatement ask = connection.prepareStatement(ADDRESSES)) {
            ask.setBytes(1, address.bytes());
            ask.setBytes(2, address.bytes());
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    MessageIdHash key = MessageIdHash.of(row.getBytes("key_hash"));
                    List<InList> own = new ArrayList<>();
                    lists.put(row.getLong("id"), own);
                    name = row.getString("proper_name");
                    addresses.add(new Address(
                            new SenderKey(key, ""),
                            row.getString("address"),
                            row.getString("name"),
                            Words.word(key, row),
                            own));
                }
            }
        }
        fill(connection, lists);
        return addresses.isEmpty() ? Optional.empty() : Optional.of(new Person(name, addresses));
    }

    /** @param lists what is known of each sender's, nothing at first */
    private static void fill(Connection connection, Map<Long, List<InList>> lists) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("""
                select c.sender_id, l.name, l.access <> 'public' as hidden, c.message_count
                  from mailing_list l join list_sender c on c.list_id = l.id
                 where c.sender_id = any (?) order by c.message_count desc, l.name""")) {
            ask.setArray(1, connection.createArrayOf("bigint", lists.keySet().toArray()));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    lists.get(row.getLong("sender_id"))
                            .add(new InList(
                                    row.getString("name"), row.getBoolean("hidden"), row.getInt("message_count")));
                }
            }
        }
    }

    /**
     * A sender among others.
     *
     * @param name what the person is called, else the name that it used last
     * @param messages in all lists together
     * @param person the address that stands for it, where that is another one
     */
    public record Line(SenderKey key, String address, String name, long messages, String person) {}

    /** Senders whose name or address holds a text; one more than {@link #FOUND} where there are more. */
    public List<Line> search(String text) throws SQLException {
        return lines("""
                where position(lower(?) in lower(s.name)) > 0 or position(lower(?) in lower(s.address)) > 0
                   or position(lower(?) in lower(s.proper_name)) > 0
                order by lower(s.name) collate "C", lower(s.address) collate "C", s.id""", text, text, text);
    }

    /** Senders that are another one's, by the addresses that stand for them; one more than {@link #FOUND} where there are more. */
    public List<Line> merged() throws SQLException {
        return lines("""
                where s.person_id is not null
                order by lower(person.address) collate "C", lower(s.address) collate "C", s.id""");
    }

    private List<Line> lines(String which, String... parameters) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement("""
                        with found as (
                            select row_number() over () as place, ordered.*
                              from (select s.id, s.key_hash, s.address,
                                           coalesce(nullif(s.proper_name, ''), s.name) as name,
                                           coalesce(nullif(person.address, ''), person.name, '') as person
                                      from sender s left join sender person on person.id = s.person_id
                                     %s limit %d) as ordered)
                        select found.*, (select coalesce(sum(c.message_count), 0) from mailing_list l
                                           join list_sender c on c.list_id = l.id and c.sender_id = found.id) as messages
                          from found order by place""".formatted(which, FOUND + 1))) {
            for (int i = 0; i < parameters.length; i++) {
                ask.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    lines.add(new Line(
                            new SenderKey(MessageIdHash.of(row.getBytes("key_hash")), ""),
                            row.getString("address"),
                            row.getString("name"),
                            row.getLong("messages"),
                            row.getString("person")));
                }
            }
        }
        return lines;
    }
}
