package org.salonarchive.source.pipermail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.SourceLimits;

/** The attachments below a tree on this machine; nothing is read that is not in the tree, whatever links there are. */
final class KeptAttachments implements Attachments {

    private final Path tree;
    private int missing;
    private String first = "";

    /** @param tree the folder of the list's archive, without links in its path */
    KeptAttachments(Path tree) {
        this.tree = tree;
    }

    @Override
    public byte[] get(String path) throws Gone {
        try {
            Path file = tree.resolve(path).toRealPath();
            if (!file.startsWith(tree) || !Files.isRegularFile(file)) {
                throw gone("There is no attachment " + path + " in " + tree + ".");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(SourceLimits.ATTACHMENT_BYTES + 1);
                if (bytes.length > SourceLimits.ATTACHMENT_BYTES) {
                    throw gone(file + " is larger than " + (SourceLimits.ATTACHMENT_BYTES >> 20) + " MiB.");
                }
                return bytes;
            }
        } catch (InvalidPathException | IOException absent) {
            throw gone("There is no attachment " + path + " in " + tree + " that can be read.");
        }
    }

    @Override
    public Gone gone(String reason) {
        first = missing == 0 ? reason : first;
        missing++;
        return new Gone();
    }

    /** The message with its attachments put back, as far as they are there. */
    RawMessage restored(RawMessage text, String textType, boolean trusting) throws IOException {
        try {
            return new Restoration(text, this, textType, trusting).restored();
        } catch (NotNow never) {
            throw new IllegalStateException(never);
        }
    }

    /** The addresses of the attachments that a message names, as far as they are there. */
    List<OldLink> oldLinks(RawMessage text, String textType, boolean trusting) throws IOException {
        try {
            return new Restoration(text, this, textType, trusting).oldLinks();
        } catch (NotNow never) {
            throw new IllegalStateException(never);
        }
    }

    /** What could not be put back since it was asked last, in a sentence; empty when all could. */
    String told() {
        String more = missing > 1 ? " So are " + (missing - 1) + " more." : "";
        String told = missing == 0
                ? ""
                : first + more + " In their place stands what Pipermail wrote. Put them there and import again.";
        missing = 0;
        return told;
    }
}
