package org.salonarchive.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Locale;
import org.salonarchive.message.charset.Characters;

/**
 * Computes the content hash. Changing anything here gives every archived message another identity, so it does not
 * depend on how messages are shown.
 *
 * <p>SHA-256 over these items, each one a letter, its UTF-8 and a NUL byte:
 *
 * <ol>
 *   <li>{@code I} the Message-ID, empty when the message has none;
 *   <li>{@code D} the Date in seconds since 1970, or the collapsed field body when it cannot be read;
 *   <li>{@code F} the author's address in lower case (the name when there is no address), "via list" undone;
 *   <li>{@code S} the base subject, NFC, white space collapsed, lower case;
 *   <li>for each displayed text of which something is left, {@code T} and the text: decoded; of HTML only what stands
 *       outside of tags, all white space one space; of plain text each line without white space at its end and without
 *       ">" before "From "; list footers and blank lines at both ends taken off. Of a text with more than {@link
 *       ParseLimits#TEXT} bytes the SHA-256 of the rest follows as an attachment's;
 *   <li>for each attachment {@code A} and the SHA-256 of its decoded bytes, CR LF as LF, without line ends at its end.
 * </ol>
 *
 * <p>Of alternatives the plain text counts, if it has any content, else the HTML. The heads of nested messages do not
 * count, since list servers wrap messages into others; their texts and attachments do.
 */
final class ContentDigest {
    private final MessageDigest digest = Digests.sha256();

    private ContentDigest(HeaderValues values) {
        item('I', values.messageId().map(MessageId::value).orElse(""));
        item('D', values.dateKey());
        item('F', address(values.from()));
        item('S', folded(values.baseSubject()));
    }

    static ContentHash of(HeaderValues values, Body body) {
        ContentDigest digest = new ContentDigest(values);
        body.displayed().stream().filter(BodyPart::isText).forEach(digest::text);
        body.attachments().forEach(part -> digest.content(part, 0));
        return ContentHash.of(digest.digest.digest());
    }

    private static String address(MailboxAddress from) {
        return (from.address().isEmpty() ? from.name() : from.address()).toLowerCase(Locale.ROOT);
    }

    private static String folded(String subject) {
        return Normalizer.normalize(Characters.collapsed(subject), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
    }

    private void item(char letter, String text) {
        digest.update((byte) letter);
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private void text(BodyPart part) {
        String decoded = part.decoded().text();
        String text = part.kind() == BodyPart.Kind.HTML ? DigestText.ofHtml(decoded) : DigestText.ofPlain(decoded);
        if (!text.isEmpty()) {
            item('T', text);
        }
        if (part.size() > ParseLimits.TEXT) {
            content(part, ParseLimits.TEXT);
        }
    }

    private void content(BodyPart part, int skipped) {
        NormalizedBytes bytes = new NormalizedBytes();
        try (InputStream content = part.content()) {
            content.skipNBytes(skipped);
            content.transferTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
        digest.update((byte) 'A');
        digest.update(bytes.sha256());
        digest.update((byte) 0);
    }

    /** Digests bytes with CR LF as LF; line ends wait until something follows them. */
    private static final class NormalizedBytes extends OutputStream {
        private final MessageDigest digest = Digests.sha256();
        private final byte[] buffer = new byte[8 << 10];
        private int length;
        private int lineEnds;
        private boolean carriageReturn;

        @Override
        public void write(int b) {
            if (b == '\n') {
                lineEnds++;
                carriageReturn = false;
                return;
            }
            for (; lineEnds > 0; lineEnds--) {
                put('\n');
            }
            if (carriageReturn) {
                put('\r');
            }
            carriageReturn = b == '\r';
            if (!carriageReturn) {
                put(b);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            for (int i = offset; i < offset + count; i++) {
                write(bytes[i]);
            }
        }

        private void put(int b) {
            if (length == buffer.length) {
                digest.update(buffer, 0, length);
                length = 0;
            }
            buffer[length++] = (byte) b;
        }

        byte[] sha256() {
            digest.update(buffer, 0, length);
            return digest.digest();
        }
    }
}
