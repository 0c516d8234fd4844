package org.salonarchive.source.pipermail;

import java.util.Optional;
import org.salonarchive.source.Checkpoint;

/**
 * How far a volume of a tree was read.
 *
 * @param last number of the page read last; -1 when none was
 * @param end digest of that page, by which it is known again; empty when there is none
 * @param blocks how many blocks of the text were read
 * @param first digest of what the volume begins with, by which it is known again; empty when nothing was read
 * @param gaps the state of the attachments when some were missing; empty when none was
 * @param files the state of the volume's files when all of it was read; empty when some was left
 */
record VolumeCheckpoint(int last, String end, int blocks, String first, String gaps, String files) {

    static final VolumeCheckpoint NOTHING = new VolumeCheckpoint(-1, "", 0, "", "", "");

    /** Stands for the state of files of which the newest was left for another pass. */
    static final String CUT = "cut";

    private static final String VERSION = "volume1";

    static Optional<VolumeCheckpoint> of(Checkpoint checkpoint) {
        String[] words = checkpoint.text().split(" ", -1);
        if (words.length != 7 || !words[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new VolumeCheckpoint(
                    Integer.parseInt(words[1]), words[2], Integer.parseInt(words[3]), words[4], words[5], words[6]));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    Checkpoint checkpoint() {
        return new Checkpoint(
                String.join(" ", VERSION, Integer.toString(last), end, Integer.toString(blocks), first, gaps, files));
    }

    VolumeCheckpoint upTo(int number, String digest) {
        return new VolumeCheckpoint(number, digest, blocks, first, gaps, files);
    }

    VolumeCheckpoint withBlocks(int count) {
        return new VolumeCheckpoint(last, end, count, first, gaps, files);
    }

    /** It is being read again. */
    VolumeCheckpoint begun() {
        return new VolumeCheckpoint(last, end, blocks, first, gaps, "");
    }

    VolumeCheckpoint withFirst(String digest) {
        return new VolumeCheckpoint(last, end, blocks, digest, gaps, files);
    }

    VolumeCheckpoint withGaps(String state) {
        return new VolumeCheckpoint(last, end, blocks, first, state, files);
    }

    /** All of it was read, as its files stood. */
    VolumeCheckpoint whole(String state) {
        return new VolumeCheckpoint(last, end, blocks, first, gaps, state);
    }
}
