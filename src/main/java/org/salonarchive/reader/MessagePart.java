package org.salonarchive.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.Arrival;
import org.salonarchive.archive.Attachment;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.ParseLimits;

/** A part of a message, of which no more is read than is asked for: most answers need not parse the message. */
final class MessagePart {

    private final Optional<Attachment> stored;
    private final Supplier<Optional<byte[]>> storedContent;
    private final Supplier<BodyPart> parser;
    private @Nullable BodyPart parsed;
    private byte @Nullable [] content;

    /**
     * @param stored what the archive knows of it, if it is an attachment
     * @param storedContent asks for its decoded bytes where they are stored on their own
     * @param parser finds it in the message
     */
    MessagePart(Optional<Attachment> stored, Supplier<Optional<byte[]>> storedContent, Supplier<BodyPart> parser) {
        this.stored = stored;
        this.storedContent = storedContent;
        this.parser = parser;
    }

    private BodyPart parsed() {
        BodyPart part = parsed;
        if (part == null) {
            part = parser.get();
            parsed = part;
        }
        return part;
    }

    String name() {
        return stored.map(Attachment::name).orElseGet(() -> parsed().fileName());
    }

    String mediaType() {
        return stored.map(Attachment::mediaType).orElseGet(() -> parsed().mediaType());
    }

    /** SHA-256 of the decoded bytes, in hexadecimal digits. */
    String sha256() {
        return stored.map(Attachment::sha256).orElseGet(() -> HexFormat.of().formatHex(Arrival.sha256(content())));
    }

    /** The decoded bytes. */
    byte[] content() {
        byte[] bytes = content;
        if (bytes == null) {
            bytes = storedContent.get().orElseGet(() -> read(parsed()));
            content = bytes;
        }
        return bytes;
    }

    private static byte[] read(BodyPart part) {
        try (InputStream in = part.content()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    /** How it is sent where a reader opens it; text that would have to be cut is rather saved whole. */
    PartView view() {
        PartView view = PartView.of(mediaType(), name(), content());
        return view == PartView.TEXT && content().length > ParseLimits.TEXT ? PartView.DOWNLOAD : view;
    }

    /** The content as text, whatever its charset is. */
    String text() {
        return parsed().contentAsText();
    }
}
