package org.salonarchive.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * @param separator SHA-256 of the line that begins that message; empty where none does
 * @param size of the file when it was read to its end, else -1
 * @param modified its time of change then, in milliseconds
 */
record MboxCheckpoint(long start, String head, String separator, long size, long modified) {

    static final int HEAD_BYTES = 1 << 16;
    private static final String VERSION = "mbox2";
    private static final int WORDS = 6;

    /** @param repairs with which the file is read now; read with others, it is read anew */
    static Optional<MboxCheckpoint> of(Checkpoint checkpoint, Set<Repair> repairs) {
        String[] words = checkpoint.text().split(" ", -1);
        if (words.length < WORDS
                || !words[0].equals(VERSION)
                || !List.of(words).subList(WORDS, words.length).equals(Repair.mark(repairs))) {
            return Optional.empty();
        }
        return Optional.of(new MboxCheckpoint(
                Long.parseLong(words[1]), words[2], words[3], Long.parseLong(words[4]), Long.parseLong(words[5])));
    }

    Checkpoint checkpoint(Set<Repair> repairs) {
        String text = VERSION + " " + start + " " + head + " " + separator + " " + size + " " + modified;
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
     * Skips to the last message, if the stream still begins as it did and the same message still begins there.
     *
     * @return whether the stream now stands there
     */
    boolean skipTo(Head in) throws IOException {
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
        return last == '\n' && separator.equals(separatorAt(in));
    }

    private String separatorAt(Head in) throws IOException {
        if (separator.isEmpty()) {
            return separator;
        }
        String next = new String(in.peek(SourceLimits.LINE_BYTES), StandardCharsets.ISO_8859_1);
        return ofSeparator(next.lines().findFirst().orElse("").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** How a separator is remembered. */
    static String ofSeparator(byte[] line) {
        return line.length == 0 ? "" : hash(line).substring(0, 16);
    }

    static String hash(byte[] head) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(head));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
