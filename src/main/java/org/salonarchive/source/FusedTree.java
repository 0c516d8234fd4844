package org.salonarchive.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.salonarchive.source.mhonarc.MhonarcTree;

/**
 * The archive of a Mailman 2 list of which MHonArc made pages (Mailman patch 820723): Pipermail's mbox and texts, with
 * pages of MHonArc, of Pipermail before, or of both.
 */
record FusedTree(ArchiveTree pipermail, MhonarcTree mhonarc) implements ArchiveTree {

    @Override
    public Path folder() {
        return pipermail.folder();
    }

    @Override
    public List<Path> parts() throws IOException {
        List<Path> parts = new ArrayList<>(pipermail.parts());
        mhonarc.parts().stream().filter(part -> !parts.contains(part)).forEach(parts::add);
        return parts;
    }

    /** Pages keep more of a message than texts do, and an mbox, which comes first of Pipermail's, all of it. */
    @Override
    public List<Source> sources() throws IOException {
        List<Source> sources = new ArrayList<>(pipermail.sources());
        boolean mailed = !sources.isEmpty() && sources.get(0) instanceof MboxFile;
        sources.addAll(mailed ? 1 : 0, mhonarc.volumes());
        return sources;
    }

    @Override
    public String describe() throws IOException {
        return pipermail.describe() + " " + mhonarc.describe();
    }
}
