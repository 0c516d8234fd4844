package org.salonarchive.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of doubtful lines is what a repair does: no more places, no fewer, whatever the mailbox. */
class RepairForecastTest {

    private static final int MAILBOXES = 20_000;

    private static final String[] LINES = {
        "From a@b.example Tue Mar  1 09:00:00 2011",
        "From a@b.example Tue Mar  1 09:00:00 2011",
        "From a@b.example",
        "From here on 09:00",
        "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001",
        ">From a@b.example Tue Mar  1 09:00:00 2011",
        "From: a@b.example",
        "From: a@b.example",
        "Date: Tue, 1 Mar 2011 09:00:00 +0000",
        "Subject: something",
        "Message-ID: <1@b.example>",
        "X-Other: folded",
        " and on",
        "Note: text",
        "text",
        "",
        "",
    };

    private static String mailbox(Random random) {
        StringBuilder text = new StringBuilder(LINES[0]).append('\n');
        String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
        int lines = 1 + random.nextInt(40);
        for (int i = 0; i < lines; i++) {
            text.append(LINES[random.nextInt(LINES.length)]).append(end);
        }
        if (random.nextInt(50) == 0) {
            text.insert(text.indexOf("\n") + 1, "X-Long: " + "folded\n ".repeat(1_000) + "\n");
        }
        return text.toString();
    }

    private static List<RawMessage> read(String mbox, Set<Repair> repairs) throws IOException {
        List<RawMessage> messages = new ArrayList<>();
        MboxReading reading = new MboxReading(
                "list.mbox", new ByteArrayInputStream(mbox.getBytes(StandardCharsets.US_ASCII)), 0, false, repairs);
        for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
            messages.add((RawMessage) item.get());
        }
        return messages;
    }

    @Test
    void aRepairDoesWhatIsForetold() throws IOException {
        Random random = new Random(20250722);
        long joined = 0;
        long split = 0;
        for (int i = 0; i < MAILBOXES; i++) {
            String mbox = mailbox(random);
            List<RawMessage> plain = read(mbox, Set.of());
            long tails = plain.stream().skip(1).filter(SplitDoubts::isTail).count();
            long heads = plain.stream().mapToLong(RepairForecastTest::heads).sum();
            assertThat(read(mbox, Set.of(Repair.JOIN))).as(mbox).hasSize((int) (plain.size() - tails));
            assertThat(read(mbox, Set.of(Repair.SPLIT))).as(mbox).hasSize((int) (plain.size() + heads));
            joined += tails;
            split += heads;
        }
        assertThat(joined).isGreaterThan(1_000);
        assertThat(split).isGreaterThan(500);
    }

    private static long heads(RawMessage message) {
        long[] heads = new long[1];
        SplitDoubts.unsplit(message, line -> heads[0] += line.headFollows() ? 1 : 0);
        return heads[0];
    }
}
