package org.salonarchive.command;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.salonarchive.export.OwnSite;
import org.salonarchive.export.SiteAddress;

/**
 * Reads some of this program's own pages when it has just started, as a stranger would, one after the other and for a
 * few seconds: a program on the JVM is slow with whatever it does for the first time, and readers should not be the
 * ones who wait for that.
 */
@Singleton
class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private static final Duration LONGEST = Duration.ofSeconds(12);
    private static final Duration LAST_PAGE = Duration.ofSeconds(2);
    /** Pages that make the program fast. */
    static final int PAGES = 800;

    /** Pages that need whatever pages need. */
    static final int SOME_PAGES = 80;

    /** Links that are followed from a page to pages of each kind. */
    private static final int LINKS = 20;

    /** Folders are pages, and so are the indexes of a volume; all else may be long, or no page. */
    private static final Pattern PAGE = Pattern.compile("/(?:[^?]*/)?(?:[a-z]+\\.html)?");

    private static final Pattern LINK = Pattern.compile("<a [^>]*?href=\"([^\"#?]*)");
    private static final Pattern TITLE = Pattern.compile("<title>([^<]*)");

    /** What is still to be read, and how many pages were, of each kind. */
    private final Map<String, Deque<SiteAddress>> left = new LinkedHashMap<>();

    private final Map<String, Integer> read = new HashMap<>();
    private final Set<SiteAddress> seen = new HashSet<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Optional<Thread> reader = Optional.empty();

    /** Begins to read so many pages at most, where this program answers at this port. */
    void start(int port, int most) {
        Thread thread = new Thread(() -> run(port, most), "salon-warm-up");
        thread.setDaemon(true);
        thread.start();
        reader = Optional.of(thread);
    }

    /** Waits until it has read enough. */
    void join() throws InterruptedException {
        if (reader.isPresent()) {
            reader.get().join();
        }
    }

    /** Reads no more when the program ends, and ends with the page that it has asked for. */
    void stop(@Observes ShutdownEvent end) throws InterruptedException {
        stopping.countDown();
        if (reader.isPresent()) {
            reader.get().join(LAST_PAGE.toMillis());
        }
    }

    private void run(int port, int most) {
        try {
            // Who waited for the start comes first.
            if (!stopping.await(1, TimeUnit.SECONDS)) {
                LOG.debugf("Pages that were read to warm up: %s", read(port, most));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException fault) {
            // Whoever serves elsewhere than on this machine's own address, or by TLS alone, has slower first pages.
            LOG.debugf("Nothing more is warmed up: %s", fault);
        }
    }

    /** Reads so many pages at most; returns how many of each kind. */
    Map<String, Integer> read(int port, int most) throws IOException {
        OwnSite site = new OwnSite(port);
        long end = System.nanoTime() + LONGEST.toNanos();
        add(SiteAddress.of("/"));
        Optional<SiteAddress> next = next();
        for (int i = 0; i < most && next.isPresent() && System.nanoTime() < end && stopping.getCount() > 0; i++) {
            try (OwnSite.Answer answer = site.get(next.get())) {
                if (answer.status() == 200 && answer.isPage()) {
                    follow(next.get(), new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
                    read.merge(kind(next.get()), 1, Integer::sum);
                }
            }
            next = next();
        }
        return read;
    }

    /** One of the kind of which the fewest were read. */
    private Optional<SiteAddress> next() {
        return left.entrySet().stream()
                .filter(kind -> !kind.getValue().isEmpty())
                .min(Comparator.comparingInt(kind -> read.getOrDefault(kind.getKey(), 0)))
                .map(kind -> kind.getValue().remove());
    }

    private void follow(SiteAddress from, String page) {
        Matcher links = LINK.matcher(page);
        Map<String, Integer> most = new HashMap<>();
        while (links.find()) {
            from.resolve(links.group(1))
                    .filter(to -> PAGE.matcher(to.path()).matches())
                    .filter(to -> most.merge(kind(to), 1, Integer::sum) <= LINKS)
                    .ifPresent(this::add);
        }
        title(page)
                .ifPresent(word -> add(new SiteAddress(
                        from.path().replaceFirst("^(/[^/]+)?/.*", "$1/search"),
                        "q=" + URLEncoder.encode(word, StandardCharsets.UTF_8))));
    }

    private void add(SiteAddress address) {
        if (seen.add(address)) {
            left.computeIfAbsent(kind(address), first -> new ArrayDeque<>()).add(address);
        }
    }

    /** What stands behind a list's name where more follows: {@code thread}, {@code message}; else how deep it is. */
    private static String kind(SiteAddress address) {
        String[] steps = address.path().split("/");
        return steps.length > 3 && !steps[3].endsWith(".html")
                ? steps[2]
                : address.query().isEmpty() ? String.valueOf(steps.length) : "search";
    }

    /** The longest word of a page's title. */
    private static Optional<String> title(String page) {
        Matcher title = TITLE.matcher(page);
        return title.find()
                ? Stream.of(title.group(1).split("[^\\p{L}]+"))
                        .max(Comparator.comparingInt(String::length))
                        .filter(word -> !word.isEmpty())
                : Optional.empty();
    }
}
