package org.salonarchive.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.ByteRange;
import org.salonarchive.message.ParsedMessage;

/**
 * One form of a message's bytes, as it is stored: the large attachments cut out of it, and the rest.
 *
 * @param sha256 of all bytes as they were received
 * @param size of the same
 * @param frame the rest, compressed
 * @param dictionary what the frame needs
 * @param cuts in the order of the bytes, none within another
 * @param attachments what this form offers to take away, in its order
 */
public record RawForm(
        byte[] sha256,
        int size,
        byte[] frame,
        Dictionary dictionary,
        List<Cut> cuts,
        List<Attachment> attachments,
        Receipt receipt) {

    /** Packs the bytes of a message, of which the parsed message was made. */
    static RawForm of(byte[] bytes, ParsedMessage parsed, Receipt receipt, Dictionary dictionary) {
        List<Cut> cuts = new ArrayList<>();
        List<Attachment> attachments = new ArrayList<>();
        int free = 0;
        for (BodyPart part : parsed.attachments()) {
            byte[] content = content(part);
            byte[] sha256 = Arrival.sha256(content);
            attachments.add(new Attachment(
                    part.number(),
                    part.fileName(),
                    part.mediaType(),
                    content.length,
                    HexFormat.of().formatHex(sha256)));
            ByteRange range = part.encoded();
            if (range.source() == bytes && part.kind() != BodyPart.Kind.MESSAGE && range.begin() >= free) {
                free = Cut.of(bytes, range.begin(), range.end(), content, sha256)
                        .map(cut -> {
                            cuts.add(cut);
                            return cut.position() + cut.length();
                        })
                        .orElse(free);
            }
        }
        byte[] rest = SplicedBytes.without(bytes, cuts);
        byte[] frame = Zstandard.compress(rest, dictionary);
        return new RawForm(Arrival.sha256(bytes), bytes.length, frame, dictionary, cuts, attachments, receipt);
    }

    private static byte[] content(BodyPart part) {
        try (InputStream content = part.content()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    /** The bytes as they were received. */
    public byte[] bytes() {
        SplicedBytes bytes = new SplicedBytes(Zstandard.expand(frame, dictionary), size);
        cuts.forEach(cut -> bytes.insert(cut.position(), cut.bytes()));
        return bytes.whole();
    }
}
