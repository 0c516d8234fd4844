package org.salonarchive.archive;

import java.util.Locale;
import java.util.Optional;

/** An address in an earlier archive: of a message, or of something that a message carries. */
public sealed interface LegacyLink {

    /** How an archive numbers its pages. */
    enum Scheme {
        /** One sequence for the whole list. */
        PIPERMAIL,
        /** A sequence for each folder. */
        MHONARC;

        /** Its name in the database. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A message page.
     *
     * @param volume the folder of the page below the archive's, such as {@code 2008-April}; empty for that folder itself
     */
    record Page(Scheme scheme, String volume, int number) implements LegacyLink {

        @Override
        public String line() {
            return scheme.word() + " " + number + " " + volume;
        }
    }

    /**
     * An attachment.
     *
     * @param path below the archive's folder
     * @param sha256 of what the message carries in its place, 64 hexadecimal digits
     */
    record File(String path, String sha256) implements LegacyLink {

        @Override
        public String line() {
            return "file " + sha256 + " " + path;
        }
    }

    /** All of it in one line, for keeping. */
    String line();

    /** What {@link #line} wrote; empty for anything else. */
    static Optional<LegacyLink> parse(String line) {
        String[] words = line.split(" ", 3);
        if (words.length < 3) {
            return Optional.empty();
        }
        if (words[0].equals("file")) {
            return Optional.of(new File(words[2], words[1]));
        }
        for (Scheme scheme : Scheme.values()) {
            if (scheme.word().equals(words[0])) {
                return Optional.of(new Page(scheme, words[2], Integer.parseInt(words[1])));
            }
        }
        return Optional.empty();
    }
}
