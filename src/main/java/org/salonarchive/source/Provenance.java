package org.salonarchive.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the bytes of a message stood.
 *
 * @param source the file, as it was named; {@code archive.tar!entry} for a file inside an archive
 * @param position bytes from the start of the (decompressed) file to the separator or, without one, the message;
 *     of a message in an IMAP folder its UID
 * @param separator the {@code From } line before it, without its line end; empty where there was none
 * @param quoting what was done about quoted {@code From } lines
 * @param repairs what was done to tell the message from its neighbours, of what the operator chose
 * @param origin what the bytes are
 * @param receivedAt the date of the separator, UTC where it names no zone; of a message in an IMAP folder when
 *     the server got it
 * @param oldLinks the addresses that it had in the archive that is read
 */
public record Provenance(
        String source,
        long position,
        byte[] separator,
        Quoting quoting,
        Set<Repair> repairs,
        Origin origin,
        Optional<Instant> receivedAt,
        List<OldLink> oldLinks) {

    public Provenance {
        repairs = Set.copyOf(repairs);
        oldLinks = List.copyOf(oldLinks);
    }

    /** Of bytes as they were received, which nothing was repaired of. */
    public Provenance(String source, long position, byte[] separator, Quoting quoting, Optional<Instant> receivedAt) {
        this(source, position, separator, quoting, Set.of(), Origin.RECEIVED, receivedAt, List.of());
    }

    /** The same of bytes that are something else. */
    public Provenance of(Origin other) {
        return new Provenance(source, position, separator, quoting, repairs, other, receivedAt, oldLinks);
    }

    /** The same of bytes that are known by these addresses, too. */
    public Provenance at(List<? extends OldLink> more) {
        List<OldLink> all = new ArrayList<>(oldLinks);
        all.addAll(more);
        return new Provenance(source, position, separator, quoting, repairs, origin, receivedAt, all);
    }

    /** All that was done to get at the message, and why, in words. */
    public String describe() {
        StringBuilder words = new StringBuilder(quoting.describe());
        Repair.sorted(repairs).forEach(repair -> words.append("; ").append(repair.note()));
        return words.toString();
    }
}
