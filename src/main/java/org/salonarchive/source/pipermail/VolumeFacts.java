package org.salonarchive.source.pipermail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.rebuilt.Digest;

/** Reads what there is to know of a volume before its messages are put together. */
final class VolumeFacts {

    private static final long PAGES_KEPT_CHARS = 16 << 20;
    private static final long FRESH_MILLIS = 30_000;

    private final VolumeFiles files;
    private final Map<Integer, MessagePage> kept = new HashMap<>();
    private long keptChars;
    private NavigableMap<Integer, PageIndex.Entry> index = new TreeMap<>();

    final List<PageFacts> pages = new ArrayList<>();
    final List<BlockFacts> blocks = new ArrayList<>();
    /** What else could not be read. */
    final List<String> notes = new ArrayList<>();

    /** Why pages cannot be read, by their numbers. */
    final NavigableMap<Integer, String> unreadable = new TreeMap<>();

    Optional<Charset> charset = Optional.empty();
    private boolean growing;
    private boolean textFresh;

    VolumeFacts(VolumeFiles files) {
        this.files = files;
    }

    /**
     * @param after the number of the page before the first that is read
     * @param grows whether what was changed just now may not be complete
     */
    void read(int after, boolean grows) throws IOException {
        readIndex();
        TreeSet<Integer> numbers = new TreeSet<>(files.numbers());
        numbers.addAll(index.keySet());
        Set<Integer> asked = new TreeSet<>(numbers.tailSet(after, false));
        for (int number : numbers.tailSet(after, false)) {
            Optional.ofNullable(index.get(number))
                    .ifPresent(entry -> entry.parent().ifPresent(asked::add));
        }
        for (int number : asked) {
            if (grows && !growing && isUnfinished(number)) {
                growing = true;
            }
            if (!growing) {
                add(number);
            }
        }
        Map<String, Long> ahead = zones();
        pages.replaceAll(page -> page.dated(ahead));
        readText(grows);
    }

    /** What the names of zones mean here: the index says the moments of the same pages. One that means two says nothing. */
    private Map<String, Long> zones() {
        Map<String, Long> ahead = new HashMap<>();
        Set<String> doubtful = new HashSet<>();
        for (PageFacts page : pages) {
            if (page.shown().isPresent() && page.dated().isPresent()) {
                String zone = page.shown().get().zone();
                long seconds = page.shown().get().ahead(page.dated().get());
                Long before = ahead.putIfAbsent(zone, seconds);
                if (before != null && before != seconds) {
                    doubtful.add(zone);
                }
            }
        }
        ahead.keySet().removeAll(doubtful);
        return ahead;
    }

    /** Whether the newest blocks may have pages soon, or may not be complete. */
    boolean isTextFresh() {
        return textFresh;
    }

    /** Whether the last pages are left for another pass, since they are being written. */
    boolean isCut() {
        return growing;
    }

    private void readIndex() throws IOException {
        Optional<Path> file = files.index();
        if (file.isPresent()) {
            charset = PageFile.charset(Files.readAllBytes(file.get()));
            try {
                index = PageIndex.of(PageFile.read(file.get()), file.get().toString())
                        .entries();
            } catch (IOException tooLarge) {
                notes.add(tooLarge.getMessage() + " The pages were read without it.");
            }
        }
    }

    private boolean isUnfinished(int number) throws IOException {
        Path file = files.folder().resolve(VolumeFiles.pageName(number));
        return Files.exists(file)
                && isFresh(file)
                && (!index.containsKey(number)
                        || page(number).filter(MessagePage::whole).isEmpty());
    }

    private static boolean isFresh(Path file) throws IOException {
        return System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis() < FRESH_MILLIS;
    }

    private void add(int number) {
        Optional<PageIndex.Entry> entry = Optional.ofNullable(index.get(number));
        try {
            Optional<MessagePage> page = isOnDisk(number) ? page(number) : Optional.empty();
            if (isOnDisk(number) && page.isEmpty()) {
                unreadable.put(number, "There is no message in the page " + files.page(number) + ".");
            }
            pages.add(PageFacts.of(number, page, entry));
        } catch (IOException fault) {
            unreadable.put(number, String.valueOf(fault.getMessage()));
            pages.add(PageFacts.of(number, Optional.empty(), entry));
        }
    }

    private boolean isOnDisk(int number) {
        return Files.exists(files.folder().resolve(VolumeFiles.pageName(number)));
    }

    /** A page, which is kept for a while where there are not many. */
    Optional<MessagePage> page(int number) throws IOException {
        MessagePage known = kept.get(number);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<MessagePage> page = MessagePage.of(PageFile.read(files.page(number)));
        if (page.isPresent() && keptChars < PAGES_KEPT_CHARS) {
            kept.put(number, page.get());
            keptChars += page.get().body().length();
        }
        return page;
    }

    /** By what a page is known again; empty when it cannot be read. */
    String digest(int number) {
        try {
            return isOnDisk(number)
                    ? page(number)
                            .map(page ->
                                    Digest.of((number + page.subject() + page.body()).getBytes(StandardCharsets.UTF_8)))
                            .orElse("")
                    : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    private void readText(boolean grows) throws IOException {
        Optional<Path> text = files.text();
        if (text.isEmpty()) {
            return;
        }
        textFresh = grows && isFresh(text.get());
        try (Blocks all = new Blocks(text.get())) {
            for (Optional<SourceItem> item = all.next(); item.isPresent(); item = all.next()) {
                if (item.get() instanceof RawMessage block) {
                    blocks.add(BlockFacts.of(block));
                } else {
                    blocks.add(BlockFacts.NOTHING);
                    close(item.get());
                }
            }
        }
    }

    private static void close(SourceItem item) throws IOException {
        if (item instanceof Closeable spooled) {
            spooled.close();
        }
    }
}
