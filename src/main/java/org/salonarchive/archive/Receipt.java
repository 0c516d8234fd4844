package org.salonarchive.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the bytes of a raw message were received from: its provenance, as the archive keeps it.
 *
 * @param source the file, folder or mailbox, as the operator named it
 * @param position where in the source the message began, in the source's own units (mbox: bytes)
 * @param separator the {@code From } line that stood before it in an mbox, without line end; may be empty
 * @param quoting what was done about {@code >From } lines, and why
 * @param fidelity what the bytes are
 * @param receivedAt the source's own date of the message, when it has one
 * @param legacyLinks the addresses that it had in the archive of which it comes
 */
public record Receipt(
        String source,
        long position,
        byte[] separator,
        String quoting,
        Fidelity fidelity,
        Optional<Instant> receivedAt,
        List<LegacyLink> legacyLinks) {

    /** Of bytes as they were received. */
    public Receipt(String source, long position, byte[] separator, String quoting, Optional<Instant> receivedAt) {
        this(source, position, separator, quoting, Fidelity.RECEIVED, receivedAt, List.of());
    }
}
