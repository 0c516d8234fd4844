package org.salonarchive.hostile;

import static org.salonarchive.hostile.Answers.header;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.message.MessageId;
import org.salonarchive.testing.TestList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The lists that hostile words come to by the real import, and the addresses at which they are then read. */
final class Hosts {

    private static final String LIST = "hostile";
    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");

    /** A longer address is refused; escaped, a character takes up to nine. */
    private static final int LONGEST_ASKED = 700;

    private final TestList lists;
    private final MailingLists names;
    private final ListSettings settings;
    private int batch;

    Hosts(TestList lists, MailingLists names, ListSettings settings) {
        this.lists = lists;
        this.names = names;
        this.settings = settings;
    }

    /** Receives two messages for each snippet, and tells where its words are read. */
    List<String> receive(List<String> snippets, Answers answers, List<String> faults) throws SQLException {
        batch++;
        String root = batch + ".0e@hostile.example";
        StringBuilder mbox = new StringBuilder();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < snippets.size(); i++) {
            String snippet = snippets.get(i);
            Instant date = FIRST.plus(batch, ChronoUnit.HOURS).plusSeconds(i);
            String encoded = batch + "." + i + "e@hostile.example";
            String bare = batch + "." + i + "b@hostile.example";
            mbox.append(new HostileMail(encoded, i == 0 ? "" : root, date, place -> snippet).encoded());
            mbox.append(new HostileMail(bare, root, date, place -> snippet).bare());
            ids.add(encoded);
            ids.add(bare);
        }
        lists.fill(LIST, mbox.toString());
        Set<String> paths = new LinkedHashSet<>();
        readers(root, ids, answers, paths);
        check(ids, root, answers, faults);
        for (int i = 0; i < snippets.size(); i++) {
            paths.add(titled(i, snippets.get(i)));
            asked(snippets.get(i), ids.get(i), answers, paths, faults);
        }
        paths.add("/");
        return List.copyOf(paths);
    }

    private static String message(String id) {
        return ArchiveLinks.message(LIST, new MessageId(id).hash());
    }

    /** The pages of messages, senders, the thread, the feed, and some of the attachments. */
    private static void readers(String root, List<String> ids, Answers answers, Set<String> paths) {
        String thread = ArchiveLinks.thread(LIST, new MessageId(root).hash());
        paths.add(thread);
        ids.stream().filter(id -> id.contains("e@")).forEach(id -> {
            paths.add(message(id));
            Document original =
                    Jsoup.parse(answers.get(message(id) + "?view=original").body());
            original.select("iframe").forEach(frame -> paths.add(frame.attr("src")));
        });
        paths.add(message(root) + "?view=text");
        Document page = Jsoup.parse(answers.get(thread).body());
        page.select(".mail:nth-of-type(odd) .byline b a").forEach(link -> paths.add(link.attr("href")));
        paths.add(ArchiveLinks.feed(LIST));
        paths.add(message(root) + "raw");
        page.select(".files img").stream().limit(2).forEach(image -> paths.add(image.attr("src")));
    }

    /** The front page of a list that is called so. */
    private String titled(int place, String snippet) throws SQLException {
        String name = "titled-" + place;
        title(name, snippet.replace("\0", ""));
        return ArchiveLinks.list(name);
    }

    private void title(String name, String title) throws SQLException {
        int list = names.idOf(name).orElseGet(() -> names.make(name, name, ""));
        settings.change(
                list,
                new ListSettings.Change(
                        Optional.of(title),
                        Optional.of(title),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ListSettings.Habits.KEPT));
    }

    /** What is answered to whoever asks for the words themselves. */
    private static void asked(String snippet, String id, Answers answers, Set<String> paths, List<String> faults) {
        String asked = ArchiveLinks.escape(snippet.substring(0, Math.min(LONGEST_ASKED, snippet.length())));
        paths.add("/hostile/search?q=" + asked + "&after="
                + asked.substring(0, Math.min(asked.length(), 60)).replaceFirst("%.?$", ""));
        List.of(
                        "/search?from=" + asked,
                        "/search?q=x&before=" + asked,
                        "/hostile/" + asked,
                        "/" + asked,
                        "/mid/" + asked,
                        "/hostile/message/" + asked + "/",
                        "/hostile/thread/" + asked + "/",
                        "/hostile/author/" + asked + "/",
                        "/hostile/author/?after=" + asked,
                        message(id) + "raw?copy=" + asked,
                        message(id) + "part/9/" + asked)
                .forEach(path -> {
                    HttpResponse<String> answer = answers.get(path);
                    guarded(path, answer, faults);
                    if (answers.isNew(answer)) {
                        paths.add(path);
                    }
                });
    }

    /** Feeds are well-formed, twins are no pages, attachments are for saving. */
    private static void check(List<String> ids, String root, Answers answers, List<String> faults) {
        wellFormed(ArchiveLinks.feed(LIST), answers, faults);
        List<String> twins = new ArrayList<>(List.of(ArchiveLinks.threadJson(LIST, new MessageId(root).hash())));
        ids.forEach(id -> twins.add(ArchiveLinks.messageJson(LIST, new MessageId(id).hash())));
        for (String twin : twins) {
            HttpResponse<String> answer = answers.get(twin);
            guarded(twin, answer, faults);
            expect(
                    answer.statusCode() == 200 && header(answer, "Content-Type").startsWith("application/json"),
                    twin,
                    faults);
        }
        for (String id : ids) {
            HttpResponse<String> raw = answers.get(message(id) + "raw");
            guarded(message(id) + "raw", raw, faults);
            expect(header(raw, "Content-Type").startsWith("text/plain"), message(id) + "raw", faults);
            for (Element file : Jsoup.parse(answers.get(message(id)).body()).select(".files li > a")) {
                HttpResponse<String> part = answers.get(file.attr("href"));
                guarded(file.attr("href"), part, faults);
                boolean saved = header(part, "Content-Type").equals("application/octet-stream")
                        && header(part, "Content-Disposition").startsWith("attachment;");
                boolean shown = header(part, "Content-Type")
                        .matches("(?i)image/(png|jpeg|gif|webp)|text/plain; ?charset=utf-8");
                expect(part.statusCode() == 200 && (saved || shown), file.attr("href"), faults);
                expect(header(part, "Content-Security-Policy").contains("sandbox"), file.attr("href"), faults);
            }
        }
    }

    private static void guarded(String path, HttpResponse<String> answer, List<String> faults) {
        expect(
                header(answer, "Content-Security-Policy").startsWith("default-src 'none'")
                        && header(answer, "X-Content-Type-Options").equals("nosniff")
                        && answer.statusCode() < 500,
                "headers of " + answer.statusCode() + " " + path,
                faults);
    }

    private static void expect(boolean holds, String what, List<String> faults) {
        if (!holds) {
            faults.add("not as it should be: " + what);
        }
    }

    private static void wellFormed(String feed, Answers answers, List<String> faults) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            int foreign = 0;
            var all = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(answers.get(feed).body())))
                    .getElementsByTagNameNS("*", "*");
            for (int i = 0; i < all.getLength(); i++) {
                foreign += "http://www.w3.org/2005/Atom".equals(all.item(i).getNamespaceURI()) ? 0 : 1;
            }
            expect(foreign == 0, "elements of the feed", faults);
        } catch (SAXException | IOException | ParserConfigurationException fault) {
            faults.add("the feed is not well-formed: " + fault.getMessage());
        }
    }

    /** The volume's indexes and the list of senders, page after page. */
    List<String> indexes(Answers answers) {
        List<String> paths = new ArrayList<>();
        for (String first : List.of("thread.html", "subject.html", "author.html", "date.html")) {
            follow("/hostile/2024-March/" + first, answers, paths);
        }
        follow(ArchiveLinks.authors(LIST), answers, paths);
        paths.add("/hostile/");
        paths.add("/hostile/2024-March.json");
        return paths;
    }

    private static void follow(String first, Answers answers, List<String> paths) {
        String path = first;
        while (!path.isEmpty()) {
            paths.add(path);
            path = Jsoup.parse(answers.get(path).body()).select("a[rel=next]").attr("href");
        }
    }

    /** Pages of a message that has a blank in each place. */
    Stencil stencil(Answers answers) throws SQLException {
        String id = "blank@hostile.example";
        title("stencil", Place.LIST_TITLE.blank());
        lists.fill("stencil", new HostileMail(id, "", FIRST, Place::blank).encoded());
        HttpResponse<String> message = answers.get(ArchiveLinks.message("stencil", new MessageId(id).hash()));
        Stencil stencil = new Stencil();
        for (Place place : Place.values()) {
            switch (place) {
                case LIST_TITLE -> stencil.add(place, place.blank(), answers.get("/stencil/"));
                case SEARCH_BOX -> stencil.add(place, place.blank(), answers.get("/stencil/search?q=" + place.blank()));
                case FEED -> stencil.add(place, Place.SUBJECT.blank(), answers.get(ArchiveLinks.feed("stencil")));
                default -> stencil.add(place, place.blank(), message);
            }
        }
        return stencil;
    }
}
