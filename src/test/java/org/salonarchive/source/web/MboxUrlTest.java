package org.salonarchive.source.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.testing.Shelf;
import org.salonarchive.testing.WebServer;

@Timeout(60)
class MboxUrlTest {

    private static final int MANY = 800;

    private final Shelf shelf = new Shelf();
    private final Passes passes = new Passes();
    private final Passes.Hands clock = new Passes.Hands("2024-06-15T12:00:00Z");
    private WebServer server;
    private MboxUrl place;

    @BeforeEach
    void start() throws IOException {
        server = new WebServer(shelf);
        place = place("/list.mbox", "");
    }

    @AfterEach
    void stop() throws IOException {
        place.close();
        server.close();
        assertThat(left()).as("temporary files").isEmpty();
    }

    private static List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(Scratch.folder())) {
            return files.filter(MboxUrlTest::isOurs).toList();
        }
    }

    private static boolean isOurs(Path file) {
        try {
            return Files.readString(file, ISO_8859_1).contains(Mbox.RUN);
        } catch (IOException goneOrOfOthers) {
            return false;
        }
    }

    private MboxUrl place(String path, String since) throws IOException {
        return place(Map.of("url", server.url(path), "since", since));
    }

    private MboxUrl place(Map<String, String> settings) throws IOException {
        return new MboxUrl(new SourceSettings(SourceKind.URL, settings), Passes.fetch(), clock);
    }

    private long wholeFetches() {
        return server.asked().stream()
                .filter(asked -> asked.field("Range").isEmpty())
                .count();
    }

    @Test
    void readsAMailboxOnce() {
        shelf.put("/list.mbox", Mbox.mbox(0, 5));
        assertThat(passes.pass(place)).isEqualTo(Mbox.messages(0, 5));
        assertThat(passes.pass(place)).isEmpty();
        assertThat(passes.faults()).isEmpty();
        assertThat(server.asked().get(1).field("If-None-Match")).isEqualTo(shelf.etag("/list.mbox"));
        assertThat(server.asked().get(1).field("If-Modified-Since")).isNotEmpty();
    }

    @Test
    void keepsAShortCheckpointInOneLine() {
        shelf.put("/list.mbox", Mbox.mbox(0, MANY));
        passes.pass(place);
        assertThat(passes.checkpoints().values())
                .singleElement()
                .extracting(Checkpoint::text)
                .asString()
                .hasSizeLessThan(500)
                .doesNotContain("\n");
    }

    @Test
    void readsOnlyTheEndOfAFileThatGrew() {
        byte[] before = Mbox.mbox(0, MANY);
        shelf.put("/list.mbox", before);
        passes.pass(place);
        shelf.put("/list.mbox", Mbox.mbox(0, MANY + 3));
        List<String> next = passes.pass(place);
        assertThat(next).isEqualTo(Mbox.messages(MANY - 1, MANY + 3));
        assertThat(wholeFetches()).as("whole fetches").isEqualTo(1);
        shelf.put("/list.mbox", Mbox.mbox(0, MANY + 9));
        passes.pass(place);
        passes.pass(place);
        assertThat(passes.messages()).isEqualTo(Mbox.messages(0, MANY + 9));
        assertThat(wholeFetches()).as("whole fetches").isEqualTo(1);
        assertThat(passes.faults()).isEmpty();
    }

    @Test
    void readsAMessageThatGrewAgain() {
        byte[] all = Mbox.mbox(0, MANY + 1);
        shelf.put("/list.mbox", Arrays.copyOf(all, all.length - 200));
        passes.pass(place);
        shelf.put("/list.mbox", Mbox.mbox(0, MANY + 2));
        assertThat(passes.pass(place)).isEqualTo(Mbox.messages(MANY, MANY + 2));
    }

    @Test
    void readsAllOfAFileThatWasRewritten() {
        shelf.put("/list.mbox", Mbox.mbox(0, MANY));
        passes.pass(place);
        shelf.put("/list.mbox", Mbox.mbox(1_000, 1_000 + MANY + 5));
        assertThat(passes.pass(place)).isEqualTo(Mbox.messages(1_000, 1_000 + MANY + 5));
    }

    @Test
    void missesNothingWhenAMessageInTheMiddleIsTakenOut() {
        shelf.put("/list.mbox", Mbox.mbox(0, MANY));
        passes.pass(place);
        List<String> fewer = new ArrayList<>(Mbox.messages(0, MANY + 4));
        fewer.remove(400);
        shelf.put("/list.mbox", Mbox.mbox(fewer));
        passes.pass(place);
        assertThat(passes.messages()).isEqualTo(Mbox.messages(0, MANY + 4));
    }

    @Test
    void readsAllOfAFileThatShrank() {
        shelf.put("/list.mbox", Mbox.mbox(0, MANY));
        passes.pass(place);
        shelf.put("/list.mbox", Mbox.mbox(5_000, 5_010));
        assertThat(passes.pass(place)).isEqualTo(Mbox.messages(5_000, 5_010));
    }

    @Test
    void fetchesAllWhereRangesAreNotKnown() {
        shelf.withoutRanges();
        shelf.put("/list.mbox", Mbox.mbox(0, MANY));
        passes.pass(place);
        shelf.put("/list.mbox", Mbox.mbox(0, MANY + 1));
        assertThat(passes.pass(place)).isEqualTo(Mbox.messages(MANY - 1, MANY + 1));
    }

    @Test
    void fetchesAllWhenItChangesBetweenTwoRanges() {
        shelf.put("/list.mbox", Mbox.mbox(0, MANY));
        passes.pass(place);
        shelf.put("/list.mbox", Mbox.mbox(0, MANY + 1));
        shelf.once("/list.mbox", shelf::truth);
        shelf.once("/list.mbox", (asked, out) -> {
            shelf.put("/list.mbox", Mbox.mbox(0, MANY + 2));
            shelf.truth(asked, out);
        });
        passes.pass(place);
        assertThat(passes.messages()).isEqualTo(Mbox.messages(0, MANY + 2));
        assertThat(wholeFetches()).isEqualTo(2);
    }

    @Test
    void fetchesAllWhenTheRangeIsWrong() {
        shelf.put("/list.mbox", Mbox.mbox(0, MANY));
        passes.pass(place);
        byte[] all = Mbox.mbox(0, MANY + 1);
        shelf.put("/list.mbox", all);
        shelf.once(
                "/list.mbox",
                (asked, out) -> WebServer.write(
                        out,
                        "206 Partial Content",
                        Map.of("Content-Range", "bytes 0-99/" + all.length, "Content-Length", "100"),
                        Arrays.copyOf(all, 100)));
        assertThat(passes.pass(place)).isEqualTo(Mbox.messages(MANY - 1, MANY + 1));
    }

    @Test
    void fetchesAllWhenTheCheckpointOfTheMailboxIsOfAnotherVersion() {
        shelf.put("/list.mbox", Mbox.mbox(0, MANY));
        passes.pass(place);
        passes.checkpoints()
                .replaceAll((name, checkpoint) ->
                        new Checkpoint(checkpoint.text().replaceFirst("\\| mbox\\d", "| mboxOld")));
        shelf.put("/list.mbox", Mbox.mbox(0, MANY + 1));
        assertThat(passes.pass(place)).isEqualTo(Mbox.messages(0, MANY + 1));
    }

    @Test
    void goesOnWhereADeadRunStopped() {
        shelf.put("/list.mbox", Mbox.mbox(0, MANY));
        passes.pass(place, 300);
        assertThat(passes.pass(place)).hasSizeLessThanOrEqualTo(MANY - 299);
        assertThat(passes.messages()).isEqualTo(Mbox.messages(0, MANY));
    }

    @Test
    void neverGivesAPartOfAMessageFromAFileThatWasCut() {
        byte[] mbox = Mbox.mbox(0, 8);
        shelf.put("/list.mbox", mbox);
        for (int cut = 0; cut < mbox.length; cut += 97) {
            for (int i = 0; i < 3; i++) {
                shelf.once("/list.mbox", cutAt(mbox, cut));
            }
            assertThat(passes.pass(place)).as("cut at " + cut).isEmpty();
            assertThat(passes.faults()).singleElement().asString().contains("cut short");
        }
        assertThat(passes.pass(place)).isEqualTo(Mbox.messages(0, 8));
    }

    private static WebServer.Pages cutAt(byte[] bytes, int length) {
        return (asked, out) -> WebServer.write(
                out, "200 OK", Map.of("Content-Length", "" + bytes.length), Arrays.copyOf(bytes, length));
    }

    @Test
    void neverGivesAPartOfAMessageFromChunksWithoutAnEnd() {
        byte[] mbox = Mbox.mbox(0, 8);
        byte[] chunks = Shelf.chunks(mbox);
        shelf.put("/list.mbox", mbox);
        for (int cut = 0; cut < chunks.length - 2; cut += 97) {
            int length = cut;
            for (int i = 0; i < 3; i++) {
                shelf.once(
                        "/list.mbox",
                        (asked, out) -> WebServer.write(
                                out, "200 OK", Map.of("Transfer-Encoding", "chunked"), Arrays.copyOf(chunks, length)));
            }
            assertThat(passes.pass(place)).as("cut at " + cut).isEmpty();
            assertThat(passes.faults()).hasSize(1);
        }
        shelf.inChunks();
        assertThat(passes.pass(place)).isEqualTo(Mbox.messages(0, 8));
    }

    @Test
    void believesABodyWithoutALengthOnlyWhenItComesTwice() {
        byte[] mbox = Mbox.mbox(0, 8);
        shelf.put("/list.mbox", mbox);
        for (int length : List.of(700, 1_500, mbox.length, mbox.length)) {
            shelf.once("/list.mbox", withoutLength(Arrays.copyOf(mbox, length)));
        }
        assertThat(passes.pass(place)).isEmpty();
        assertThat(passes.faults()).singleElement().asString().contains("ends elsewhere each time");
        shelf.once("/list.mbox", withoutLength(mbox));
        assertThat(passes.pass(place)).isEqualTo(Mbox.messages(0, 8));
    }

    private static WebServer.Pages withoutLength(byte[] bytes) {
        return (asked, out) -> WebServer.write(out, "200 OK", Map.of(), bytes);
    }

    @Test
    void holdsBackAMessageThatMayStillBeWritten() {
        byte[] mbox = Mbox.mbox(0, 4);
        shelf.putFresh("/list.mbox", Arrays.copyOf(mbox, mbox.length - 100));
        assertThat(passes.pass(place)).isEqualTo(Mbox.messages(0, 3));
        shelf.putFresh("/list.mbox", mbox);
        assertThat(passes.pass(place)).contains(Mbox.message(3));
        assertThat(passes.messages()).isEqualTo(Mbox.messages(0, 4));
    }

    @Test
    void givesAMessageThatWasHeldBackWhenNothingComesAfterIt() {
        byte[] mbox = Mbox.mbox(0, 4);
        byte[] withoutEmptyLine = Arrays.copyOf(mbox, mbox.length - 1);
        shelf.putFresh("/list.mbox", withoutEmptyLine);
        assertThat(passes.pass(place)).isEqualTo(Mbox.messages(0, 3));
        passes.pass(place);
        assertThat(passes.messages()).isEqualTo(Mbox.messages(0, 4));
        passes.pass(place);
        assertThat(passes.messages()).isEqualTo(Mbox.messages(0, 4));
    }

    @Test
    void readsCompressedFilesHoweverTheyAreServed() throws IOException {
        byte[] gz = Mbox.gzip(Mbox.mbox(0, 5));
        Map<String, byte[]> bodies = Map.of(
                "none, gz", gz,
                "gzip, gz", gz,
                "gzip, twice", Mbox.gzip(gz),
                "gzip, plain", Mbox.mbox(0, 5),
                "x-gzip, gz", gz,
                "identity, gz", gz,
                "utf-8, gz", gz);
        int count = 0;
        for (Map.Entry<String, byte[]> body : bodies.entrySet()) {
            String path = "/" + count++ + ".txt.gz";
            String coding = body.getKey().split(",")[0];
            shelf.put(path, body.getValue(), coding.equals("none") ? Map.of() : Map.of("Content-Encoding", coding));
            try (MboxUrl served = place(path, "")) {
                assertThat(new Passes().pass(served)).as(body.getKey()).isEqualTo(Mbox.messages(0, 5));
            }
        }
    }

    @Test
    void refusesAnEncodingThatWasNotAskedFor() {
        shelf.put("/list.mbox", new byte[] {1, 2, 3}, Map.of("Content-Encoding", "br"));
        assertThat(passes.pass(place)).isEmpty();
        assertThat(passes.faults()).singleElement().asString().contains("encoding \"br\"");
    }

    @Test
    void readsMembersOfGzipThatWereAppended() {
        byte[] first = Mbox.gzip(Mbox.mbox(0, 50));
        shelf.put("/list.mbox", first);
        passes.pass(place);
        shelf.put("/list.mbox", Mbox.join(first, Mbox.gzip(Mbox.mbox(50, 60))));
        passes.pass(place);
        assertThat(passes.messages()).isEqualTo(Mbox.messages(0, 60));
    }

    @Test
    void givesNoPartOfAMessageFromGzipThatIsCutInTheFile() {
        byte[] whole = Mbox.join(Mbox.gzip(Mbox.mbox(0, 20)), Mbox.gzip(Mbox.mbox(20, 40)));
        for (int cut = 30; cut < whole.length; cut += 211) {
            Passes own = new Passes();
            shelf.put("/list.mbox", Arrays.copyOf(whole, cut));
            own.pass(place);
            assertThat(Mbox.messages(0, 40)).as("cut at " + cut).containsAll(own.messages());
            shelf.put("/list.mbox", whole);
            own.pass(place);
            assertThat(own.messages()).as("whole after a cut at " + cut).isEqualTo(Mbox.messages(0, 40));
        }
    }

    @Test
    void saysThatThereIsNothing() {
        assertThat(passes.pass(place)).isEmpty();
        assertThat(passes.faults()).singleElement().asString().contains("There is nothing at");
    }

    @Test
    void saysThatAPageIsNoMailbox() {
        shelf.put(
                "/list.mbox", "<!DOCTYPE html><p>Please sign in".getBytes(UTF_8), Map.of("Content-Type", "text/html"));
        assertThat(passes.pass(place)).isEmpty();
        assertThat(passes.faults()).singleElement().asString().contains("is a web page, not a mailbox");
    }

    @Test
    void asksNoHostThatItMayNot() throws IOException {
        try (MboxUrl inside = place(Map.of("url", "https://localhost/list.mbox"))) {
            passes.pass(inside);
            assertThat(passes.faults()).singleElement().asString().contains("salon.source.allowed-hosts");
        }
        try (MboxUrl file = place(Map.of("url", "file:///var/mail/root"))) {
            passes.pass(file);
            assertThat(passes.faults()).singleElement().asString().contains("no web address");
        }
    }

    @Test
    void keepsWhatItFetchesFromOthers() throws IOException {
        shelf.put("/list.mbox", Mbox.mbox(0, 2));
        Source source = place.sources().get(0);
        try (Reading reading = source.read(Optional.empty())) {
            assertThat(reading.next()).isPresent();
            assertThat(left())
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    // One file a month.

    private MboxUrl monthly(String since) throws IOException {
        place.close();
        place = place("/{yyyy}-{Month}.txt", since);
        return place;
    }

    @Test
    void readsMonthsInTheirOrder() throws IOException {
        shelf.put("/2024-January.txt", Mbox.mbox(0, 3));
        shelf.put("/2024-March.txt", Mbox.gzip(Mbox.mbox(3, 5)));
        shelf.put("/2024-June.txt", Mbox.mbox(5, 6));
        assertThat(passes.pass(monthly("2024-01"))).isEqualTo(Mbox.messages(0, 6));
        assertThat(passes.faults()).isEmpty();
        assertThat(server.asked()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/{yyyy}/{MM}.mbox", "/x-{yyyy}{Mon}", "/a?m={yyyy}-{MM}"})
    void knowsWordsForMonths(String pattern) {
        MonthPattern months = new MonthPattern(pattern);
        assertThat(months.isMonthly()).isTrue();
        assertThat(months.at(YearMonth.of(2004, 8)))
                .isEqualTo(
                        pattern.replace("{yyyy}", "2004").replace("{MM}", "08").replace("{Mon}", "Aug"));
    }

    @Test
    void asksForOldMonthsRarely() throws IOException {
        shelf.put("/2023-May.txt", Mbox.mbox(0, 1));
        shelf.put("/2024-May.txt", Mbox.mbox(1, 2));
        shelf.put("/2024-June.txt", Mbox.mbox(2, 3));
        monthly("2023-05");
        passes.pass(place);
        passes.pass(place);
        assertThat(server.timesAsked("/2024-June.txt")).isEqualTo(2);
        assertThat(server.timesAsked("/2024-May.txt")).isEqualTo(2);
        assertThat(server.timesAsked("/2024-April.txt")).isEqualTo(1);
        assertThat(server.timesAsked("/2023-May.txt")).isEqualTo(1);
        clock.forward(Duration.ofHours(25));
        shelf.put("/2024-April.txt", Mbox.mbox(7, 8));
        assertThat(passes.pass(place)).contains(Mbox.message(7));
        assertThat(server.timesAsked("/2023-May.txt")).isEqualTo(1);
        clock.forward(Duration.ofDays(14));
        shelf.put("/2023-May.txt", Mbox.mbox(0, 2));
        passes.pass(place);
        assertThat(server.timesAsked("/2023-May.txt")).isEqualTo(2);
        assertThat(passes.messages()).hasSize(4);
    }

    @Test
    void looksForTheFirstMonth() throws IOException {
        shelf.put("/2022-March.txt", Mbox.mbox(0, 1));
        shelf.put("/2019-December.txt", Mbox.mbox(1, 2));
        shelf.put("/2015-December.txt", Mbox.mbox(2, 3));
        assertThat(passes.pass(monthly(""))).isEqualTo(List.of(Mbox.message(1), Mbox.message(0)));
        assertThat(place.look()).contains("2019-01");
        long asked = server.asked().size();
        passes.pass(place);
        assertThat(server.asked().size() - asked).as("asked in the next pass").isEqualTo(2);
    }

    @Test
    void saysThatNoMonthHasAFile() throws IOException {
        passes.pass(monthly(""));
        assertThat(passes.faults()).singleElement().asString().contains("say the first month");
    }

    @Test
    void saysWhatIsThere() throws IOException {
        assertThatThrownBy(() -> place.look()).hasMessageContaining("There is nothing at");
        shelf.put("/list.mbox", Mbox.mbox(0, 1));
        assertThat(place.look()).contains("/list.mbox");
        monthly("2024-01");
        assertThatThrownBy(() -> place.look()).hasMessageContaining("2024-June.txt");
        shelf.put("/2024-January.txt", Mbox.mbox(0, 1));
        assertThat(place.look()).contains("2024-January.txt");
    }

    @Test
    void saysThatAWordIsUnknown() throws IOException {
        place.close();
        place = place("/{yyyy}-{mon}.mbox", "2024-01");
        passes.pass(place);
        assertThat(passes.faults()).singleElement().asString().contains("{mon}").contains("{Mon}");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void saysThatAFirstMonthIsNone() throws IOException {
        passes.pass(monthly("August 2004"));
        assertThat(passes.faults()).singleElement().asString().contains("such as 2004-08");
    }

    @Test
    void leavesOtherMonthsAloneWhenOneIsInTrouble() throws IOException {
        for (int month = 1; month <= 6; month++) {
            shelf.put(
                    new MonthPattern("/{yyyy}-{Month}.txt").at(YearMonth.of(2024, month)), Mbox.mbox(month, month + 1));
        }
        for (int i = 0; i < 3; i++) {
            shelf.once("/2024-February.txt", (asked, out) -> WebServer.write(out, "500 X", new byte[0]));
            shelf.once("/2024-May.txt", cutAt(Mbox.mbox(5, 6), 100));
        }
        monthly("2024-01");
        assertThat(passes.pass(place)).hasSize(4);
        assertThat(passes.faults())
                .singleElement()
                .asString()
                .contains("2024-February.txt")
                .contains("status 500")
                .contains("2024-May.txt")
                .contains("cut short")
                .contains("What could be read was read.");
        assertThat(passes.pass(place)).hasSize(2);
        assertThat(passes.faults()).isEmpty();
        assertThat(passes.messages()).hasSize(6);
    }

    @Test
    void doesNotAskAServerInTroubleForEveryMonth() throws IOException {
        monthly("2004-01");
        server.close();
        passes.pass(place);
        // One more was asked for where a connection was still open when the server closed.
        assertThat(passes.faults()).singleElement().asString().containsPattern("24[23] other files were not asked for");
    }

    @Test
    void readsAMonthAgainAtOnceThatADeadRunReadInPart() throws IOException {
        shelf.put("/2023-June.txt", Mbox.mbox(0, 10));
        monthly("2023-06");
        passes.pass(place, 4);
        passes.pass(place);
        assertThat(passes.messages()).isEqualTo(Mbox.messages(0, 10));
    }

    @Test
    void waitsUntilItIsClosed() throws Exception {
        Thread waiter = new Thread(() -> {
            try {
                place.await(Duration.ofSeconds(50));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();
        place.close();
        waiter.join(5_000);
        assertThat(waiter.isAlive()).isFalse();
        assertThatThrownBy(() -> place.sources().get(0).read(Optional.empty())).hasMessageContaining("stopped");
    }
}
