package org.salonarchive.source.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.source.Sources;
import org.salonarchive.testing.Corpora;
import org.salonarchive.testing.Shelf;
import org.salonarchive.testing.WebServer;

/** Real archives served from here: the same messages as from the files. */
class PipermailCorpusTest {

    private final Shelf shelf = new Shelf();
    private final Passes.Hands clock = new Passes.Hands("2014-01-15T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"pipermail-gpsd-dev", "pipermail-gpt-usuarios"})
    void readsTheSameMessagesAsFromTheFiles(String list) throws IOException {
        Path folder = Corpora.require("corpora/lists/" + list);
        List<Path> files = serve(folder);
        List<String> expected = fromFiles(folder);
        try (WebServer server = new WebServer(shelf);
                PipermailSite site = new PipermailSite(
                        new SourceSettings(SourceKind.PIPERMAIL, Map.of("url", server.url("/list/"))),
                        Passes.fetch(),
                        clock);
                MboxUrl months = new MboxUrl(
                        new SourceSettings(SourceKind.URL, Map.of("url", server.url("/months/{yyyy}-{Month}"))),
                        Passes.fetch(),
                        clock)) {
            Passes ofSite = new Passes();
            ofSite.pass(site);
            assertThat(ofSite.digests()).isEqualTo(expected);
            assertThat(ofSite.faults()).allMatch(fault -> fault.contains("There is no attachment at "));
            assertThat(ofSite.pass(site)).isEmpty();
            long asked = server.asked().stream()
                    .filter(each -> !each.path().contains("/attachments/"))
                    .count();
            assertThat(asked).isLessThan(files.size() + 15L);

            Passes ofMonths = new Passes();
            ofMonths.pass(months);
            assertThat(ofMonths.digests()).isEqualTo(expected);
            assertThat(ofMonths.faults()).isEmpty();
        }
        assertThat(expected).hasSizeGreaterThan(800);
    }

    private List<Path> serve(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.toList();
        }
        StringBuilder page = new StringBuilder("<table>");
        for (Path file : files) {
            String name = file.getFileName().toString();
            Map<String, String> coding = name.endsWith(".gz") ? Map.of("Content-Encoding", "x-gzip") : Map.of();
            shelf.put("/list/" + name, Files.readAllBytes(file), coding);
            shelf.put("/months/" + name.replaceFirst("\\..*", ""), Files.readAllBytes(file), coding);
            page.append("<tr><td><a href=\"").append(name).append("\">[ Gzip'd Text ]</a></td></tr>");
        }
        shelf.put("/list/", page.toString().getBytes(UTF_8));
        return files;
    }

    private static List<String> fromFiles(Path folder) throws IOException {
        List<String> messages = new ArrayList<>();
        for (Source source : Sources.find(List.of(folder)).sources()) {
            try (Reading reading = source.read(Optional.empty())) {
                Optional<SourceItem> item = reading.next();
                while (item.isPresent()) {
                    messages.add(Passes.digest(((RawMessage) item.get()).bytes()));
                    item = reading.next();
                }
            }
        }
        return messages;
    }
}
