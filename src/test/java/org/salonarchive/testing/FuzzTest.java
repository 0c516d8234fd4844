package org.salonarchive.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.salonarchive.message.FieldFuzzTarget;
import org.salonarchive.message.MessageFuzzTarget;
import org.salonarchive.render.PlainTextFuzzTarget;
import org.salonarchive.search.query.QueryFuzzTarget;
import org.salonarchive.source.MboxFuzzTarget;

/**
 * What strangers send breaks nothing: what was found before is given again, and Jazzer looks for more. When it finds
 * something, the input belongs into {@code src/test/resources/fuzz}, in the folder of its target; that of a short run
 * without its first byte, which chose the target.
 */
class FuzzTest {
    private static final Path MAILS = Path.of("src/test/resources/mail");
    private static final Path FOUND = Path.of("src/test/resources/fuzz");

    /** For each target, which the profile {@code long} asks for; without it all share one short run. */
    private static final Optional<Integer> SECONDS = Optional.ofNullable(Integer.getInteger("salon.test.fuzz-seconds"));

    private static final int SHORT_SECONDS = 20;

    /** The names of those to be fuzzed alone, with commas between. */
    private static final Optional<List<String>> ONLY =
            Optional.ofNullable(System.getProperty("salon.test.fuzz-targets")).map(names -> List.of(names.split(",")));

    static Stream<FuzzTarget> targets() {
        return Stream.<FuzzTarget[]>of(
                        FieldFuzzTarget.values(),
                        MessageFuzzTarget.values(),
                        PlainTextFuzzTarget.values(),
                        MboxFuzzTarget.values(),
                        QueryFuzzTarget.values())
                .flatMap(Stream::of)
                .filter(target -> ONLY.isEmpty() || ONLY.get().contains(target.name()));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void takesWhatWasFoundBefore(FuzzTarget target) throws Exception {
        for (byte[] seed : seeds(target)) {
            target.accept(seed);
        }
        target.accept(new byte[0]);
    }

    static Stream<List<FuzzTarget>> runs() {
        return SECONDS.isPresent()
                ? targets().map(List::of)
                : Stream.of(targets().toList());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void takesWhatJazzerMakesUp(List<FuzzTarget> targets, @TempDir Path folder) throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            for (byte[] seed : seeds(targets.get(i))) {
                seeds.add(targets.size() == 1 ? seed : Fuzzer.choosing(i, seed));
            }
        }
        int seconds = SECONDS.orElse(SHORT_SECONDS);
        Fuzzer.run(targets, folder, seeds, List.of("-runs=" + seconds * 10_000L, "-max_total_time=" + seconds));
    }

    private static List<byte[]> seeds(FuzzTarget target) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        files(MAILS).stream()
                .filter(file -> file.toString().endsWith(".eml"))
                .forEach(file -> seeds.addAll(target.seeds(read(file))));
        assertThat(seeds).isNotEmpty();
        files(FOUND.resolve(target.name())).forEach(file -> seeds.add(read(file)));
        return seeds;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
