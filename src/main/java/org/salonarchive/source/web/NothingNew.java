package org.salonarchive.source.web;

import java.util.Optional;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;

/** A pass in which there was nothing to read. */
record NothingNew(Checkpoint checkpoint) implements Reading {

    @Override
    public Optional<SourceItem> next() {
        return Optional.empty();
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close() {}
}
