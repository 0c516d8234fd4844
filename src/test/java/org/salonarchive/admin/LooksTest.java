package org.salonarchive.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.source.Source;
import org.salonarchive.source.Sources;
import org.salonarchive.testing.Desk;
import org.salonarchive.testing.TornMailbox;

/** One look at a time, none kept for long, and none that takes the memory of all. */
class LooksTest {

    private final Looks looks = new Looks();

    @TempDir
    Path folder;

    private Source mailbox;

    @BeforeEach
    void writeAMailbox() throws IOException {
        Path file = folder.resolve("torn.mbox");
        Files.write(file, new TornMailbox("looks.example").bytes());
        mailbox = Sources.file("torn.mbox", file, Set.of());
    }

    @AfterEach
    void stop() throws InterruptedException {
        looks.stop();
    }

    private Look.State state(String key) {
        return looks.find(key).orElseThrow().state();
    }

    @Test
    void aSecondLookWaitsForTheFirst() throws InterruptedException {
        SlowSource slow = new SlowSource(mailbox);
        looks.begin("first", slow);
        looks.begin("second", mailbox);
        slow.asked().await();
        assertThat(state("first")).isEqualTo(Look.State.RUNNING);
        assertThat(state("second")).isEqualTo(Look.State.WAITING);
        assertThat(LookView.of(looks.find("second").orElseThrow()).words()).contains("another file");
        slow.answers().countDown();
        Desk.until("both are done", () -> state("second") == Look.State.DONE);
        assertThat(state("first")).isEqualTo(Look.State.DONE);
        Look done = looks.find("first").orElseThrow();
        assertThat(done.diagnosis().orElseThrow().messages()).isEqualTo(9);
        looks.begin("first", mailbox);
        assertThat(looks.find("first")).as("nothing is looked at twice").contains(done);
    }

    @Test
    void aLookThatIsForgottenHoldsUpNobody() throws InterruptedException {
        SlowSource slow = new SlowSource(mailbox);
        SlowSource never = new SlowSource(mailbox);
        looks.begin("first", slow);
        looks.begin("waiting", never);
        looks.begin("second", mailbox);
        slow.asked().await();
        looks.forget("waiting");
        looks.forget("first");
        Desk.until("it has its turn", () -> state("second") == Look.State.DONE);
        assertThat(looks.find("first")).isEmpty();
        assertThat(looks.find("waiting")).isEmpty();
        assertThat(never.asked().getCount()).as("it was never asked").isOne();
    }

    @Test
    void onlyTheLastOnesAreKept() {
        for (int number = 0; number < 25; number++) {
            String key = "file " + number;
            looks.begin(key, mailbox);
            Desk.until("done", () -> state(key) == Look.State.DONE);
        }
        assertThat(looks.find("file 4")).isEmpty();
        assertThat(looks.find("file 5")).isPresent();
        assertThat(looks.find("file 24")).isPresent();
    }

    @Test
    void aFileWithMoreMessagesThanThereIsMemoryForSaysSo() {
        Look look = new Look(mailbox, 3);
        look.run();
        assertThat(look.state()).isEqualTo(Look.State.FAILED);
        assertThat(look.diagnosis()).isEmpty();
        assertThat(look.failure()).startsWith("It has more than 3 messages").contains("salon import --dry-run");
    }

    @Test
    void aFileThatCannotBeReadSaysSoAndMayBeLookedAtAgain() throws IOException {
        Path file = folder.resolve("gone.mbox");
        Files.writeString(file, "From a\n\n");
        Source source = Sources.file("gone.mbox", file, Set.of());
        Files.delete(file);
        looks.begin("gone", source);
        Desk.until("failed", () -> state("gone") == Look.State.FAILED);
        assertThat(looks.find("gone").orElseThrow().failure()).contains("gone.mbox: it is not there");
        looks.begin("gone", mailbox);
        Desk.until("done", () -> state("gone") == Look.State.DONE);
    }
}
