package org.salonarchive.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestCertificate;
import org.salonarchive.testing.TestList;

/**
 * Nothing that a stranger writes acts in a real browser: with all defences, with the renderer alone and with
 * the headers alone.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class HostileMailTest {

    /** Empty for a sample; {@code 1/1} for all, which a profile asks for; {@code 3/8} for every eighth from the third. */
    private static final String PART = System.getProperty("salon.test.snippets", "");

    /** Two messages for each fill a feed. */
    private static final int AT_ONCE = 12;

    private static final int AT_A_GLANCE = 60;

    private final Hosts hosts;

    @TempDir
    static Path folder;

    private static TestCertificate certificate;

    @BeforeAll
    static void makeCertificate() throws IOException {
        certificate = TestCertificate.in(folder, "far.invalid");
    }

    @TestHTTPResource("/")
    URL site;

    HostileMailTest(TestList lists, MailingLists names, ListSettings settings) {
        hosts = new Hosts(lists, names, settings);
    }

    /** Were this not so, the other tests would prove nothing. */
    @Test
    void withoutDefencesEverySnippetIsNoticed() {
        try (Gate gate = new Gate(site.getPort(), certificate);
                Watch watch = new Watch(gate)) {
            List<String> snippets = Generated.all();
            List<String> paths = new ArrayList<>();
            for (String snippet : snippets) {
                String path = "/control/" + paths.size() + "/";
                gate.put(path, bare("<!doctype html><body>" + snippet));
                paths.add(path);
            }
            List<String> noticed = new ArrayList<>();
            for (int from = 0; from < paths.size(); from += AT_A_GLANCE) {
                List<String> some = paths.subList(from, Math.min(paths.size(), from + AT_A_GLANCE));
                noticed.addAll(watch.inspect(Mode.NEITHER, some).all());
            }
            for (String path : paths) {
                assertThat(noticed).as(snippets.get(paths.indexOf(path))).anyMatch(what -> what.contains(path));
            }
            List<String> running = paths.subList(0, Generated.running().size());
            for (String path : running) {
                assertThat(watch.inspect(Mode.NEITHER, List.of(path)).scripts())
                        .as(snippets.get(paths.indexOf(path)))
                        .isNotEmpty();
            }
        }
    }

    /** Requests for elsewhere, and leaving for it, are seen by the gate. */
    @Test
    void withoutDefencesRequestsAreNoticed() {
        try (Gate gate = new Gate(site.getPort(), certificate);
                Watch watch = new Watch(gate)) {
            List<String> asking = new ArrayList<>(Generated.asking());
            Generated.asking().forEach(snippet -> asking.add(snippet.replace("http://", "https://")));
            for (String snippet : asking) {
                gate.put("/control/", bare("<!doctype html><body>" + snippet));
                assertThat(watch.provoke(Mode.NEITHER, List.of("/control/")).requests())
                        .as(snippet)
                        .anyMatch(request -> request.contains("far.invalid"));
            }
        }
    }

    private static Gate.Page bare(String content) {
        return new Gate.Page(Map.of("Content-Type", "text/html;charset=utf-8"), content);
    }

    @Test
    void generatedSnippetsDoNothing() throws SQLException {
        check(PART.isEmpty() ? Generated.sample() : part(Generated.all()));
    }

    @Test
    void snippetsOfOthersDoNothing() throws IOException, SQLException {
        check(PART.isEmpty() ? Snippets.sample() : part(Snippets.all()));
    }

    private static List<String> part(List<String> all) {
        int slash = PART.indexOf('/');
        int first = Integer.parseInt(PART.substring(0, slash));
        int parts = Integer.parseInt(PART.substring(slash + 1));
        return IntStream.range(0, all.size())
                .filter(i -> i % parts == first - 1)
                .mapToObj(all::get)
                .toList();
    }

    private void check(List<String> snippets) throws SQLException {
        Answers answers = new Answers(site.toString().replaceAll("/$", ""));
        try (Gate gate = new Gate(site.getPort(), certificate);
                Watch watch = new Watch(gate)) {
            Stencil stencil = hosts.stencil(answers);
            List<String> faults = new ArrayList<>();
            for (int from = 0; from < snippets.size(); from += AT_ONCE) {
                List<String> some = snippets.subList(from, Math.min(snippets.size(), from + AT_ONCE));
                List<String> paths = hosts.receive(some, answers, faults);
                for (Mode mode : List.of(Mode.BOTH, Mode.SANITISER)) {
                    Watch.Sight sight = watch.inspect(mode, paths);
                    sight.all().forEach(fault -> faults.add(mode + ": " + fault));
                }
                Watch.Sight sight = watch.provoke(Mode.HEADERS, stencil.fill(gate, some));
                sight.all().forEach(fault -> faults.add(Mode.HEADERS + ": " + fault + " among " + some));
                gate.clear();
            }

            // One at a time: each is long.
            for (String path : hosts.indexes(answers)) {
                Watch.Sight sight = watch.inspect(Mode.SANITISER, List.of(path));
                sight.all().forEach(fault -> faults.add("indexes: " + fault));
            }
            System.out.printf(
                    "%,d hostile snippets in %d places, three times: %,d pages, %,d elements, %,d faults%n",
                    snippets.size(), Place.values().length, watch.pages(), watch.elements(), faults.size());
            assertThat(faults).isEmpty();
        }
    }
}
