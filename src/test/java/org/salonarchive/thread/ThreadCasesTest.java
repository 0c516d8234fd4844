package org.salonarchive.thread;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.salonarchive.message.EffectiveDate;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;
import org.salonarchive.testing.Corpora;

/** Published cases of threading give the trees that their origins expect. */
class ThreadCasesTest {

    /** Cases that no rule by headers alone can satisfy, with the reason. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "imaptest-thread-orderedsubject", "another algorithm: ORDEREDSUBJECT",
            "imaptest-thread3", "joined by an equal subject",
            "imaptest-thread4", "joined by an equal subject",
            "imaptest-thread", "a loop of references: which link gives way depends on the order of the file");

    /** Rules whose groups are others than those of a thread, with the reason; their parents are compared all the same. */
    private static final Map<String, String> GROUPS_DIFFER = Map.of(
            "pipermail",
            "Pipermail does not join the replies to a message that is not archived",
            "notmuch",
            "joins a message without references to a ghost that only others name; here nobody else's mail"
                    + " moves a message");

    private static final MessageParser PARSER = new MessageParser();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> givesTheExpectedTrees() throws IOException {
        Path folder = Corpora.require("corpora/threads");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> cases = files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !LEFT_OUT.containsKey(name(file)))
                    .sorted()
                    .toList();
            assertThat(cases).hasSizeGreaterThan(35);
            return cases.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> check(file)));
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }

    private static void check(Path file) throws IOException {
        JsonNode expected = JSON.readTree(file.toFile());
        List<ParsedMessage> messages =
                messages(file.resolveSibling(expected.get("mbox").asText()));
        boolean byPosition = expected.get("key").asText().equals("position");
        Map<Long, String> names = new HashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            names.put(
                    (long) i,
                    byPosition ? "#" + (i + 1) : messages.get(i).messageId().value());
        }
        List<Placement> placements = Threader.thread(skeletons(messages));
        Set<String> differing = names(
                expected,
                "joined_without_header",
                "not_joined_though_header_names_a_parent",
                "other_parent_than_header");
        Set<String> missing = names(expected, "missing");
        Map<String, String> parents = new TreeMap<>();
        Map<String, String> wanted = new TreeMap<>();
        for (Placement placement : placements) {
            String name = names.get(placement.key());
            if (expected.get("parents").has(name) && !differing.contains(name)) {
                JsonNode parent = expected.get("parents").get(name);
                String given = parent.isNull() || missing.contains(parent.asText()) ? "-" : parent.asText();
                wanted.put(name, given);
                parents.put(
                        name,
                        placement.parent().isPresent()
                                ? names.get(placement.parent().getAsLong())
                                : "-");
            }
        }
        assertThat(parents).isEqualTo(wanted);
        if (!GROUPS_DIFFER.containsKey(expected.get("rule").asText().split("[ (]")[0])) {
            assertThat(groups(placements, names)).containsAll(groups(expected, names));
        }
    }

    private static Set<Set<String>> groups(List<Placement> placements, Map<Long, String> names) {
        Map<Long, Set<String>> threads = new HashMap<>();
        placements.forEach(placement -> threads.computeIfAbsent(placement.thread(), thread -> new HashSet<>())
                .add(names.get(placement.key())));
        return new HashSet<>(threads.values());
    }

    private static Set<Set<String>> groups(JsonNode expected, Map<Long, String> names) {
        Set<Set<String>> groups = new HashSet<>();
        for (JsonNode group : expected.get("groups")) {
            Set<String> members = new HashSet<>();
            group.forEach(member -> members.add(member.asText()));
            members.retainAll(new HashSet<>(names.values()));
            groups.add(members);
        }
        return groups;
    }

    private static Set<String> names(JsonNode expected, String... fields) {
        Set<String> names = new HashSet<>();
        for (String field : fields) {
            JsonNode node = expected.path(field);
            node.fieldNames().forEachRemaining(names::add);
            node.forEach(entry -> {
                if (entry.isTextual()) {
                    names.add(entry.asText());
                } else if (entry.isArray() && !entry.isEmpty()) {
                    names.add(entry.get(0).asText());
                } else if (entry.has("message")) {
                    names.add(entry.get("message").asText());
                }
            });
        }
        return names;
    }

    private static List<ParsedMessage> messages(Path mbox) throws IOException {
        List<ParsedMessage> messages = new ArrayList<>();
        for (Source source : Sources.find(List.of(mbox)).sources()) {
            try (Reading reading = source.read(Optional.empty())) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    messages.add(PARSER.parse(((RawMessage) item.get()).bytes()));
                }
            }
        }
        return messages;
    }

    static List<Skeleton> skeletons(List<ParsedMessage> messages) {
        List<Skeleton> skeletons = new ArrayList<>();
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < messages.size(); i++) {
            ParsedMessage message = messages.get(i);
            Optional<Instant> inOrder = Optional.of(Instant.EPOCH.plusSeconds(90_000L + i));
            skeletons.add(new Skeleton(
                    i,
                    message.messageId().hash(),
                    EffectiveDate.choose(message, inOrder, Optional.empty(), now)
                            .at(),
                    message.contentHash(),
                    message.references().stream()
                            .map(r -> new HashedReference(r.id().hash(), r.field(), r.position()))
                            .toList()));
        }
        return skeletons;
    }
}
