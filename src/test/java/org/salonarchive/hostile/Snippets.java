package org.salonarchive.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.salonarchive.testing.Corpora;

/** What browsers have been attacked with: the generated snippets, and those of others where they are at hand. */
final class Snippets {

    private static final int EVERY = 60;

    /** Of these all that run by themselves are in the sample. */
    private static final List<String> RUNNING = List.of("cure53__DOMPurify.jsonl");

    private Snippets() {}

    /** A few of each kind, always the same ones. */
    static List<String> sample() throws IOException {
        return read(false);
    }

    static List<String> all() throws IOException {
        return read(true);
    }

    private static List<String> read(boolean all) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> snippets = new ArrayList<>();
        int number = 0;
        for (Path file : files()) {
            boolean running = RUNNING.contains(file.getFileName().toString());
            for (String line : Files.readAllLines(file)) {
                JsonNode snippet = json.readTree(line);
                if (all
                        || number++ % EVERY == 0
                        || running && snippet.get("zero_click").asBoolean()) {
                    snippets.add(snippet.get("payload").asText());
                }
            }
        }
        return snippets;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Corpora.require("corpora-xss"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }
}
