package org.salonarchive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.message.EffectiveDate;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.source.Origin;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;
import org.salonarchive.testing.ArchiveSnapshot;
import org.salonarchive.testing.PipermailTwin;
import org.salonarchive.testing.PostgresResource;

/** A message that was rebuilt of Pipermail's text gives way to the original, whichever came first. */
class RebuiltMessagesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final MessageParser PARSER = new MessageParser();

    @TempDir
    Path folder;

    private final DataSource database = PostgresResource.migrated().dataSource();
    private final BulkWriter writer = new BulkWriter(database);

    /** Bytes as a source gave them. */
    private record Given(byte[] bytes, Fidelity fidelity) {

        Arrival arrival() {
            ParsedMessage parsed = PARSER.parse(bytes);
            EffectiveDate date = EffectiveDate.choose(parsed, Optional.of(NOW), Optional.empty(), NOW);
            return Arrival.of(
                    bytes,
                    parsed,
                    date,
                    new Receipt("test", 0, new byte[0], "none", fidelity, Optional.empty(), List.of()),
                    WordRules.PLAIN,
                    Dictionary.NONE);
        }
    }

    private static List<Arrival> arrivals(List<Given> given) {
        return given.stream().map(Given::arrival).toList();
    }

    /** A list with threads, attachments, HTML, encoded subjects, tags and messages without a subject. */
    private static List<byte[]> originals(int count, long seed) {
        Random random = new Random(seed);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder mail = new StringBuilder("Received: by mx.example; Mon, 6 Jan 2025 11:00:00 +0000\n");
            mail.append("From: \"Person ")
                    .append(i % 5)
                    .append("\" <P")
                    .append(i % 5)
                    .append("@x.example>\nTo: l@x.example\n");
            mail.append("Date: Mon, 6 Jan 2025 10:")
                    .append(10 + i % 50)
                    .append(":0")
                    .append(i / 50)
                    .append(" +0100\n");
            if (i % 9 != 4) {
                mail.append(
                        i % 4 == 1
                                ? "Subject: Re: [gen] =?utf-8?q?Stra=C3=9Fe_" + i + "?=\n"
                                : "Subject: Number " + i + "\n");
            }
            mail.append("Message-ID: <").append(i).append("@x.example>\n");
            StringBuilder references = new StringBuilder();
            random.ints(random.nextInt(4), 0, count + 5)
                    .forEach(to -> references.append(" <").append(to).append("@x.example>"));
            if (!references.isEmpty()) {
                mail.append("References:").append(references).append('\n');
            }
            mail.append(body(i, random));
            messages.add(mail.toString().getBytes(StandardCharsets.UTF_8));
        }
        return messages;
    }

    private static String body(int number, Random random) {
        String text = "Text of " + number + ", write to someone@x.example: d\u00e9j\u00e0 vu.\n";
        return switch (random.nextInt(3)) {
            case 0 -> "\n" + "Plain text of " + number + ".\n";
            case 1 ->
                "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain;"
                        + " charset=utf-8\n\n" + text + "--b\nContent-Type: text/html; charset=utf-8\n\n<p>" + text
                        + "</p>\n--b--\n";
            default ->
                "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain;"
                        + " charset=utf-8\n\n" + text + "--b\nContent-Type: image/png; name=" + number
                        + ".png\nContent-Transfer-Encoding: base64\n\n"
                        + Base64.getMimeEncoder().encodeToString(("picture " + number).getBytes(StandardCharsets.UTF_8))
                        + "\n--b--\n";
        };
    }

    private static List<Given> received(List<byte[]> messages) {
        return messages.stream()
                .map(bytes -> new Given(bytes, Fidelity.RECEIVED))
                .toList();
    }

    /** Their text, as the product reads it out of a file of that name. */
    private List<Given> texts(List<byte[]> messages) throws IOException {
        StringBuilder text = new StringBuilder();
        messages.forEach(message -> text.append(PipermailTwin.of(message)));
        Path file = Files.writeString(folder.resolve("2025-January.txt"), text, StandardCharsets.US_ASCII);
        List<Given> given = new ArrayList<>();
        try (Reading reading = Sources.mailbox(file.toString(), file).read(Optional.empty())) {
            for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                assertThat(item.get().provenance().origin()).isEqualTo(Origin.PIPERMAIL_TEXT);
                given.add(new Given(((RawMessage) item.get()).bytes(), Fidelity.PIPERMAIL_TEXT));
            }
        }
        assertThat(given).hasSameSizeAs(messages);
        return given;
    }

    private int makeList(String name) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "insert into mailing_list (name, title) values ('" + name + "', '') returning id")) {
            row.next();
            return row.getInt(1);
        }
    }

    private WriteResult write(int list, List<Given> given) throws SQLException {
        return writer.write(list, arrivals(given), (transaction, result) -> {});
    }

    private List<String> content() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return ArchiveSnapshot.content(connection);
        }
    }

    private List<String> everything() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return ArchiveSnapshot.everything(connection);
        }
    }

    private String one(String question) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    /** What the archive of everything in one batch holds. */
    private static List<String> atOnce(List<Given> given) throws SQLException {
        RebuiltMessagesTest other = new RebuiltMessagesTest();
        other.write(other.makeList("one"), given);
        return other.content();
    }

    private static List<Given> joined(List<Given> one, List<Given> other) {
        List<Given> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"text mail", "mail text", "text mail text", "mail text mail"})
    void theSameMailByTwoRoadsIsTheSameArchive(String order) throws IOException, SQLException {
        List<byte[]> originals = originals(40, 7);
        List<Given> mail = received(originals);
        List<Given> text = texts(originals);
        int list = makeList("one");
        int added = 0;
        for (String road : order.split(" ")) {
            added += write(list, road.equals("mail") ? mail : text).added();
        }
        assertThat(added).isEqualTo(originals.size());
        assertThat(content()).isEqualTo(atOnce(joined(mail, text))).isEqualTo(atOnce(joined(text, mail)));
        assertThat(one("select count(*) from message where size = 0 or attachment_count > 1"))
                .isEqualTo("0");
        assertThat(
                        one(
                                "select count(*) from list_message lm join raw_message r on r.id = lm.raw_id where fidelity > 0"))
                .isEqualTo("0");
        List<String> before = everything();
        assertThat(write(list, joined(text, mail))).isEqualTo(new WriteResult(0, 2 * originals.size()));
        assertThat(everything()).isEqualTo(before);
    }

    /** Rows, threads, counts and words are those of the mail alone, as if nobody had ever read the text. */
    @Test
    void theTextLeavesNothingInWhatTheOriginalSays() throws IOException, SQLException {
        List<byte[]> originals = originals(40, 8);
        int list = makeList("one");
        write(list, texts(originals));
        write(list, received(originals));
        assertThat(content()).containsAll(atOnce(received(originals)));
        assertThat(content().stream().filter(line -> line.startsWith("message")))
                .hasSize(originals.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyOrderAndAnyBatches(long seed) throws IOException, SQLException {
        Random random = new Random(seed);
        List<byte[]> originals = originals(60, seed);
        List<Given> all = joined(received(originals.subList(0, 50)), texts(originals.subList(10, 60)));
        List<String> atOnce = atOnce(all);
        Collections.shuffle(all, random);
        int list = makeList("one");
        int added = 0;
        for (int done = 0; done < all.size(); ) {
            int next = Math.min(all.size(), done + 1 + random.nextInt(9));
            added += write(list, all.subList(done, next)).added();
            done = next;
        }
        assertThat(content()).isEqualTo(atOnce);
        assertThat(added).isEqualTo(originals.size());
    }

    /** The same mail as text, with its attachments put back, and as it was sent. */
    @ParameterizedTest
    @ValueSource(strings = {"012", "021", "102", "120", "201", "210"})
    void theBestOfThreeStands(String order) throws IOException, SQLException {
        List<byte[]> originals = originals(12, 11);
        List<Given> texts = texts(originals);
        List<List<Given>> roads = List.of(
                received(originals),
                texts.stream().map(RebuiltMessagesTest::withParts).toList(),
                texts);
        int list = makeList("one");
        for (char road : order.toCharArray()) {
            write(list, roads.get(road - '0'));
        }
        assertThat(content()).isEqualTo(atOnce(joined(joined(roads.get(0), roads.get(1)), roads.get(2))));
        assertThat(one("select count(*) || ' ' || (select count(*) from raw_message) from message"))
                .isEqualTo("12 36");
    }

    private static Given withParts(Given text) {
        String mail = new String(text.bytes(), StandardCharsets.ISO_8859_1);
        int body = mail.indexOf("\n\n");
        String parts = mail.substring(0, body) + "\nContent-Type: multipart/mixed; boundary=q\n\n--q\n"
                + mail.substring(body) + "\n--q\nContent-Type: image/png; name=put-back.png\n\npicture\n--q--\n";
        return new Given(parts.getBytes(StandardCharsets.ISO_8859_1), Fidelity.PIPERMAIL_PAGE);
    }

    @Test
    void addressAndNumberStay() throws IOException, SQLException {
        List<byte[]> originals = originals(20, 9);
        int list = makeList("one");
        String question = "select string_agg(encode(m.address, 'hex') || m.id || '-' || lm.number, ',' order by m.id)"
                + " from message m join list_message lm on lm.message_id = m.id";
        write(list, texts(originals));
        String before = one(question);
        write(list, received(originals));
        assertThat(one(question)).isEqualTo(before);
    }

    @Test
    void aListKeepsTheBestFormThatItBroughtItself() throws IOException, SQLException {
        List<byte[]> original = originals(1, 10);
        int open = makeList("open");
        int other = makeList("other");
        String shown = "select string_agg(l.name || ' ' || r.fidelity, ', ' order by l.name) from list_message lm"
                + " join mailing_list l on l.id = lm.list_id join raw_message r on r.id = lm.raw_id";
        write(open, texts(original));
        write(other, received(original));
        assertThat(one(shown)).isEqualTo("open 3, other 0");
        String before = one("select revision from mailing_list where name = 'open'");
        write(open, received(original));
        assertThat(one(shown)).isEqualTo("open 0, other 0");
        assertThat(one("select revision from mailing_list where name = 'open'")).isNotEqualTo(before);
        assertThat(one("select count(*) from raw_message")).isEqualTo("2");
    }

    private static byte[] mail(String from, String date, String subject, String id, String text) {
        return ("From: " + from + "\nDate: " + date + "\nSubject: " + subject + "\nMessage-ID: <" + id + ">\n"
                        + "Content-Type: text/plain\n\n" + text + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static final String DATE = "Mon, 6 Jan 2025 10:00:00 +0100";
    private static final byte[] MAIL = mail("Ann <ann@x.example>", DATE, "Tea", "tea@x.example", "With milk.");

    @Test
    void whatDoesNotAgreeIsAnotherMessage() throws IOException, SQLException {
        int list = makeList("one");
        write(list, texts(List.of(MAIL)));
        List<Given> others = received(List.of(
                mail("Ann <ann@x.example>", DATE, "Coffee", "tea@x.example", "a"),
                mail("Ann <ann@x.example>", "Mon, 6 Jan 2025 10:00:01 +0100", "Tea", "tea@x.example", "b"),
                mail("Eve <eve@x.example>", DATE, "Tea", "tea@x.example", "c"),
                mail("Ann <ann@x.example>", "never", "Tea", "tea@x.example", "d"),
                mail("Ann <ann@x.example>", DATE, "Tea", "coffee@x.example", "e")));
        assertThat(write(list, others)).isEqualTo(new WriteResult(5, 0));
        List<Given> agreeing = received(List.of(mail(
                "Ann <ANN@X.example>",
                "Mon, 6 Jan 2025 09:00:00 +0000",
                "Re: [x] tea",
                "tea@x.example",
                "With sugar.")));
        assertThat(write(list, agreeing)).isEqualTo(new WriteResult(0, 1));
    }

    @Test
    void nobodyTakesOverAMessageThatWasReceived() throws IOException, SQLException {
        int list = makeList("one");
        write(list, texts(List.of(MAIL)));
        write(list, received(List.of(MAIL)));
        byte[] forged = mail("Ann <ann@x.example>", DATE, "Tea", "tea@x.example", "With poison.");
        assertThat(write(list, received(List.of(forged)))).isEqualTo(new WriteResult(1, 0));
        assertThat(one("select m.size from message m where m.address = m.message_id_hash"))
                .isEqualTo("" + MAIL.length);
        assertThat(write(list, texts(List.of(forged)))).isEqualTo(new WriteResult(0, 1));
    }

    /** The original's plain twin has the very content hash that the text had before it gave way. */
    @Test
    void whatHasTheContentOfATextThatGaveWayIsKept() throws IOException, SQLException {
        int list = makeList("one");
        byte[] claimed = mail("Eve <eve@x.example>", DATE, "Tea", "tea@x.example", "First.");
        byte[] rich = new String(MAIL, StandardCharsets.US_ASCII)
                .replace("text/plain", "text/html")
                .replace("With milk.", "<b>With cream.</b>")
                .getBytes(StandardCharsets.US_ASCII);
        for (List<Given> batch : List.of(
                received(List.of(claimed)), texts(List.of(MAIL)), received(List.of(rich)), received(List.of(MAIL)))) {
            write(list, batch);
        }
        assertThat(one("select count(*) || ' ' || count(distinct address) from message"))
                .isEqualTo("3 3");
        assertThat(one("select count(*) from raw_message")).isEqualTo("4");
    }

    @Test
    void anIdThatWasMadeHereIsNobodysOwn() throws IOException, SQLException {
        int list = makeList("one");
        byte[] bare = new String(MAIL, StandardCharsets.US_ASCII)
                .replace("Message-ID: <tea@x.example>\n", "")
                .getBytes(StandardCharsets.US_ASCII);
        write(list, texts(List.of(bare)));
        String made = one("select message_id from message");
        byte[] forged = mail("Ann <ann@x.example>", DATE, "Tea", made, "With poison.");
        assertThat(write(list, received(List.of(forged)))).isEqualTo(new WriteResult(1, 0));
    }
}
