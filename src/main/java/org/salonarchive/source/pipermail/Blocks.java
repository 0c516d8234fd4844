package org.salonarchive.source.pipermail;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.salonarchive.source.Origin;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.SourceLimits;
import org.salonarchive.source.Sources;

/**
 * The blocks of a volume's text, one for each message as Pipermail numbered them. A From line after which no block of
 * Pipermail's stands is text of the one before: bodies stand there as they were, unquoted.
 */
final class Blocks implements Closeable {

    private static final String FRAGMENT = "bogus at does.not.exist.com";
    private static final String MADE_ID = "<mailman.";

    private final Reading reading;
    private Optional<SourceItem> ahead = Optional.empty();

    Blocks(Path text) throws IOException {
        this.reading = Sources.mailbox(text.toString(), text).read(Optional.empty());
    }

    /** The next one, or something unreadable; empty at the end. */
    Optional<SourceItem> next() throws IOException {
        Optional<SourceItem> item = ahead.isPresent() ? ahead : reading.next();
        ahead = Optional.empty();
        if (item.isPresent() && item.get() instanceof RawMessage block && isBlock(block)) {
            return Optional.of(withText(block));
        }
        return item;
    }

    private RawMessage withText(RawMessage block) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ahead = reading.next();
        while (ahead.isPresent()
                && ahead.get() instanceof RawMessage more
                && !isBlock(more)
                && block.bytes().length + text.size() + more.bytes().length < SourceLimits.MESSAGE_BYTES) {
            text.write('\n');
            text.writeBytes(more.provenance().separator());
            text.write('\n');
            text.writeBytes(more.bytes());
            ahead = reading.next();
        }
        return text.size() == 0 ? block : joined(block, text.toByteArray());
    }

    private static boolean isBlock(RawMessage message) {
        return message.provenance().origin() == Origin.PIPERMAIL_TEXT;
    }

    /** A message with more text at its end. */
    static RawMessage joined(RawMessage message, byte[] more) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(message.bytes());
        all.writeBytes(more);
        return new RawMessage(all.toByteArray(), message.provenance());
    }

    /** The text of a block without its fields. */
    static byte[] body(RawMessage block) {
        String all = new String(block.bytes(), StandardCharsets.ISO_8859_1);
        int end = all.indexOf("\n\n");
        return (end < 0 ? "" : all.substring(end + 1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Whether this author is the one that Pipermail invents for the rest of a message that was once split at a From line
     * in its text.
     */
    static boolean isFragment(String author) {
        return author.replace("@", " at ").contains(FRAGMENT);
    }

    /** Whether a message with this id is one that can have been split: its rest has no id, and gets one made. */
    static boolean canBeSplit(Optional<String> id) {
        return id.isEmpty() || id.get().startsWith(MADE_ID);
    }

    @Override
    public void close() throws IOException {
        if (ahead.isPresent() && ahead.get() instanceof Closeable spooled) {
            spooled.close();
        }
        reading.close();
    }
}
