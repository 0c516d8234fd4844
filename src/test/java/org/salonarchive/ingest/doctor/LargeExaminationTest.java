package org.salonarchive.ingest.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.source.Sources;

/** A mailbox of any size is examined in the same memory. */
class LargeExaminationTest {

    /** The profile {@code long} asks for more. */
    private static final long MEGABYTES = Long.getLong("salon.test.examined-mb", 200);

    @TempDir
    Path folder;

    /** Examines mailboxes and prints what they hold; run in a JVM with a small heap. */
    public static final class Examine {

        private Examine() {}

        /** @param arguments the mailboxes */
        public static void main(String... arguments) throws IOException, InterruptedException {
            Diagnosis diagnosis = new Examination(ZoneOffset.UTC, Instant.now())
                    .of(Sources.find(List.of(Path.of(arguments[0]))).sources(), (source, bytes, messages) -> {});
            System.out.println(diagnosis.messages() + " messages, "
                    + diagnosis.threads().threads() + " threads, largest "
                    + diagnosis.threads().largest());
        }
    }

    @Test
    void isReadInAHeapThatIsFarSmaller() throws IOException, InterruptedException {
        Path mbox = folder.resolve("large.mbox");
        long messages = write(mbox, MEGABYTES << 20, 100);
        assertThat(examine(mbox, "-Xmx64m"))
                .isEqualTo(messages + " messages, " + (messages + 9) / 10 + " threads, largest 10");
    }

    @Test
    void rememberingManyMessagesTakesWhatIsPromised() throws IOException, InterruptedException {
        Path mbox = folder.resolve("many.mbox");
        long messages = write(mbox, 15 << 20, 1);
        assertThat(messages).isGreaterThan(50_000);
        assertThat(examine(mbox, "-Xmx40m")).startsWith(messages + " messages");
    }

    private static long write(Path mbox, long size, int lines) throws IOException {
        long written = 0;
        int number = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(mbox), 1 << 20)) {
            while (written < size) {
                written += message(out, number, number % 1000 == 999 ? 200 * lines : lines);
                number++;
            }
        }
        return number;
    }

    private static long message(OutputStream out, int number, int lines) throws IOException {
        String reference = number % 10 == 0 ? "" : "References: <" + (number - number % 10) + "@large.example>\n";
        byte[] head = ("From a@example.org Tue Mar  1 09:00:00 2011\nFrom: a@example.org\n"
                        + "Date: Tue, 1 Mar 2011 09:00:00 +0000\nMessage-ID: <" + number
                        + "@large.example>\n" + reference + "Subject: number " + number
                        + "\n\nFrom here on it is text.\n")
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

    private static String examine(Path mbox, String heap) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Examine.class.getName(),
                        mbox.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
