package org.salonarchive.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entities of a message in one pass over its bytes (RFC 2046 §5.1), with a stack of its own: multiparts,
 * their parts, nested messages. Boundaries may be missing, unended or nested in one another; limits hold everywhere.
 */
final class StructureScanner {
    /** What a part is when it says nothing and cannot be looked into. */
    private static final String OPAQUE = "application/octet-stream";

    private final Defects defects;
    private final Deque<Region> regions = new ArrayDeque<>();
    private int entities;
    private int headerBudget = ParseLimits.HEADER_BYTES;
    private int nestedBudget = ParseLimits.NESTED_BYTES;

    StructureScanner(Defects defects) {
        this.defects = defects;
    }

    /**
     * Bytes still to be looked at: a nested message, or a multipart once more with another boundary.
     *
     * @param parent what they belong to
     */
    private record Region(ByteRange range, @Nullable Entity parent) {}

    /** The message as an entity, with all that is in it. */
    Entity scan(byte[] bytes, int end) {
        Scan first = new Scan(new Region(new ByteRange(bytes, 0, end), null));
        Entity root = first.run();
        while (!regions.isEmpty()) {
            new Scan(regions.pop()).run();
        }
        return root;
    }

    /** The pass over one region. */
    private final class Scan {
        private final byte[] bytes;
        private final int end;
        /** The entities that are open here, outermost first; the last is the one that the bytes belong to. */
        private final List<Entity> open = new ArrayList<>();

        private final Region region;
        private int at;

        Scan(Region region) {
            this.region = region;
            this.bytes = region.range.source();
            this.end = region.range.end();
            this.at = region.range.begin();
        }

        Entity run() {
            Entity parent = region.parent;
            Entity first;
            if (parent != null && parent.isMultipart()) {
                open.add(parent);
                first = parent;
            } else {
                first = begin(parent, MimeFields.PLAIN);
            }
            while (at < end) {
                int lineEnd = Lines.end(bytes, at, end);
                if (bytes[at] == '-' && isBoundary(at)) {
                    boundary(lineEnd);
                } else {
                    at = Lines.next(bytes, lineEnd, end);
                }
            }
            closeDownTo(0, end);
            return first;
        }

        /** Reads the header section here, and those of messages that begin where it ends; opens what it describes. */
        private Entity begin(@Nullable Entity parent, String defaultType) {
            Entity first = entity(parent, defaultType);
            Entity last = first;
            while (isNestedMessage(last)) {
                last = entity(last, MimeFields.PLAIN);
            }
            return first;
        }

        private boolean isNestedMessage(Entity entity) {
            return entity.fields().isMessage()
                    && entity.fields().encoding() == TransferEncoding.IDENTITY
                    && at < end
                    && entities < ParseLimits.PARTS;
        }

        private Entity entity(@Nullable Entity parent, String defaultType) {
            entities++;
            String number = parent == null ? "" : parent.nextNumber();
            String place = parent == null ? "header" : "header of part " + number;
            HeaderScanner.Scanned scanned =
                    new HeaderScanner(bytes, end, place, defects).scan(at, headerBudget, this::isBoundary);
            headerBudget -= scanned.bytes();
            at = scanned.bodyBegin();
            MimeFields fields = MimeFields.of(scanned.header(), defaultType, place, defects);
            Entity entity = new Entity(parent, numbered(parent, number, fields), fields, new ByteRange(bytes, at, end));
            if (parent != null) {
                parent.add(entity);
            }
            open.add(entity);
            prepare(entity);
            return entity;
        }

        /** The outermost multipart of a message bears the message's own number, so that its parts follow that. */
        private String numbered(@Nullable Entity parent, String number, MimeFields fields) {
            boolean isMessageBody = parent == null || parent.fields().isMessage();
            if (isMessageBody && fields.isMultipart()) {
                return parent == null ? "" : parent.number();
            }
            return parent == null ? "1" : number;
        }

