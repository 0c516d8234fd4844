package org.salonarchive.source.pipermail;

import java.io.IOException;
import java.util.NavigableSet;
import java.util.Optional;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.rebuilt.Digest;

/**
 * A volume of a tree. What was read is not read again: of one that grew only its new pages and blocks. One that was made
 * anew is read from its start; it gives the same messages, and those are known.
 */
final class TreeVolume implements Source {

    private final VolumeFiles files;
    private final Optional<MboxIndex> mbox;
    private final boolean grows;
    private final long size;
    private VolumeCheckpoint known = VolumeCheckpoint.NOTHING;
    private String state = "";

    /**
     * @param mbox of the list, where it has one
     * @param grows whether mail may be added at this moment
     */
    TreeVolume(VolumeFiles files, Optional<MboxIndex> mbox, boolean grows) throws IOException {
        this.files = files;
        this.mbox = mbox;
        this.grows = grows;
        this.size = files.size();
    }

    VolumeFiles files() {
        return files;
    }

    /** Up to where it was read before this pass. */
    VolumeCheckpoint known() {
        return known;
    }

    /** Of its files, before anything of this pass was read. */
    String state() {
        return state;
    }

    @Override
    public String name() {
        return files.folder().toString();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Reading read(Optional<Checkpoint> after) throws IOException {
        state = files.state();
        known = after.flatMap(VolumeCheckpoint::of).orElse(VolumeCheckpoint.NOTHING);
        boolean sameGaps = known.gaps().isEmpty() || known.gaps().equals(files.attachments());
        if (known.files().equals(state) && sameGaps) {
            return new NothingNew(known.checkpoint(), size);
        }
        VolumeFacts facts = new VolumeFacts(files);
        String first = first(facts);
        boolean same = known.first().equals(first) && known.end().equals(facts.digest(known.last()));
        if (!sameGaps || !same) {
            known = VolumeCheckpoint.NOTHING;
        }
        boolean complete = !known.files().isEmpty();
        known = known.withFirst(first).withGaps("").begun();
        if (mbox.isPresent()) {
            mbox.get().refresh();
        }
        int from = complete ? known.last() : -1;
        facts.read(from, grows);
        if (from >= 0 && !areNamed(facts)) {
            facts = new VolumeFacts(files);
            facts.read(-1, grows);
        }
        return new VolumeReading(this, facts, known, mbox);
    }

    /** Whether nothing of the older pages is needed to tell which messages the new ones are. */
    private static boolean areNamed(VolumeFacts facts) {
        return facts.pages.stream().allMatch(page -> page.ownId().isPresent());
    }

    /** What the volume begins with: nothing that is added changes that. */
    private String first(VolumeFacts facts) throws IOException {
        NavigableSet<Integer> numbers = files.numbers();
        if (!numbers.isEmpty()) {
            return facts.digest(numbers.first());
        }
        if (files.text().isPresent()) {
            try (Blocks blocks = new Blocks(files.text().get())) {
                Optional<SourceItem> item = blocks.next();
                return item.map(block -> Digest.of(block.provenance().separator()))
                        .orElse("");
            }
        }
        return "";
    }

    /** It is as it was when it was read. */
    private record NothingNew(Checkpoint checkpoint, long bytesRead) implements Reading {

        @Override
        public Optional<SourceItem> next() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
