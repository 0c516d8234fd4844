package org.salonarchive.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.salonarchive.message.charset.DecodedText;
import org.salonarchive.message.charset.TextDecoder;
import org.salonarchive.message.field.FileName;

/**
 * A part of a message that a reader reads or takes away: a leaf of its MIME structure, or the head of a nested message.
 * It decodes when it is asked; it may be asked by several threads at once.
 */
public final class BodyPart {

    /** What a part is to a reader. */
    public enum Kind {
        /** Plain text, to be read in place. */
        TEXT,
        /** HTML, to be read in place. */
        HTML,
        /** The head of a nested message, whose parts follow with longer numbers. */
        MESSAGE,
        /** Anything else, to be taken away. */
        ATTACHMENT
    }

    private static final int UNKNOWN = -1;

    private final Entity entity;
    private final Kind kind;
    private final AtomicInteger keepable;
    private List<BodyPart> alternatives = List.of();
    private boolean listFooter;
    private volatile @Nullable DecodedText kept;
    private volatile long size = UNKNOWN;

    /**
     * @param keepable characters of decoded text that the parts of this message may still keep in memory
     */
    BodyPart(Entity entity, Kind kind, AtomicInteger keepable) {
        this.entity = entity;
        this.kind = kind;
        this.keepable = keepable;
    }

    /** The number within the message, counted as IMAP does (RFC 9051 §6.4.5.1): "1", "2.1". */
    public String number() {
        return entity.number();
    }

    /** The media type in lower case, without parameters: "text/plain". */
    public String mediaType() {
        return entity.fields().mediaType();
    }

    /** What the part is to a reader. */
    public Kind kind() {
        return kind;
    }

    /**
     * The file name that the mail gives, made safe to offer; where it gives an attachment none, one made of the number
     * and the media type, and for other parts "".
     */
    public String fileName() {
        String given = entity.fields().fileName();
        return given.isEmpty() && kind == Kind.ATTACHMENT ? FileName.ofType(mediaType(), number()) : given;
    }

    /** The Content-ID without brackets, "" when there is none. */
    public String contentId() {
        return entity.fields().contentId();
    }

    /** The part's own header section. */
    public HeaderSection header() {
        return entity.header();
    }

    /** Decoded bytes. */
    public long size() {
        long known = size;
        if (known == UNKNOWN) {
            known = countBytes();
            size = known;
        }
        return known;
    }

    private long countBytes() {
        if (entity.fields().encoding() == TransferEncoding.IDENTITY) {
            return entity.range().length();
        }
        try (InputStream content = content()) {
            return content.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    /** Whether the text is format=flowed (RFC 3676). */
    public boolean flowed() {
        return kind == Kind.TEXT
                && entity.fields().contentType().parameter("format").equalsIgnoreCase("flowed");
    }

    /** Whether the flowed text says DelSp=yes (RFC 3676 §4). */
    public boolean delSp() {
        return flowed() && entity.fields().contentType().parameter("delsp").equalsIgnoreCase("yes");
    }

    /** The charset that {@link #text()} was decoded with, lower case; "" for parts that are no text. */
    public String charset() {
        return isText() ? decoded().charset() : "";
    }

    /** Whether that charset was guessed, because the mail declares none or one that cannot be right. */
    public boolean charsetGuessed() {
        return isText() && decoded().guessed();
    }

    /**
     * The decoded text of a TEXT part, or the source of an HTML part; "" for others. Text of RFC 1896 comes without its
     * formatting. Lines end with LF, NUL and lone surrogates are U+FFFD; made of no more than the first {@link ParseLimits#TEXT} bytes.
     */
    public String text() {
        if (!isText()) {
            return "";
        }
        String text = decoded().text();
        return mediaType().equals("text/enriched") ? EnrichedText.toPlain(text) : text;
    }

    /** Whether this is a last text in which nothing stands but what a list server puts below every message. */
    public boolean isListFooter() {
        return listFooter;
    }

    void becomesListFooter() {
        listFooter = true;
    }

    /** The decoded bytes, all of them. */
    public InputStream content() {
        return entity.content();
    }

    /** Where the content stands, still encoded: in the bytes of the message, or in a nested one that was decoded first. */
    public ByteRange encoded() {
        return entity.range();
    }

    /** The content read as text, also of a part that is to be taken away; bounded as {@link #text()} is. */
    public String contentAsText() {
        return decoded().text();
    }

    /** The header section of the nested message that a MESSAGE part heads. */
    public Optional<HeaderSection> nested() {
        return kind == Kind.MESSAGE && !entity.children().isEmpty()
                ? Optional.of(entity.children().get(0).header())
                : Optional.empty();
    }

    /** What the sender offers instead of this part: the other texts of its multipart/alternative, plainest first. */
    public List<BodyPart> alternatives() {
        return alternatives;
    }

    void offersInstead(List<BodyPart> others) {
        alternatives = List.copyOf(others);
    }

    boolean isText() {
        return kind == Kind.TEXT || kind == Kind.HTML;
    }

    DecodedText decoded() {
        DecodedText text = kept;
        if (text == null) {
            byte[] bytes = Content.read(content(), ParseLimits.TEXT);
            text = TextDecoder.decode(bytes, entity.fields().charset());
            int left = keepable.get();
            int rest = left - text.text().length();
            if (rest >= 0 && keepable.compareAndSet(left, rest)) {
                kept = text;
            }
        }
        return text;
    }

    @Override
    public String toString() {
        return number() + " " + mediaType() + " " + kind;
    }
}
