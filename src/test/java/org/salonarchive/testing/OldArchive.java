package org.salonarchive.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;

/** A mailbox whose messages had addresses in an earlier archive: the first those of the first list, and so on. */
public record OldArchive(String name, String mbox, List<List<OldLink>> links) implements Source {

    @Override
    public long size() {
        return mbox.length();
    }

    @Override
    public Reading read(Optional<Checkpoint> after) throws IOException {
        Path file = Files.writeString(Files.createTempFile("salon-test", ".mboxrd"), mbox, StandardCharsets.ISO_8859_1);
        Reading mailbox = Sources.mailbox(name, file).read(Optional.empty());
        return new Linked(mailbox, new ArrayList<>(links), file);
    }

    private record Linked(Reading mailbox, List<List<OldLink>> left, Path file) implements Reading {

        @Override
        public Optional<SourceItem> next() throws IOException {
            return mailbox.next().map(item -> {
                RawMessage message = (RawMessage) item;
                return new RawMessage(message.bytes(), message.provenance().at(left.remove(0)));
            });
        }

        @Override
        public Checkpoint checkpoint() {
            return new Checkpoint("read");
        }

        @Override
        public long bytesRead() {
            return mailbox.bytesRead();
        }

        @Override
        public void close() throws IOException {
            mailbox.close();
            Files.delete(file);
        }
    }
}
