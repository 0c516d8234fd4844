package org.salonarchive.source;

/**
 * An address that an earlier archive gave to a message, or to something that the message carries. Whoever reads such an
 * archive finds it there; nothing can compute it from the mail.
 */
public sealed interface OldLink {

    /** How an archive numbers its message pages. */
    enum Scheme {
        /** {@code 2008-April/016543.html}: one sequence for the whole list. */
        PIPERMAIL,
        /** {@code msg00012.html}: a sequence for each folder. */
        MHONARC
    }

    /**
     * A message page.
     *
     * @param volume the folder of the page below the archive's, such as {@code 2008-April}; empty when it is that folder
     * @param number not negative
     */
    record Page(Scheme scheme, String volume, int number) implements OldLink {}

    /**
     * An attachment.
     *
     * @param path below the archive's folder, such as {@code attachments/20080401/0123abcd/attachment.bin}; decoded, with
     *     slashes
     * @param sha256 of the bytes that the message carries in its place, 64 hexadecimal digits in lower case
     */
    record File(String path, String sha256) implements OldLink {}
}
