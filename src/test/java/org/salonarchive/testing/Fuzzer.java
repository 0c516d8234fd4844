package org.salonarchive.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs Jazzer on {@link FuzzTarget}s in a JVM of its own, since its agent changes every class that it meets. What it
 * calls there are the two methods below.
 */
public final class Fuzzer {
    /** Seconds after which an input is taken to hang, on a busy machine too. */
    private static final int HANGS = 20;

    private static final List<FuzzTarget> TARGETS = new ArrayList<>();

    private Fuzzer() {}

    /** Called by Jazzer: classes and names of targets, in turn. */
    public static void fuzzerInitialize(String... arguments) throws ReflectiveOperationException {
        for (int i = 0; i < arguments.length; i += 2) {
            for (Object each : Class.forName(arguments[i]).getEnumConstants()) {
                FuzzTarget target = (FuzzTarget) each;
                if (target.name().equals(arguments[i + 1])) {
                    TARGETS.add(target);
                }
            }
        }
    }

    /** Called by Jazzer for each input; where there are several targets, its first byte chooses. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (TARGETS.size() == 1) {
            TARGETS.get(0).accept(input);
        } else if (input.length > 0) {
            byte[] rest = Arrays.copyOfRange(input, 1, input.length);
            TARGETS.get((input[0] & 0xff) % TARGETS.size()).accept(rest);
        }
    }

    /** An input that makes Jazzer give the seed to one of several targets. */
    static byte[] choosing(int target, byte[] seed) {
        byte[] input = new byte[seed.length + 1];
        input[0] = (byte) target;
        System.arraycopy(seed, 0, input, 1, seed.length);
        return input;
    }

    /**
     * Fuzzes and fails with Jazzer's report when it finds something; the finding is left in the folder.
     *
     * @param folder for the corpus that grows and the findings
     * @param limits libFuzzer's options of how many runs and seconds; the first that is reached ends it
     */
    static void run(List<FuzzTarget> targets, Path folder, List<byte[]> seeds, List<String> limits)
            throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        String arguments = targets.stream()
                .map(target -> ((Enum<?>) target).getDeclaringClass().getName() + " " + target.name())
                .collect(Collectors.joining(" "));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx600m",
                "-cp",
                classPath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Fuzzer.class.getName(),
                "--target_args=" + arguments,
                "--instrumentation_includes=org.salonarchive.**",
                "--custom_hook_includes=org.salonarchive.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-seed=1",
                "-timeout=" + HANGS,
                "-rss_limit_mb=0"));
        command.addAll(limits);
        command.add(corpus.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile())
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.HOURS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> log = new ArrayList<>(Files.readAllLines(folder.resolve("log.txt"), StandardCharsets.ISO_8859_1));
        String report = String.join("\n", log.subList(Math.max(0, log.size() - 60), log.size()));
        assertThat(process.exitValue()).as(targets + "\n" + report).isZero();
    }

    /** Where Jazzer sees JUnit's engines it starts them, which takes longer than a short run. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("junit") && !entry.contains("jqwik"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
