package org.salonarchive.message;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entity of RFC 2045 §2.4, a message or body part: its header section and where its content stands. Filled while
 * {@link StructureScanner} runs, constant afterwards.
 */
final class Entity {
    private final @Nullable Entity parent;
    private final List<Entity> children = new ArrayList<>();
    private String number;
    private MimeFields fields;
    private ByteRange range;
    /** The line that parts the children, "--" included; empty when it is no multipart. */
    private byte[] delimiter = {};

    private boolean closed;
    private boolean guessed;

    Entity(@Nullable Entity parent, String number, MimeFields fields, ByteRange range) {
        this.parent = parent;
        this.number = number;
        this.fields = fields;
        this.range = range;
    }

    /** The number that the next child gets: counted as IMAP does (RFC 9051 §6.4.5.1). */
    String nextNumber() {
        String prefix = number.isEmpty() ? "" : number + ".";
        return prefix + (children.size() + 1);
    }

    /** A message's outermost multipart has no number of its own. */
    private boolean isRootMultipart() {
        return fields.isMultipart() && (parent == null || parent.fields.isMessage());
    }

    void add(Entity child) {
        children.add(child);
    }

    List<Entity> children() {
        return children;
    }

    Optional<Entity> parent() {
        return Optional.ofNullable(parent);
    }

    int depth() {
        int depth = 0;
        for (Entity entity = parent; entity != null; entity = entity.parent) {
            depth++;
        }
        return depth;
    }

    String number() {
        return number;
    }

    String place() {
        return number.isEmpty() ? "body" : "part " + number;
    }

    HeaderSection header() {
        return fields.header();
    }

    MimeFields fields() {
        return fields;
    }

    /** Where the content stands, still encoded. */
    ByteRange range() {
        return range;
    }

    void endsAt(int position) {
        range = range.endingAt(position);
    }

    boolean isMultipart() {
        return delimiter.length > 0;
    }

    byte[] delimiter() {
        return delimiter;
    }

    void delimitedBy(byte[] line) {
        delimiter = line;
    }

    void delimitedByGuess(byte[] line) {
        delimiter = line;
        guessed = true;
    }

    boolean isGuessed() {
        return guessed;
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** A multipart without parts, or deeper than the bound, is content like any other. */
    void becomeLeaf(String mediaType) {
        if (isRootMultipart()) {
            number = number.isEmpty() ? "1" : number + ".1";
        }
        delimiter = new byte[0];
        fields = fields.withMediaType(mediaType);
    }

    /** Whether all of the content is encoded as the transfer encoding says. */
    boolean isEncodedThroughout() {
        return fields.encoding() != TransferEncoding.BASE64 || Base64Range.end(range) == range.end();
    }

    /** The decoded content. */
    InputStream content() {
        return fields.encoding().decoded(range);
    }
}
