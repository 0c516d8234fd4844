package org.salonarchive.archive;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.message.Reference;
import org.salonarchive.thread.HashedReference;

/**
 * The form in which {@code message.reference} holds what a message refers to: for each reference two
 * bytes (field in the upper two bits, position in the other fourteen) and the SHA-1 of the Message-ID.
 */
final class PackedReferences {

    private static final int HASH_BYTES = 20;
    private static final int ENTRY_BYTES = 2 + HASH_BYTES;
    private static final int POSITION_BITS = 14;
    private static final int MAX_POSITION = (1 << POSITION_BITS) - 1;
    private static final Reference.Field[] FIELDS = Reference.Field.values();

    private PackedReferences() {}

    static List<HashedReference> hashed(List<Reference> references) {
        return references.stream()
                .map(reference -> new HashedReference(reference.id().hash(), reference.field(), reference.position()))
                .toList();
    }

    static byte[] pack(List<HashedReference> references) {
        ByteBuffer packed = ByteBuffer.allocate(references.size() * ENTRY_BYTES);
        for (HashedReference reference : references) {
            int position = Math.min(reference.position(), MAX_POSITION);
            packed.putShort((short) (reference.field().ordinal() << POSITION_BITS | position));
            packed.put(reference.id().bytes());
        }
        return packed.array();
    }

    static List<HashedReference> unpack(byte[] packed) {
        List<HashedReference> references = new ArrayList<>(packed.length / ENTRY_BYTES);
        for (int at = 0; at + ENTRY_BYTES <= packed.length; at += ENTRY_BYTES) {
            int head = ByteBuffer.wrap(packed).getShort(at) & 0xFFFF;
            MessageIdHash id = MessageIdHash.of(Arrays.copyOfRange(packed, at + 2, at + ENTRY_BYTES));
            references.add(new HashedReference(id, FIELDS[head >> POSITION_BITS], head & MAX_POSITION));
        }
        return references;
    }
}
