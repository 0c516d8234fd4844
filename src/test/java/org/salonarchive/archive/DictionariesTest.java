package org.salonarchive.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdDictTrainer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** Mail that is packed by what it has in common, on a real database. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class DictionariesTest {

    private static final List<String> WORDS = List.of(
            "harbour", "railway", "lantern", "orchard", "meadow", "glacier", "violin", "compass", "parcel", "window",
            "thunder", "saddle", "pepper", "canvas", "marble", "feather", "bridge", "copper", "willow", "anchor");

    private final TestList testLists;
    private final RawMessages raws;
    private final DataSource database;

    DictionariesTest(TestList testLists, RawMessages raws, DataSource database) {
        this.testLists = testLists;
        this.raws = raws;
        this.database = database;
    }

    private static String mails(int from, int to) {
        StringBuilder mails = new StringBuilder();
        for (int i = from; i < to; i++) {
            Random random = new Random(i);
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 60; word++) {
                text.append(WORDS.get(random.nextInt(WORDS.size()))).append(word % 12 == 11 ? '\n' : ' ');
            }
            mails.append("""
                    From mboxrd@z Fri Mar  1 00:00:00 2024
                    Received: from mail.alike.example (mail.alike.example [192.0.2.1]) by lists.alike.example; Fri, 01 Mar 2024 10:00:00 +0000
                    List-Id: Things that are alike <alike.lists.alike.example>
                    List-Unsubscribe: <mailto:alike-request@lists.alike.example?subject=unsubscribe>
                    User-Agent: A program that writes mail 1.0
                    From: Ann Sample <ann@alike.example>
                    Message-ID: <%08x@alike.example>
                    Date: Fri, 01 Mar 2024 10:00:00 +0000
                    Subject: About %s

                    %s

                    """.formatted(random.nextInt(), WORDS.get(i % WORDS.size()), text));
        }
        return mails.toString();
    }

    private record Row(long id, String sha256, int packed, long dictionary) {}

    private List<Row> newest(int count) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select id, sha256, octet_length(bytes), coalesce(dictionary_id, 0) from raw_message"
                                + " order by id desc limit " + count)) {
            while (row.next()) {
                rows.add(new Row(
                        row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)), row.getInt(3), row.getLong(4)));
            }
        }
        return rows;
    }

    @Test
    void mailIsPackedByWhatItHasInCommonAndComesBackAsItWas() throws SQLException {
        testLists.fill("alike", mails(0, 4_100));
        testLists.fill("alike", mails(4_100, 4_120));
        List<Row> rows = newest(20);
        Map<Long, byte[]> bytes = raws.ofForms(rows.stream().map(Row::id).toList());
        for (Row row : rows) {
            byte[] mail = bytes.get(row.id());
            assertThat(row.dictionary()).isPositive();
            assertThat(HexFormat.of().formatHex(Arrival.sha256(mail))).isEqualTo(row.sha256());
            assertThat(new String(mail, StandardCharsets.ISO_8859_1)).contains("List-Id: Things that are alike");
            assertThat(row.packed()).isLessThan(Zstandard.compress(mail).length / 2);
        }
        assertThatThrownBy(() -> execute(
                        "delete from dictionary where id = " + rows.get(0).dictionary()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("raw_message");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void oneThatIsMissingIsNamed() {
        byte[] frame = Zstandard.compress(
                "a".repeat(100).getBytes(StandardCharsets.US_ASCII), Dictionary.of(77, dictionaryOfItsOwn()));
        Dictionaries dictionaries = new Dictionaries(database);
        long number = Zstandard.dictionaryOf(frame);
        assertThatThrownBy(() -> dictionaries.of(frame))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dictionary " + number)
                .hasMessageContaining("backup");
    }

    private static byte[] dictionaryOfItsOwn() {
        ZstdDictTrainer trainer = new ZstdDictTrainer(1 << 20, 4 << 10);
        for (String mail : mails(10_000, 11_000).split("(?m)^From mboxrd.*$")) {
            trainer.addSample(mail.getBytes(StandardCharsets.ISO_8859_1));
        }
        return trainer.trainSamples();
    }
}
