package org.salonarchive.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.salonarchive.archive.Arrival;
import org.salonarchive.archive.RawForm;
import org.salonarchive.archive.Receipt;
import org.salonarchive.source.OversizeMessage;
import org.salonarchive.source.Provenance;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.UnreadableStretch;

/**
 * Something that could not be archived and why, with its bytes as far as there are any.
 *
 * @param reason one sentence for the operator
 * @param receipt where it stood, as the archive keeps it
 * @param size bytes
 * @param bytes opens the bytes anew each time
 * @param release lets go of what holds them
 */
record Reject(String reason, Receipt receipt, byte[] sha256, long size, Bytes bytes, Release release) {

    @FunctionalInterface
    interface Bytes {
        InputStream open() throws IOException;
    }

    @FunctionalInterface
    interface Release {
        void run() throws IOException;
    }

    static Reject of(RawMessage message, String reason) {
        byte[] bytes = message.bytes();
        return new Reject(
                reason,
                ParseStage.receipt(message.provenance()),
                Arrival.sha256(bytes),
                bytes.length,
                () -> new ByteArrayInputStream(bytes),
                () -> {});
    }

    static Reject of(Arrival arrival, String reason) {
        RawForm raw = arrival.raw();
        return new Reject(
                reason, raw.receipt(), raw.sha256(), raw.size(), () -> new ByteArrayInputStream(raw.bytes()), () -> {});
    }

    static Reject of(OversizeMessage message) {
        return new Reject(
                "The message has " + message.size() + " bytes, more than Salon takes as one message.",
                ParseStage.receipt(message.provenance()),
                message.sha256(),
                message.size(),
                () -> Files.newInputStream(message.spool()),
                message::close);
    }

    /** Nothing of it could be read, so that its place stands for its bytes. */
    static Reject of(UnreadableStretch stretch) {
        Provenance place = stretch.provenance();
        byte[] key = (place.source() + "@" + place.position()).getBytes(StandardCharsets.UTF_8);
        return new Reject(
                stretch.reason(),
                ParseStage.receipt(place),
                Arrival.sha256(key),
                0,
                InputStream::nullInputStream,
                () -> {});
    }

    /** For the operator: what, where. */
    String describe() {
        return reason + " (" + receipt.source() + ", at " + receipt.position() + ")";
    }
}
