package org.salonarchive.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chosen repairs move the borders between messages, and nothing else, and say so. */
class RepairTest {

    private static final String FIRST = """
            From ann@example.org Tue Mar  1 09:00:00 2011
            From: ann@example.org
            Date: Tue, 1 Mar 2011 09:00:00 +0000
            Message-ID: <1@repair.example>

            She wrote, and I quote the mailbox:

            From bob@example.org Mon Feb 28 12:00:00 2011
            Note: this line makes it look like a mail.

            The end of it.

            """;
    private static final String SECOND = """
            From cid@example.org Wed Mar  2 09:00:00 2011
            From: cid@example.org
            Date: Wed, 2 Mar 2011 09:00:00 +0000
            Message-ID: <2@repair.example>

            A text without an empty line before the next mail.
            From dan@example.org
            From: dan@example.org
            Date: Thu, 3 Mar 2011 09:00:00 +0000
            Subject: swallowed
            Message-ID: <3@repair.example>

            The swallowed one.
            """;

    @TempDir
    Path folder;

    private List<RawMessage> read(String text, Set<Repair> repairs) throws IOException {
        Path file = folder.resolve("list.mbox");
        Files.writeString(file, text, StandardCharsets.US_ASCII);
        List<RawMessage> messages = new ArrayList<>();
        for (Source source : Sources.find(List.of(file), repairs).sources()) {
            try (Reading reading = source.read(Optional.empty())) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    messages.add((RawMessage) item.get());
                }
            }
        }
        return messages;
    }

    private static List<SplitDoubts.UnsplitLine> doubts(RawMessage message) {
        List<SplitDoubts.UnsplitLine> lines = new ArrayList<>();
        SplitDoubts.unsplit(message, lines::add);
        return lines;
    }

    private static String text(RawMessage message) {
        return new String(message.bytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void nothingIsRepairedUnlessItWasChosen() throws IOException {
        List<RawMessage> messages = read(FIRST + SECOND, Set.of());
        assertThat(messages).hasSize(3);
        assertThat(messages).allSatisfy(message -> {
            assertThat(message.provenance().repairs()).isEmpty();
            assertThat(message.provenance().describe()).isEqualTo("none");
        });
        assertThat(messages).extracting(SplitDoubts::isTail).containsExactly(false, true, false);
        assertThat(doubts(messages.get(2))).singleElement().satisfies(line -> {
            assertThat(line.headFollows()).isTrue();
            assertThat(line.text()).isEqualTo("From dan@example.org");
            assertThat(text(messages.get(2)).substring(line.offset())).startsWith("From dan@");
        });
    }

    @Test
    void joinKeepsEveryByteOfAMessageThatWasTorn() throws IOException {
        List<RawMessage> messages = read(FIRST + SECOND, Set.of(Repair.JOIN));
        assertThat(messages).hasSize(2);
        String whole = FIRST.substring(FIRST.indexOf('\n') + 1, FIRST.length() - 1);
        assertThat(text(messages.get(0))).isEqualTo(whole);
        assertThat(messages.get(0).provenance().repairs()).containsExactly(Repair.JOIN);
        assertThat(messages.get(0).provenance().describe()).contains("none; joined: ");
        assertThat(messages.get(1).provenance().repairs()).isEmpty();
    }

    @Test
    void splitBeginsAMessageWhereAHeadStands() throws IOException {
        List<RawMessage> messages = read(FIRST + SECOND, Set.of(Repair.SPLIT));
        assertThat(messages).hasSize(4);
        assertThat(text(messages.get(3))).startsWith("From: dan@example.org").endsWith("The swallowed one.\n");
        assertThat(text(messages.get(2))).endsWith("before the next mail.\n");
        assertThat(messages)
                .extracting(message -> message.provenance().repairs())
                .containsExactly(Set.of(), Set.of(), Set.of(), Set.of(Repair.SPLIT));
        assertThat(new String(messages.get(3).provenance().separator(), StandardCharsets.US_ASCII))
                .isEqualTo("From dan@example.org");
    }

    @Test
    void splitGoesBeforeAContentLengthThatProtects() throws IOException {
        String inner = """
                From eve@example.org Thu Mar  3 10:00:00 2011
                From: eve@example.org
                Date: Thu, 3 Mar 2011 10:00:00 +0000
                Subject: inner

                Inner text.

                """;
        String text = """
                From ann@example.org Tue Mar  1 09:00:00 2011
                From: ann@example.org
                Date: Tue, 1 Mar 2011 09:00:00 +0000
                Content-Length: %d

                A text.

                %s""".formatted("A text.\n\n".length() + inner.length() - 1, inner);
        assertThat(read(text + SECOND, Set.of())).hasSize(2);
        assertThat(read(text + SECOND, Set.of(Repair.SPLIT))).hasSize(4);
    }

    @Test
    void aGitPatchIsNeverSplitAndOrdinaryProseIsNoDoubt() throws IOException {
        String text = """
                From ann@example.org Tue Mar  1 09:00:00 2011
                From: ann@example.org
                Date: Tue, 1 Mar 2011 09:00:00 +0000

                From here on it is text.

                From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
                From: ann@example.org
                Date: Tue, 1 Mar 2011 08:00:00 +0000
                Subject: [PATCH] something

                From me to you Tue Mar  1 09:00:00 2011 with love
                """;
        List<RawMessage> messages = read(text, Set.of(Repair.JOIN, Repair.SPLIT));
        assertThat(messages).hasSize(1);
        assertThat(doubts(messages.get(0))).singleElement().satisfies(line -> {
            assertThat(line.headFollows()).isFalse();
            assertThat(line.text()).startsWith("From me to you");
        });
    }

    @Test
    void aFileReadWithoutRepairsIsReadAnewWithThem() throws IOException {
        Path file = folder.resolve("again.mbox");
        Files.writeString(file, FIRST, StandardCharsets.US_ASCII);
        Checkpoint plain = drain(Sources.mailbox(file.toString(), file), Optional.empty(), 2);
        drain(Sources.mailbox(file.toString(), file), Optional.of(plain), 0);
        MboxFile joining = new MboxFile(file.toString(), file, Files.size(file), false, Set.of(Repair.JOIN));
        Checkpoint joined = drain(joining, Optional.of(plain), 1);
        drain(joining, Optional.of(joined), 0);
        drain(Sources.mailbox(file.toString(), file), Optional.of(joined), 2);
    }

    private static Checkpoint drain(Source source, Optional<Checkpoint> after, int expected) throws IOException {
        try (Reading reading = source.read(after)) {
            int messages = 0;
            while (reading.next().isPresent()) {
                messages++;
            }
            assertThat(messages).isEqualTo(expected);
            return reading.checkpoint();
        }
    }

    @Test
    void aTailIsToldByWhatItLacks() {
        assertThat(isTail("Note: text\n\nFrom: x\n")).isTrue();
        assertThat(isTail("Subject: quoted\nmore text\n")).isTrue();
        assertThat(isTail("")).isTrue();
        assertThat(isTail("Subject: x\nno field\nFrom: a@example.org\n\ntext")).isFalse();
        assertThat(isTail("MESSAGE-ID: <1@x>\r\n\r\ntext")).isFalse();
        assertThat(isTail("X-Long: " + "a\n b".repeat(2_000) + "\n\ntext"))
                .as("undecided within bounds")
                .isFalse();
    }

    private static boolean isTail(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return MessageHead.isTail(bytes, 0, bytes.length);
    }
}
