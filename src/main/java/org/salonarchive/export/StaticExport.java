package org.salonarchive.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.ListContents;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.Volume;

/**
 * Writes a whole public list as files with the addresses that it has here, links between them made relative, so that any
 * web server serves them and a browser opens them from a disk. Given again, only files that have changed are written.
 */
@ApplicationScoped
public class StaticExport {

    private static final String PAGE_POLICY = "default-src 'none'; style-src 'self' file:; img-src 'self' file: data:;"
            + " frame-src 'self' file:; form-action 'none'; base-uri 'none'";
    private static final String MAIL_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:; form-action 'none'; base-uri 'none'";

    private static final Pattern CANONICAL =
            Pattern.compile("<link rel=\"canonical\" href=\"(?:https?://[^/\"]+)?(?<path>/[^\"]*)\">");
    private static final List<String> INDEXES = List.of("subject.html", "author.html", "date.html");
    private static final int MOST_TOLD = 20;

    private final MailingLists lists;
    private final ListContents contents;
    private final Counts counts;

    StaticExport(MailingLists lists, ListContents contents, Counts counts) {
        this.lists = lists;
        this.contents = contents;
        this.counts = counts;
    }

    /** The list of a name, if everybody may see it; no other can be written. */
    @ActivateRequestContext
    public Optional<MailingList> list(String name) {
        return lists.visible(name);
    }

    /**
     * What was done.
     *
     * @param written files that are new or have changed
     * @param same files that were as they are
     * @param problems pages that could not be made, the first of them; a sentence each
     * @param failed how many those are in all
     */
    public record Report(long written, long same, List<String> problems, long failed) {}

    /** Hears how many of the list's messages are done. */
    @FunctionalInterface
    public interface Progress {
        void advanced(long messages);
    }

