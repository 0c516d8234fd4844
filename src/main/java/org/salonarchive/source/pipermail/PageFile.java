package org.salonarchive.source.pipermail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.salonarchive.source.SourceLimits;

/**
 * A page on a disk. What it says of its charset is the list's, and not always true of the message in it: bytes that can
 * only be UTF-8 are that, and what cannot be what it says is windows-1252.
 */
final class PageFile {

    private static final int HEAD_BYTES = 8 << 10;
    private static final Pattern CHARSET = Pattern.compile("(?i)charset=[\"']?([A-Za-z0-9._:-]{2,40})");
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private PageFile() {}

    /** @throws IOException when it cannot be read, or is larger than a message may be; the message names it */
    static Document read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(SourceLimits.MESSAGE_BYTES + 1);
        }
        if (bytes.length > SourceLimits.MESSAGE_BYTES) {
            throw new IOException(file + " is larger than " + (SourceLimits.MESSAGE_BYTES >> 20) + " MiB.");
        }
        return Jsoup.parse(text(bytes, charset(bytes)), file.toString());
    }

    /** The charset that a page says it is in. */
    static Optional<Charset> charset(byte[] page) {
        String head = new String(page, 0, Math.min(page.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
        Matcher said = CHARSET.matcher(head);
        return said.find() && Charset.isSupported(said.group(1))
                ? Optional.of(Charset.forName(said.group(1)))
                : Optional.empty();
    }

    /** Bytes as text, in the charset of the list where they fit it. */
    static String text(byte[] bytes, Optional<Charset> list) {
        boolean plain = true;
        for (byte b : bytes) {
            plain &= b >= 0 && b != 0x1B;
        }
        if (plain) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        return decoded(bytes, StandardCharsets.UTF_8)
                .filter(text -> text.indexOf(0x1B) < 0)
                .or(() -> list.filter(charset -> charset != StandardCharsets.ISO_8859_1)
                        .flatMap(charset -> decoded(bytes, charset)))
                .orElseGet(() -> new String(bytes, WESTERN));
    }

    static boolean isUtf8(byte[] bytes) {
        return decoded(bytes, StandardCharsets.UTF_8).isPresent();
    }

    private static Optional<String> decoded(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }
}
