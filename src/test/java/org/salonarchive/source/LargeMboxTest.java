package org.salonarchive.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mailbox of any size is read in the same memory. */
class LargeMboxTest {

    /** The profile {@code long} asks for 4,096. */
    private static final long MEGABYTES = Long.getLong("salon.test.mbox-mb", 96);

    @TempDir
    Path folder;

    /** Reads mailboxes and prints how many messages they hold; run in a JVM with a small heap. */
    public static final class Count {

        private Count() {}

        /** @param arguments the mailboxes */
        public static void main(String... arguments) throws IOException {
            long messages = 0;
            for (Source source : Sources.find(List.of(Path.of(arguments[0]))).sources()) {
                try (Reading reading = source.read(Optional.empty())) {
                    for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                        messages++;
                        if (item.get() instanceof OversizeMessage large) {
                            large.close();
                        }
                    }
                }
            }
            System.out.println(messages + " messages");
        }
    }

    @Test
    void isReadInAHeapThatIsFarSmaller() throws IOException, InterruptedException {
        Path mbox = folder.resolve("large.mbox");
        long messages = write(mbox, MEGABYTES << 20);
        assertThat(count(mbox, "-Xmx48m")).isEqualTo(messages + " messages");
    }

    @Test
    void aMessageLargerThanTheHeapIsSetAsideAndTheOthersAreRead() throws IOException, InterruptedException {
        Path mbox = folder.resolve("one-large.mbox");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(mbox))) {
            message(out, 1, 10);
            message(out, 2, 1_500_000);
            message(out, 3, 10);
        }
        assertThat(Files.size(mbox)).isGreaterThan(100L << 20);
        assertThat(count(mbox, "-Xmx64m")).isEqualTo("3 messages");
    }

    private static long write(Path mbox, long size) throws IOException {
        long written = 0;
        int number = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(mbox), 1 << 20)) {
            while (written < size) {
                number++;
                written += message(out, number, number % 1000 == 0 ? 20_000 : 100);
            }
        }
        return number;
    }

    private static long message(OutputStream out, int number, int lines) throws IOException {
        byte[] head = ("From a@example.org Tue Mar  1 09:00:00 2011\nMessage-ID: <" + number
                        + "@large.example>\nSubject: number " + number + "\n\nFrom here on it is text.\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] line = "A line of text that is neither short nor long, and says nothing new at all.\n"
                .getBytes(StandardCharsets.US_ASCII);
        out.write(head);
        for (int i = 0; i < lines; i++) {
            out.write(line);
        }
        out.write('\n');
        return head.length + (long) lines * line.length + 1;
    }

    private static String count(Path mbox, String heap) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Count.class.getName(),
                        mbox.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