        private void prepare(Entity entity) {
            boolean nests = entity.fields().isMultipart() || entity.fields().isMessage();
            if (nests && entity.depth() >= ParseLimits.NESTING) {
                defects.add(Defect.Kind.NESTED_TOO_DEEP, entity.place());
                entity.becomeLeaf(OPAQUE);
            } else if (entity.fields().isMultipart()) {
                Boundary.declared(entity.fields()).ifPresentOrElse(entity::delimitedBy, () -> withoutBoundary(entity));
            }
        }

        private void withoutBoundary(Entity entity) {
            defects.add(Defect.Kind.BOUNDARY_MISSING, entity.place());
            Boundary.guessed(entity.range(), this::isBoundary)
                    .ifPresentOrElse(entity::delimitedByGuess, () -> entity.becomeLeaf(MimeFields.PLAIN));
        }

        private boolean isBoundary(int position) {
            return level(position) >= 0;
        }

        /** Which of the open multiparts the line here delimits; -1 when none. The innermost counts. */
        private int level(int position) {
            if (position + 2 > end || bytes[position + 1] != '-' || entities >= ParseLimits.PARTS) {
                return -1;
            }
            for (int i = open.size() - 1; i >= 0; i--) {
                if (open.get(i).isMultipart()
                        && Boundary.isAt(bytes, position, end, open.get(i).delimiter())) {
                    return i;
                }
            }
            return -1;
        }

        private void boundary(int lineEnd) {
            int level = level(at);
            Entity multipart = open.get(level);
            closeDownTo(level + 1, Lines.beforeLineEnd(bytes, at, region.range.begin()));
            boolean closes = Boundary.closes(bytes, at, end, multipart.delimiter());
            at = Lines.next(bytes, lineEnd, end);
            if (closes) {
                multipart.close();
                return;
            }
            boolean digest = multipart.fields().mediaType().equals("multipart/digest");
            begin(multipart, digest ? MimeFields.MESSAGE : MimeFields.PLAIN);
            if (entities >= ParseLimits.PARTS) {
                defects.add(Defect.Kind.TOO_MANY_PARTS, multipart.place());
            }
        }

        private void closeDownTo(int level, int position) {
            for (int i = open.size() - 1; i >= level; i--) {
                Entity entity = open.remove(i);
                entity.endsAt(position);
                finish(entity);
            }
        }

        private void finish(Entity entity) {
            if (entity.isMultipart()) {
                if (entity.children().isEmpty()) {
                    withoutParts(entity);
                } else if (!entity.isClosed()) {
                    defects.add(Defect.Kind.BOUNDARY_NOT_CLOSED, entity.place());
                }
            } else if (entity.fields().isMessage() && entity.children().isEmpty()) {
                encodedMessage(entity);
            } else if (!entity.isEncodedThroughout()) {
                defects.add(Defect.Kind.TRANSFER_ENCODING, entity.place(), "text that is not encoded");
            }
        }

        /** The declared boundary never came: tries another that the content shows. */
        private void withoutParts(Entity entity) {
            defects.add(Defect.Kind.BOUNDARY_MISSING, entity.place());
            if (!entity.isGuessed()) {
                Optional<byte[]> guess = Boundary.guessed(entity.range(), position -> false);
                if (guess.isPresent()) {
                    entity.delimitedByGuess(guess.get());
                    regions.push(new Region(entity.range(), entity));
                    return;
                }
            }
            entity.becomeLeaf(MimeFields.PLAIN);
        }

        /** QUIRK: RFC 2046 §5.2.1 forbids it, but forwarded messages do come in Base64. */
        private void encodedMessage(Entity entity) {
            if (entity.fields().encoding() == TransferEncoding.IDENTITY || entities >= ParseLimits.PARTS) {
                return;
            }
            byte[] nested = Content.read(entity.content(), nestedBudget + 1);
            if (nested.length > nestedBudget) {
                defects.add(Defect.Kind.NESTED_TOO_DEEP, entity.place());
                entity.becomeLeaf(OPAQUE);
                return;
            }
            nestedBudget -= nested.length;
            regions.push(new Region(new ByteRange(nested, 0, nested.length), entity));
        }
    }
}
