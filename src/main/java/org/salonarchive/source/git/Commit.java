package org.salonarchive.source.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * What is needed of a commit.
 *
 * @param parent the first one
 * @param merge whether it has others, which public-inbox never makes
 * @param committed when, as far as it says
 */
record Commit(ObjectId id, ObjectId tree, Optional<ObjectId> parent, boolean merge, Optional<Instant> committed) {

    private static final byte[] TREE = "tree ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PARENT = "parent ".getBytes(StandardCharsets.US_ASCII);
    private static final int HEX = 40;

    /** @throws IOException when the text is no commit's */
    static Commit parse(ObjectId id, byte[] text) throws IOException {
        int first = TREE.length + HEX + 1;
        if (!stands(TREE, text, 0) || text.length < first) {
            throw new IOException("commit " + id.name() + " is damaged");
        }
        try {
            ObjectId tree = ObjectId.fromString(text, TREE.length);
            boolean child = stands(PARENT, text, first);
            Optional<ObjectId> parent =
                    child ? Optional.of(ObjectId.fromString(text, first + PARENT.length)) : Optional.empty();
            boolean merge = child && stands(PARENT, text, first + PARENT.length + HEX + 1);
            return new Commit(id, tree, parent, merge, committed(text));
        } catch (IllegalArgumentException | IndexOutOfBoundsException noId) {
            throw new IOException("commit " + id.name() + " is damaged", noId);
        }
    }

    private static boolean stands(byte[] word, byte[] text, int at) {
        return text.length >= at + word.length && Arrays.equals(text, at, at + word.length, word, 0, word.length);
    }

    private static Optional<Instant> committed(byte[] text) {
        int line = RawParseUtils.committer(text, 0);
        return line < 0
                ? Optional.empty()
                : Optional.ofNullable(RawParseUtils.parsePersonIdent(text, line))
                        .map(PersonIdent::getWhenAsInstant);
    }
}
