package org.salonarchive.source.mhonarc;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.Origin;
import org.salonarchive.source.Provenance;
import org.salonarchive.source.Quoting;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.UnreadableStretch;

/** One pass over the pages of a folder, in the order of their numbers. */
final class VolumeReading implements Reading {

    private static final Checkpoint NOTHING = new Checkpoint("mhonarc1");

    private final MhonarcVolume volume;
    private final Pattern links;
    private final Iterator<PageFile> left;
    private final Deque<SourceItem> ready = new ArrayDeque<>();
    private Checkpoint checkpoint = NOTHING;
    private Checkpoint reached = NOTHING;
    private @Nullable Database database;
    private long bytesRead;

    VolumeReading(MhonarcVolume volume, Optional<VolumeMark> mark) throws IOException {
        this.volume = volume;
        this.links = volume.folder().links();
        List<PageFile> pages = volume.folder().pages();
        if (mark.isPresent() && stands(mark.get())) {
            int last = mark.get().number();
            this.left = pages.stream().filter(page -> page.number() > last).iterator();
            this.checkpoint = mark.get().checkpoint();
            for (PageFile page : pages) {
                bytesRead += page.number() > last ? 0 : page.size();
            }
        } else {
            this.left = pages.iterator();
        }
    }

    /** Whether the page that was given last is still the same message's. */
    private boolean stands(VolumeMark mark) throws IOException {
        Optional<PageFile> last = volume.folder().pages().stream()
                .filter(page -> page.number() == mark.number())
                .findFirst();
        if (last.isEmpty()) {
            return false;
        }
        try {
            Optional<Page> page = Page.of(last.get().bytes());
            VolumeMark now = page.map(read -> VolumeMark.of(mark.number(), read))
                    .orElseGet(() -> VolumeMark.ofUnread(mark.number()));
            return now.equals(mark);
        } catch (PageFile.Unusable still) {
            return mark.equals(VolumeMark.ofUnread(mark.number()));
        }
    }

    @Override
    public Optional<SourceItem> next() throws IOException {
        while (ready.isEmpty() && left.hasNext()) {
            read(left.next());
        }
        SourceItem item = ready.poll();
        if (ready.isEmpty()) {
            checkpoint = reached.equals(NOTHING) ? checkpoint : reached;
        }
        return Optional.ofNullable(item);
    }

    private void read(PageFile file) throws IOException {
        try {
            Optional<Page> page = Page.of(file.bytes());
            reached = page.map(read -> VolumeMark.of(file.number(), read))
                    .orElseGet(() -> VolumeMark.ofUnread(file.number()))
                    .checkpoint();
            if (page.isPresent()) {
                take(file, page.get());
            } else {
                tell(file, file.file() + " is no whole message page of MHonArc, and was left out.");
            }
        } catch (PageFile.Unusable reason) {
            reached = VolumeMark.ofUnread(file.number()).checkpoint();
            tell(file, String.valueOf(reason.getMessage()));
        }
        bytesRead += file.size();
    }

    private void take(PageFile file, Page shown) {
        Page page = shown.comments().isEmpty() ? shown.knownBy(database(file).comments(file.number())) : shown;
        Optional<List<String>> declared = page.comments().isEmpty()
                ? Optional.empty()
                : Optional.of(page.comments().derived());
        DerivedFiles files = new DerivedFiles(volume.archive(), volume.folder().folder(), declared);
        byte[] bytes = new PageMessage(files).bytes(page, links);
        Optional<Instant> received = page.comments().date().flatMap(PageDate::of);
        OldLink.Page own = new OldLink.Page(OldLink.Scheme.MHONARC, volume.volume(), file.number());
        ready.add(new RawMessage(
                bytes, provenance(file, received).at(List.of(own)).at(files.links())));
        if (!page.whole()) {
            tell(file, file.file() + " ends within its message; what there is of it was taken.");
        }
        if (!files.missing().isEmpty()) {
            tell(file, file.file() + " was taken without " + String.join(", ", files.missing()) + ".");
        }
    }

    /** Read once, when a page first says too little of its message. */
    private Database database(PageFile file) {
        Database known = database;
        if (known == null) {
            try {
                known = Database.of(volume.folder().folder());
            } catch (IOException unusable) {
                tell(file, String.valueOf(unusable.getMessage()));
                known = Database.empty();
            }
            database = known;
        }
        return known;
    }

    private void tell(PageFile file, String sentence) {
        ready.add(new UnreadableStretch(sentence, provenance(file, Optional.empty())));
    }

    private Provenance provenance(PageFile file, Optional<Instant> received) {
        return new Provenance(volume.name(), file.number(), new byte[0], Quoting.NONE, received)
                .of(Origin.MHONARC_PAGE);
    }

    @Override
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public void close() {}
}
