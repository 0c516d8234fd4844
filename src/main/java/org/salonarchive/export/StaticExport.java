package org.salonarchive.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
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

    private static final List<String> INDEXES = List.of("subject.html", "author.html", "date.html");

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
        ListSite work = new ListSite(
                list, new SiteFolder(folder), new OwnSite(port), site.map(url -> url.replaceAll("/+$", "")));
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            run(work, workers, progress);
        } finally {
            workers.shutdownNow();
        }
        return work.report();
    }

    private void run(ListSite work, ExecutorService workers, Progress progress)
            throws IOException, InterruptedException {
        String name = work.list().name();
        Task<String> family = address -> work.family(SiteAddress.of(address));
        all(workers, work.fixed(), family);
        for (Counts.VolumeCount count : counts.volumes(work.list())) {
            all(workers, volume(name, count.volume()), family);
            work.lead(
                    SiteAddress.of(ArchiveLinks.volume(name, count.volume(), "thread")),
                    SiteAddress.of(ArchiveLinks.volume(name, count.volume())));
        }
        each(after -> contents.threads(work.list().id(), after), stretch -> {
            List<String> threads = new ArrayList<>();
            stretch.forEach(thread -> {
                threads.add(ArchiveLinks.thread(name, thread.address()));
                threads.add(ArchiveLinks.threadDownload(name, thread.address()));
            });
            all(workers, threads, family);
        });
        each(
                after -> contents.senders(work.list().id(), after),
                stretch -> all(workers, stretch, sender -> family.on(ArchiveLinks.author(name, sender.address()))));
        long[] done = {0};
        each(after -> contents.messages(work.list().id(), after), stretch -> {
            all(
                    workers,
                    stretch,
                    message -> work.message(
                            SiteAddress.of(ArchiveLinks.message(name, message.address())),
                            SiteAddress.of(ArchiveLinks.thread(name, message.address())),
                            SiteAddress.of(ArchiveLinks.thread(name, message.thread()))));
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

    private void legacy(ListSite work, ExecutorService workers) throws IOException, InterruptedException {
        List<String> paths = contents.legacyPaths(work.list().id(), "");
        while (!paths.isEmpty()) {
            all(workers, paths, work::old);
            paths = contents.legacyPaths(work.list().id(), paths.get(paths.size() - 1));
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

    /** What is done with each of several things. */
    @FunctionalInterface
    private interface Task<T> {
        void on(T thing) throws IOException;
    }

    /** Does something with all of them at once, and returns when it is done. */
    private static <T> void all(ExecutorService workers, List<T> things, Task<T> task)
            throws IOException, InterruptedException {
        List<Callable<Void>> calls = new ArrayList<>();
        for (T thing : things) {
            calls.add(() -> {
                task.on(thing);
                return null;
            });
        }
        for (Future<Void> done : workers.invokeAll(calls)) {
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
}
