package org.salonarchive.source.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.testing.Shelf;
import org.salonarchive.testing.WebServer;

/** A Pipermail archive on a web server of the test's own, and the product's reader of it. */
final class Site implements Closeable {

    static final String BASE = "/pipermail/salon/";

    final Shelf shelf = new Shelf();
    final Passes passes = new Passes();
    final Passes.Hands clock = new Passes.Hands("2024-06-15T12:00:00Z");
    final WebServer server = new WebServer(shelf);
    final PipermailSite place;
    private final Map<String, String> rows = new LinkedHashMap<>();

    Site() throws IOException {
        place = new PipermailSite(
                new SourceSettings(SourceKind.PIPERMAIL, Map.of("url", server.url(BASE))), Passes.fetch(), clock);
    }

    /** Puts a volume's text there. */
    void text(String volume, String text) {
        shelf.put(BASE + volume + ".txt", text.getBytes(UTF_8));
        rows.put(volume, "<a href='" + volume + ".txt'>[ Text " + text.length() + " bytes ]</a>");
        page();
    }

    /** Puts a volume's text there, with the index of its pages. */
    void text(String volume, String text, String index) {
        text(volume, text);
        put(volume + "/thread.html", index);
        rows.computeIfPresent(volume, (name, row) -> "<a href='" + name + "/thread.html'>[ Thread ]</a>" + row);
        page();
    }

    /** Puts a volume without a text there; its pages come separately. */
    void pages(String volume) {
        rows.put(volume, "<a href='" + volume + "/thread.html'>[ Thread ]</a>");
        page();
    }

    private void page() {
        shelf.put(BASE, ("<h1>The Salon Archives</h1>" + String.join("\n", rows.values())).getBytes(UTF_8));
    }

    void put(String path, String content) {
        shelf.put(BASE + path, content.getBytes(UTF_8));
    }

    /** The next requests for a path, one with the tries of each, are answered so. */
    void fail(String path, int times, String status) {
        for (int i = 0; i < times; i++) {
            shelf.once(BASE + path, (asked, out) -> WebServer.write(out, status, new byte[0]));
        }
    }

    @Override
    public void close() throws IOException {
        place.close();
        server.close();
    }
}
