package org.salonarchive.ingest.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salonarchive.message.EffectiveDate;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Repair;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;
import org.salonarchive.testing.Corpora;
import org.salonarchive.thread.HashedReference;
import org.salonarchive.thread.Placement;
import org.salonarchive.thread.Skeleton;
import org.salonarchive.thread.Threader;

/** Real lists are examined whole, and what is told of them is what other means tell. */
class ExaminationOfCorporaTest {

    private static Diagnosis examine(Path path, Set<Repair> repairs) throws IOException, InterruptedException {
        return new Examination(ZoneOffset.UTC, Instant.now())
                .of(Sources.find(List.of(path), repairs).sources(), (source, bytes, messages) -> {});
    }

    /** Messages as they were counted by other means; repeated ids of either content as the same count tells. */
    @ParameterizedTest
    @CsvSource({
        "lists/linux-mips-1996-2002.mbox.gz, 12531, 11",
        "lists/pipermail-gpsd-dev, 9631, 64",
        "lists/pipermail-gpt-usuarios, 858, 7",
        "lists/cocci-2019.mbox.gz, 908, 0",
        "lists/batman-2020-2021.mbox.gz, 984, 0",
        "lists/blinux-2023-2026.mbox.gz, 1751, 1",
        "lists/linux-ntb-googlegroups.mbox.gz, 1303, 33",
        "lists/kernel-hardening-2019.mbox.gz, 1722, 3",
        "lists/ksummit-2021-2022.mbox.gz, 934, 2",
        "lists/spamassassin-easy-ham-1.mbox.gz, 2500, 0",
        "lists/3gpp-evs.listserv.mbox, 50, 1",
        "lists/notmuch-lkml.maildir.tar.gz, 210, 34",
        "lists/notmuch-default.maildir.tar.gz, 53, 1",
    })
    void countsWhatIsThere(String path, int messages, int repeatedIds) throws IOException, InterruptedException {
        Diagnosis diagnosis = examine(Corpora.require("corpora/" + path), Set.of());
        assertThat(diagnosis.messages()).isEqualTo(messages);
        assertThat(count(diagnosis, Check.ID_REPEATED) + count(diagnosis, Check.DUPLICATE))
                .isEqualTo(repeatedIds);
        assertThat(diagnosis.distinct()).isEqualTo(messages - count(diagnosis, Check.DUPLICATE));
        assertThat(diagnosis.months().stream().mapToLong(MonthCount::messages).sum())
                .isEqualTo(diagnosis.distinct());
        assertThat(diagnosis.dates().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(diagnosis.distinct());
        assertThat(diagnosis.finding(Check.UNREADABLE)).isEmpty();
        assertThat(diagnosis.finding(Check.OVERSIZE)).isEmpty();
    }

    private static long count(Diagnosis diagnosis, Check check) {
        return diagnosis.finding(check).map(Finding::count).orElse(0L);
    }

    @Test
    void everyMailboxOfTheEdgeIsExaminedAndRepairedAsSuggested() throws IOException, InterruptedException {
        Path folder = Corpora.require("corpora/mbox-edge");
        long suggested = 0;
        for (Source source : Sources.find(List.of(folder)).sources()) {
            suggested += assertRepairsDoWhatIsSuggested(Path.of(source.name()));
        }
        assertThat(suggested).as("repairs that were tried").isGreaterThanOrEqualTo(8);
    }

    /** Returns how many places were repaired. */
    private static long assertRepairsDoWhatIsSuggested(Path path) throws IOException, InterruptedException {
        Diagnosis plain = examine(path, Set.of());
        Diagnosis joined = examine(path, Set.of(Repair.JOIN));
        Diagnosis split = examine(path, Set.of(Repair.SPLIT));
        assertThat(joined.messages()).as("join of " + path).isEqualTo(plain.messages() - count(plain, Check.TAIL));
        assertThat(joined.finding(Check.TAIL)).isEmpty();
        assertThat(split.messages()).as("split of " + path).isEqualTo(plain.messages() + count(plain, Check.UNSPLIT));
        assertThat(split.finding(Check.UNSPLIT)).isEmpty();
        return count(plain, Check.TAIL) + count(plain, Check.UNSPLIT);
    }

    @Test
    void threadsAreThoseOfThreadingEverythingAtOnce() throws IOException, InterruptedException {
        Path path = Corpora.require("corpora/lists/kernel-hardening-2019.mbox.gz");
        List<Placement> placements = Threader.thread(skeletons(path));
        Map<Long, Long> sizes = new HashMap<>();
        placements.forEach(placement -> sizes.merge(placement.thread(), 1L, Long::sum));
        ThreadCounts counts = examine(path, Set.of()).threads();
        assertThat(counts.threads()).isEqualTo(sizes.size());
        assertThat(counts.largest())
                .isEqualTo(
                        sizes.values().stream().mapToLong(Long::longValue).max().orElse(0));
        assertThat(counts.alone())
                .isEqualTo(sizes.values().stream().filter(size -> size == 1).count());
        assertThat(counts.deepest()).isEqualTo(deepest(placements));
    }

    private static long deepest(List<Placement> placements) {
        Map<Long, Placement> byKey = new HashMap<>();
        placements.forEach(placement -> byKey.put(placement.key(), placement));
        long deepest = 0;
        for (Placement placement : placements) {
            long depth = 0;
            Placement at = placement;
            while (at.parent().isPresent()) {
                at = byKey.get(at.parent().getAsLong());
                depth++;
            }
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private static List<Skeleton> skeletons(Path path) throws IOException {
        MessageParser parser = new MessageParser();
        List<Skeleton> skeletons = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (Source source : Sources.find(List.of(path)).sources()) {
            try (Reading reading = source.read(Optional.empty())) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    RawMessage raw = (RawMessage) item.get();
                    ParsedMessage parsed = parser.parse(raw.bytes());
                    if (seen.add(parsed.contentHash())) {
                        skeletons.add(skeleton(skeletons.size(), raw, parsed));
                    }
                }
            }
        }
        return skeletons;
    }

    private static Skeleton skeleton(long key, RawMessage raw, ParsedMessage parsed) {
        return new Skeleton(
                key,
                parsed.messageId().hash(),
                EffectiveDate.choose(parsed, raw.provenance().receivedAt(), Optional.empty(), Instant.now())
                        .at(),
                parsed.contentHash(),
                parsed.references().stream()
                        .map(reference ->
                                new HashedReference(reference.id().hash(), reference.field(), reference.position()))
                        .toList());
    }
}
