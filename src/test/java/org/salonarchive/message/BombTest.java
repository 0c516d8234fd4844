package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each bomb parses where there is room for 256 MB beside the mail, and says what is left out of it. */
class BombTest {
    private static final int MEGABYTE = 1 << 20;
    private static final int LARGEST_MAIL = 68;
    /** What parsing may use besides the mail, and what a JVM needs to run at all. */
    private static final int HEAP = LARGEST_MAIL + 256 + 10;
    /** Catches what never ends; the times are printed. */
    private static final int MINUTES = 15;

    /** Parses each bomb, asks for everything, and prints its name and defects, then the processor's time. */
    public static final class ParseAll {
        private ParseAll() {}

        /** @param arguments none */
        public static void main(String... arguments) {
            for (Bomb bomb : Bomb.values()) {
                byte[] mail = bomb.mail();
                // So that a small mail has no more room than a large one.
                byte[] ballast = new byte[Math.max(0, LARGEST_MAIL * MEGABYTE - mail.length)];
                parse(bomb, mail);
                Reference.reachabilityFence(ballast);
            }
        }

        private static void parse(Bomb bomb, byte[] mail) {
            ThreadMXBean thread = ManagementFactory.getThreadMXBean();
            long begin = thread.getCurrentThreadCpuTime();
            ParsedMessage message = new MessageParser().parse(mail);
            long parsed = thread.getCurrentThreadCpuTime();
            long characters = message.text().length();
            for (BodyPart part : message.parts()) {
                characters +=
                        part.text().length() + part.size() + part.fileName().length();
            }
            long asked = thread.getCurrentThreadCpuTime();
            Set<Defect.Kind> kinds = EnumSet.noneOf(Defect.Kind.class);
            message.defects().forEach(defect -> kinds.add(defect.kind()));
            StringBuilder names = new StringBuilder(bomb.name());
            kinds.forEach(kind -> names.append(' ').append(kind));
            System.out.println(names);
            System.out.printf(
                    "    %d MB, parsed in %d ms, all asked for in %d ms more (%d parts, %d bytes and characters)%n",
                    mail.length / MEGABYTE,
                    TimeUnit.NANOSECONDS.toMillis(parsed - begin),
                    TimeUnit.NANOSECONDS.toMillis(asked - parsed),
                    message.parts().size(),
                    characters);
        }
    }

    @Test
    void bombsFitBesideTheMailAndSayWhatIsLeftOut(@TempDir Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParseAll.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        System.out.println(said);
        assertThat(process.exitValue()).as(said).isZero();
        for (Bomb bomb : Bomb.values()) {
            List<String> expected = new ArrayList<>(List.of(bomb.name()));
            bomb.defects().forEach(kind -> expected.add(kind.name()));
            assertThat(said.lines())
                    .anySatisfy(line -> assertThat(line.split(" ")).containsAll(expected));
        }
    }
}
