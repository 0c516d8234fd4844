package org.salonarchive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.message.EffectiveDate;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;
import org.salonarchive.testing.ArchiveSnapshot;
import org.salonarchive.testing.Corpora;
import org.salonarchive.testing.IndexedWords;
import org.salonarchive.testing.PostgresResource;

/** The archive is the same for the same mail, in whatever order and batches it came. */
class ArrivalOrderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final MessageParser PARSER = new MessageParser();

    private static List<String> archive(List<byte[]> messages, int largestBatch, Random random) throws SQLException {
        DataSource database = PostgresResource.migrated().dataSource();
        BulkWriter writer = new BulkWriter(database);
        int list = makeList(database, "one");
        int done = 0;
        while (done < messages.size()) {
            int next = Math.min(messages.size(), done + 1 + random.nextInt(largestBatch));
            writer.write(list, arrivals(messages.subList(done, next)), (transaction, result) -> {});
            done = next;
        }
        try (Connection connection = database.getConnection()) {
            return ArchiveSnapshot.content(connection);
        }
    }

    private static int makeList(DataSource database, String name) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "insert into mailing_list (name, title) values ('" + name + "', '') returning id")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static List<Arrival> arrivals(List<byte[]> messages) {
        List<Arrival> arrivals = new ArrayList<>();
        for (byte[] bytes : messages) {
            ParsedMessage parsed = PARSER.parse(bytes);
            EffectiveDate date = EffectiveDate.choose(parsed, Optional.of(NOW), Optional.empty(), NOW);
            Receipt receipt = new Receipt("test", 0, new byte[0], "none", Optional.empty());
            arrivals.add(Arrival.of(bytes, parsed, date, receipt, WordRules.PLAIN, Dictionary.NONE));
        }
        return arrivals;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRealListInAnyOrderAndAnyBatches(long seed) throws IOException, SQLException {
        List<byte[]> messages = messages("corpora/lists/ksummit-2021-2022.mbox.gz");
        List<String> inOneBatch = archive(messages, 100_000, new Random(0));
        List<byte[]> shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(differences(inOneBatch, archive(shuffled, 200, new Random(seed))))
                .isEmpty();
    }

    /** Lines that only one of them has: a whole archive is too long to be looked at. */
    private static List<String> differences(List<String> one, List<String> other) {
        List<String> differences = new ArrayList<>();
        one.stream()
                .filter(line -> !other.contains(line))
                .map(line -> "- " + line)
                .forEach(differences::add);
        other.stream()
                .filter(line -> !one.contains(line))
                .map(line -> "+ " + line)
                .forEach(differences::add);
        return differences;
    }

    private static List<byte[]> messages(String path) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        for (Source source : Sources.find(List.of(Corpora.require(path))).sources()) {
            try (Reading reading = source.read(Optional.empty())) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    messages.add(((RawMessage) item.get()).bytes());
                }
            }
        }
        return messages;
    }

    @Test
    void generatedThreadsWithGhostsLoopsAndRepeatedIds() throws SQLException {
        for (long seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            List<byte[]> messages = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                messages.add(message(i, random));
            }
            List<String> inOneBatch = archive(messages, 100_000, new Random(0));
            Collections.shuffle(messages, random);
            assertThat(differences(inOneBatch, archive(messages, 7, random)))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    private static byte[] message(int number, Random random) {
        int id = random.nextInt(10) == 0 ? random.nextInt(60) : number;
        StringBuilder references = new StringBuilder();
        random.ints(random.nextInt(4), 0, 65)
                .forEach(to -> references.append(" <").append(to).append("@x.example>"));
        return ("Message-ID: <" + id + "@x.example>\nFrom: P" + number % 7 + " <p" + number % 7 + "@x.example>\n"
                        + "Date: Mon, 6 Jan 2025 10:" + String.format(java.util.Locale.ROOT, "%02d", number % 60)
                        + ":00 +0000\n"
                        + "Subject: number " + number + "\n"
                        + (references.isEmpty() ? "" : "References:" + references + "\n")
                        + "\ntext " + number + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void theSameMessageFromTwoListsIsKeptOnceAndShownInBoth() throws SQLException {
        DataSource database = PostgresResource.migrated().dataSource();
        BulkWriter writer = new BulkWriter(database);
        byte[] first = message(1, new Random(1));
        byte[] second = ("List-Id: <two.example>\n" + new String(first, StandardCharsets.US_ASCII))
                .getBytes(StandardCharsets.US_ASCII);
        writer.write(makeList(database, "one"), arrivals(List.of(first)), (transaction, result) -> {});
        writer.write(makeList(database, "two"), arrivals(List.of(second)), (transaction, result) -> {});
        try (Connection connection = database.getConnection()) {
            List<String> archive = ArchiveSnapshot.everything(connection);
            assertThat(archive).filteredOn(line -> line.startsWith("message")).hasSize(1);
            assertThat(archive).filteredOn(line -> line.startsWith("form")).hasSize(2);
            assertThat(archive).filteredOn(line -> line.startsWith("address")).hasSize(2);
            assertThat(archive)
                    .filteredOn(line -> line.startsWith("list"))
                    .allMatch(line -> line.contains("| 1 | 1 | 1 |"));
        }
    }

    @Test
    void anotherMessageCannotTakeAnAddressOver() throws SQLException {
        DataSource database = PostgresResource.migrated().dataSource();
        BulkWriter writer = new BulkWriter(database);
        byte[] first = message(1, new Random(1));
        byte[] forged = new String(first, StandardCharsets.US_ASCII)
                .replace("text 1", "text of a forger")
                .getBytes(StandardCharsets.US_ASCII);
        int list = makeList(database, "one");
        writer.write(list, arrivals(List.of(first)), (transaction, result) -> {});
        WriteResult result = writer.write(list, arrivals(List.of(forged, first)), (transaction, written) -> {});
        assertThat(result).isEqualTo(new WriteResult(1, 1));
        ParsedMessage parsed = PARSER.parse(first);
        try (Connection connection = database.getConnection()) {
            String owner = "address | "
                    + HexFormat.of().formatHex(parsed.messageId().hash().bytes()) + " | "
                    + HexFormat.of().formatHex(parsed.contentHash().bytes());
            assertThat(ArchiveSnapshot.everything(connection)).anyMatch(line -> line.startsWith(owner));
        }
    }

    /** Each search reads through the words that wait; of mail that comes singly they must not become many. */
    @Test
    void mailThatComesSinglyIsGatheredInFewSegments() throws SQLException {
        DataSource database = PostgresResource.migrated().dataSource();
        BulkWriter writer = new BulkWriter(database);
        int list = makeList(database, "singly");
        for (int mail = 0; mail < 150; mail++) {
            String text = "Subject: s\nFrom: ann@example.org\n\ncommon word" + mail;
            writer.write(
                    list, arrivals(List.of(text.getBytes(StandardCharsets.US_ASCII))), (transaction, result) -> {});
        }
        try (Connection connection = database.getConnection()) {
            assertThat(IndexedWords.of(connection))
                    .hasSize(150)
                    .allSatisfy((message, words) -> assertThat(words).contains("common 4 1 ["));
            assertThat(segments(connection)).isLessThan(16);
            writer.settle();
            assertThat(segments(connection)).isLessThan(4);
            assertThat(IndexedWords.of(connection)).hasSize(150);
        }
    }

    private static int segments(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from search_segment")) {
            count.next();
            return count.getInt(1);
        }
    }
}
