package org.salonarchive.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far a mailbox file was read: where its last message begins, so that one that has grown since is read
 * again, and by what the file is known.
 *
 * @param start of the last message, in decompressed bytes
 * @param head SHA-256 of the first bytes before it, at most {@value #HEAD_BYTES}
 * @param size of the file when it was read to its end, else -1
 * @param modified its time of change then, in milliseconds
 */
record MboxCheckpoint(long start, String head, long size, long modified) {

    static final int HEAD_BYTES = 1 << 16;
    private static final String VERSION = "mbox1";
    private static final int WORDS = 5;

    /** @param repairs with which the file is read now; read with others, it is read anew */
    static Optional<MboxCheckpoint> of(Checkpoint checkpoint, Set<Repair> repairs) {
        String[] words = checkpoint.text().split(" ");
        if (words.length < WORDS
                || !words[0].equals(VERSION)
                || !List.of(words).subList(WORDS, words.length).equals(Repair.mark(repairs))) {
            return Optional.empty();
        }
        return Optional.of(new MboxCheckpoint(
                Long.parseLong(words[1]), words[2], Long.parseLong(words[3]), Long.parseLong(words[4])));
    }

    Checkpoint checkpoint(Set<Repair> repairs) {
        String text = VERSION + " " + start + " " + head + " " + size + " " + modified;
        return new Checkpoint(
                String.join(" ", text, String.join(" ", Repair.mark(repairs))).strip());
    }

    /** Whether the file is as it was when it was read to its end. */
    boolean isUnchanged(Path file) throws IOException {
        return size >= 0
                && Files.size(file) == size
                && Files.getLastModifiedTime(file).toMillis() == modified;
    }

    /**
     * Skips to the last message, if the stream still begins as it did and a message still begins there.
     *
     * @return whether the stream now stands there
     */
    boolean skipTo(InputStream in) throws IOException {
        byte[] first = in.readNBytes((int) Math.min(HEAD_BYTES, start));
        if (!hash(first).equals(head)) {
            return false;
        }
        long left = start - first.length;
        byte[] skipped = new byte[HEAD_BYTES];
        int last = first.length == 0 ? '\n' : first[first.length - 1];
        while (left > 0) {
            int read = in.read(skipped, 0, (int) Math.min(skipped.length, left));
            if (read < 0) {
                return false;
            }
            last = skipped[read - 1];
            left -= read;
        }
        return last == '\n';
    }

    static String hash(byte[] head) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(head));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