    /**
     * Writes the list.
     *
     * @param port where this program answers at this moment
     * @param site the public address of the site, to which links lead that have no file; empty where there is none
     * @throws IOException when a file cannot be written
     */
    @ActivateRequestContext
    public Report run(MailingList list, Path folder, int port, Optional<String> site, Progress progress)
            throws IOException, InterruptedException {
        Work work =
                new Work(list, new SiteFolder(folder), new OwnSite(port), site.map(url -> url.replaceAll("/+$", "")));
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            run(work, workers, progress);
        } finally {
            workers.shutdownNow();
        }
        return new Report(work.files.written(), work.files.same(), List.copyOf(work.problems), work.failed);
    }

    private void run(Work work, ExecutorService workers, Progress progress) throws IOException, InterruptedException {
        String name = work.list.name();
        all(workers, tasks(work, work.fixed()));
        for (Counts.VolumeCount count : counts.volumes(work.list)) {
            all(workers, tasks(work, volume(name, count.volume())));
            work.lead(
                    SiteAddress.of(ArchiveLinks.volume(name, count.volume(), "thread")),
                    SiteAddress.of(ArchiveLinks.volume(name, count.volume())));
        }
        each(after -> contents.threads(work.list.id(), after), stretch -> {
            List<String> threads = new ArrayList<>();
            stretch.forEach(thread -> {
                threads.add(ArchiveLinks.thread(name, thread.address()));
                threads.add(ArchiveLinks.threadDownload(name, thread.address()));
            });
            all(workers, tasks(work, threads));
        });
        each(
                after -> contents.senders(work.list.id(), after),
                stretch -> all(
                        workers,
                        tasks(
                                work,
                                stretch.stream()
                                        .map(sender -> ArchiveLinks.author(name, sender.address()))
                                        .toList())));
        long[] done = {0};
        each(after -> contents.messages(work.list.id(), after), stretch -> {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (ListContents.Entry message : stretch) {
                tasks.add(() -> {
                    work.message(
                            SiteAddress.of(ArchiveLinks.message(name, message.address())),
                            SiteAddress.of(ArchiveLinks.thread(name, message.address())),
                            SiteAddress.of(ArchiveLinks.thread(name, message.thread())));
                    return null;
                });
            }
            all(workers, tasks);
            done[0] += stretch.size();
            progress.advanced(done[0]);
        });
        legacy(work, workers);
    }

    /** What becomes of a stretch of the list. */
    @FunctionalInterface
    private interface Stretch {
        void take(List<ListContents.Entry> entries) throws IOException, InterruptedException;
    }

    private static void each(LongFunction<List<ListContents.Entry>> ask, Stretch stretch)
            throws IOException, InterruptedException {
        List<ListContents.Entry> entries = ask.apply(-1);
        while (!entries.isEmpty()) {
            stretch.take(entries);
            entries = ask.apply(entries.get(entries.size() - 1).key());
        }
    }

    private void legacy(Work work, ExecutorService workers) throws IOException, InterruptedException {
        List<String> paths = contents.legacyPaths(work.list.id(), "");
        while (!paths.isEmpty()) {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (String path : paths) {
                tasks.add(() -> {
                    work.old(path);
                    return null;
                });
            }
            all(workers, tasks);
            paths = contents.legacyPaths(work.list.id(), paths.get(paths.size() - 1));
        }
    }

    private static List<String> volume(String list, Volume volume) {
        List<String> addresses = new ArrayList<>();
        addresses.add(ArchiveLinks.volume(list, volume));
        INDEXES.forEach(index -> addresses.add(ArchiveLinks.volume(list, volume) + index));
        addresses.add(ArchiveLinks.volumeDownload(list, volume));
        addresses.add(ArchiveLinks.volumeText(list, volume));
        return addresses;
    }

    private static List<Callable<Void>> tasks(Work work, List<String> addresses) {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (String address : addresses) {
            tasks.add(() -> {
                work.family(SiteAddress.of(address));
                return null;
            });
        }
        return tasks;
    }

    private static void all(ExecutorService workers, List<Callable<Void>> tasks)
            throws IOException, InterruptedException {
        for (Future<Void> done : workers.invokeAll(tasks)) {
            try {
                done.get();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof IOException fault) {
                    throw fault;
                }
                throw new IllegalStateException(failed.getCause());
            }
        }
    }

    /** One export. */
    private static final class Work {

        private final MailingList list;
        private final SiteFolder files;
        private final OwnSite own;
        private final Optional<String> site;
        private final SiteAddress home;
        private final List<String> problems = new ArrayList<>();
        private long failed;

        Work(MailingList list, SiteFolder files, OwnSite own, Optional<String> site) {
            this.list = list;
            this.files = files;
            this.own = own;
            this.site = site;
            this.home = SiteAddress.of(ArchiveLinks.list(list.name()));
        }

        /** What is there once. */
        List<String> fixed() {
            List<String> fixed = new ArrayList<>(List.of(
                    home.path(),
                    ArchiveLinks.authors(list.name()),
                    ArchiveLinks.listDownload(list.name()),
                    "/salon.css",
                    "/favicon.svg"));
            if (site.isPresent()) {
                fixed.add(ArchiveLinks.feed(list.name()));
            }
            return fixed;
        }

        /** A page with its further pages, and with what only it leads to. */
        void family(SiteAddress first) throws IOException {
            Deque<SiteAddress> left = new ArrayDeque<>(List.of(first));
            Set<SiteAddress> seen = new HashSet<>(left);
            boolean message = first.path().startsWith(home.path() + "message/");
            String below = message ? first.path() : first.path() + "?";
            while (!left.isEmpty()) {
                SiteAddress address = left.remove();
                for (SiteAddress link : write(address)) {
                    boolean further =
                            link.path().equals(first.path()) || link.path().startsWith(below);
                    if (further && isKept(link) && seen.add(link)) {
                        left.add(link);
                    }
                }
            }
        }

        /**
         * A message, and the way from it to its place in its thread.
         *
         * @param place the thread, named by the message
         * @param thread the thread's own address; its pages are written
         */
        void message(SiteAddress address, SiteAddress place, SiteAddress thread) throws IOException {
            family(address);
            if (place.equals(thread)) {
                return;
            }
            if (files.has(thread.file()) && !files.has(new SiteAddress(thread.path(), "page=2").file())) {
                lead(place, thread, fragment(place));
            } else {
                leadToPlace(place);
            }
        }

        private static String fragment(SiteAddress thread) {
            String steps = thread.path().replaceFirst("/$", "");
            return "#" + steps.substring(steps.lastIndexOf('/') + 1);
        }

        /** A thread may be named by any of its messages, and shows the page then on which that message stands. */
        private void leadToPlace(SiteAddress address) throws IOException {
            try (OwnSite.Answer answer = own.get(address)) {
                String html = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
                Matcher canonical = CANONICAL.matcher(html);
                Optional<SiteAddress> place = canonical.find()
                        ? address.resolve(canonical.group("path").replace("&amp;", "&"))
                        : Optional.empty();
                if (place.isEmpty() || !isKept(place.get())) {
                    page(address, html);
                } else if (!place.get().equals(address)) {
                    lead(address, place.get(), fragment(address));
                }
            }
        }

        /** Writes what is at an address, and returns to where it leads. */
        private List<SiteAddress> write(SiteAddress address) throws IOException {
            try (OwnSite.Answer answer = own.get(address)) {
                if (answer.status() / 100 == 3 && answer.location().isPresent()) {
                    address.resolve(answer.location().get())
                            .filter(this::isKept)
                            .ifPresent(to -> lead(address, to));
                    return List.of();
                }
                if (answer.status() != 200) {
                    problem(address + " was answered with status " + answer.status() + ".");
                    return List.of();
                }
                if (!answer.isPage()) {
                    files.put(address.file(), answer.body());
                    return List.of();
                }
                return page(address, new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
            }
        }

        private List<SiteAddress> page(SiteAddress address, String html) throws IOException {
            String policy = address.path().contains("/original/") ? MAIL_POLICY : PAGE_POLICY;
            SitePage.Written page = SitePage.of(html, address, policy, link -> way(address, link));
            put(address, page.html());
            return page.links();
        }

        private Optional<String> way(SiteAddress from, SiteAddress link) {
            // A place in an index of many pages; which of them it is only the program knows.
            SiteAddress to = link.query().startsWith("at=") ? new SiteAddress(link.path(), "") : link;
            if (isKept(to)) {
                return Optional.of(from.wayTo(to));
            }
            String query = to.query().isEmpty() ? "" : "?" + to.query();
            return to.path().equals("/") && site.isEmpty()
                    ? Optional.of(from.wayTo(home))
                    : site.map(url -> url + to.path() + query);
        }

        /** Whether there is a file for it. */
        private boolean isKept(SiteAddress address) {
            String path = address.path();
            boolean own = path.startsWith(home.path())
                    || List.of("/salon.css", "/favicon.svg", ArchiveLinks.listDownload(list.name()))
                            .contains(path);
            boolean served = path.startsWith(ArchiveLinks.search(list.name()))
                    || path.endsWith(".json")
                    || path.endsWith(".atom") && !path.equals(ArchiveLinks.feed(list.name()))
                    || path.endsWith(".atom") && site.isEmpty()
                    || address.query().contains("images=");
            return own && !served;
        }

        /** An address of the archive before: the page that leads on, or the file. */
        void old(String path) throws IOException {
            SiteAddress address = SiteAddress.of("/pipermail" + home.path() + escaped(path));
            try (OwnSite.Answer answer = own.get(address)) {
                if (answer.status() == 300) {
                    page(address, new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
                    return;
                }
                Optional<SiteAddress> to =
                        answer.location().flatMap(address::resolve).filter(this::isKept);
                if (to.isEmpty()) {
                    problem(address + " was answered with status " + answer.status() + ".");
                } else if (to.get().path().contains("/part/")) {
                    copy(address, to.get());
                } else {
                    lead(address, to.get());
                }
            }
        }

        private static String escaped(String path) {
            return String.join(
                    "/",
                    List.of(path.split("/")).stream().map(ArchiveLinks::escape).toList());
        }

        /** Browsers are not led from one file to another unless the first is a page. */
        private void copy(SiteAddress address, SiteAddress from) throws IOException {
            try (OwnSite.Answer answer = own.get(from)) {
                files.put(address.file(), answer.body());
            }
        }

        private void lead(SiteAddress from, SiteAddress to) {
            lead(from, to, "");
        }

        private void lead(SiteAddress from, SiteAddress to, String fragment) {
            try {
                put(from, SitePage.leadingTo(from.wayTo(to) + fragment));
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }

        private void put(SiteAddress address, String text) throws IOException {
            files.put(address.file(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }

        private synchronized void problem(String sentence) {
            failed++;
            if (problems.size() < MOST_TOLD) {
                problems.add(sentence);
            }
        }
    }
}
