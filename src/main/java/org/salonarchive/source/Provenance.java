package org.salonarchive.source;

import java.time.Instant;
import java.util.Optional;

/**
 * Where the bytes of a message stood.
 *
 * @param source the file, as it was named; {@code archive.tar!entry} for a file inside an archive
 * @param position bytes from the start of the (decompressed) file to the separator or, without one, the message;
 *     of a message in an IMAP folder its UID
 * @param separator the {@code From } line before it, without its line end; empty where there was none
 * @param quoting what was done about quoted {@code From } lines
 * @param receivedAt the date of the separator, UTC where it names no zone; of a message in an IMAP folder when
 *     the server got it
 */
public record Provenance(
        String source, long position, byte[] separator, Quoting quoting, Optional<Instant> receivedAt) {}
