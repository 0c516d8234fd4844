package org.salonarchive.source.pipermail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

    private static final long PAGES_KEPT_CHARS = 8 << 20;
    private static final long FRESH_MILLIS = 30_000;

    private final VolumeFiles files;
    private final Map<Integer, MessagePage> kept = new HashMap<>();
    private long keptChars;
    private NavigableMap<Integer, PageIndex.Entry> index = new TreeMap<>();

    final List<PageFacts> pages = new ArrayList<>();
    final List<BlockFacts> blocks = new ArrayList<>();
    /** Why pages cannot be read, by their numbers. */
    final NavigableMap<Integer, String> unreadable = new TreeMap<>();

    Optional<Charset> charset = Optional.empty();
    private boolean growing;

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
        readText();
    }

    /** Whether the last pages are left for another pass, since they are being written. */
    boolean isCut() {
        return growing;
    }

    private void readIndex() throws IOException {
        Optional<Path> file = files.index();
        if (file.isPresent()) {
            charset = PageFile.charset(Files.readAllBytes(file.get()));
            index = PageIndex.of(PageFile.read(file.get()), file.get().toString())
                    .entries();
        }
    }

    private boolean isUnfinished(int number) throws IOException {
        Path file = files.folder().resolve(VolumeFiles.pageName(number));
        boolean fresh = Files.exists(file)
                && System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis() < FRESH_MILLIS;
        return fresh
                && (!index.containsKey(number)
                        || page(number).filter(MessagePage::whole).isEmpty());
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

    private void readText() throws IOException {
        Optional<Path> text = files.text();
        if (text.isEmpty()) {
            return;
        }
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
