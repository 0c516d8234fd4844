package org.salonarchive.hostile;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.salonarchive.testing.Browser;

/** A browser that shows many pages at once, each in a frame, and tells what they did and what stands in them. */
final class Watch implements AutoCloseable {

    private static final String WALL = "/wall";
    private static final String LOOK = resource("look.js");

    private final Gate gate;
    private final Browser browser;
    private final Page page;
    private final List<String> scripts = new ArrayList<>();
    private int pages;
    private long elements;

    /**
     * What was seen of some pages.
     *
     * @param scripts each run of a script that was noticed
     * @param requests for anywhere but the site
     * @param found what has no place in a page
     */
    record Sight(List<String> scripts, List<String> requests, List<String> found) {

        /** All that may not be, each with its page where that is known. */
        List<String> all() {
            List<String> all = new ArrayList<>(scripts);
            all.addAll(requests);
            all.addAll(found);
            return all;
        }
    }

    Watch(Gate gate) {
        this.gate = gate;
        browser = Browser.behind(gate.address());
        page = browser.page(Browser.Window.DESKTOP_LIGHT, true);
        BrowserContext context = page.context();
        context.exposeBinding("salonRan", (source, said) -> scripts.add(String.valueOf(said[0])));
        context.addInitScript(resource("watch.js"));
        context.onDialog(dialog -> {
            scripts.add("dialog " + dialog.message());
            dialog.dismiss();
        });
        context.onWebError(fault -> scripts.add("script that failed: " + fault.error()));
        context.onPage(opened -> scripts.add("window " + opened.url()));
        context.onConsoleMessage(message -> {
            if (message.type().equals("log") || message.type().equals("info")) {
                scripts.add("console: " + message.text());
            }
        });
    }

    /** How many pages it showed. */
    int pages() {
        return pages;
    }

    /** How many elements it looked at. */
    long elements() {
        return elements;
    }

    /** Shows pages, touches all that is in them, and looks whether only what is ours stands in them. */
    Sight inspect(Mode mode, List<String> paths) {
        return look(mode, paths, true);
    }

    /** Shows pages, touches all that is in them and sends their forms. */
    Sight provoke(Mode mode, List<String> paths) {
        return look(mode, paths, false);
    }

    private Sight look(Mode mode, List<String> paths, boolean inspect) {
        StringBuilder wall = new StringBuilder("<!doctype html><meta charset=utf-8><title>wall</title>");
        for (String path : paths) {
            wall.append("<iframe width=800 height=600 src=\"")
                    .append(path.replace("&", "&amp;"))
                    .append("\"></iframe>\n");
        }
        gate.put(WALL, new Gate.Page(Map.of("Content-Type", "text/html;charset=utf-8"), wall.toString()));
        page.navigate(mode.origin() + WALL);
        Map<?, ?> result = (Map<?, ?>) page.evaluate(LOOK, inspect);
        List<String> found = new ArrayList<>();
        ((List<?>) result.get("found")).forEach(what -> found.add(what.toString()));
        for (Frame frame : page.frames()) {
            if (frame.url().startsWith("http") && !frame.url().startsWith(mode.origin() + "/")) {
                found.add("went away to " + frame.url());
            }
        }
        pages += paths.size();
        elements += ((Number) result.get("elements")).longValue();
        List<String> noticed = List.copyOf(scripts);
        scripts.clear();
        return new Sight(noticed, gate.foreign(), found);
    }

    private static String resource(String name) {
        try (InputStream in = Watch.class.getResourceAsStream("/hostile/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public void close() {
        browser.close();
    }
}
