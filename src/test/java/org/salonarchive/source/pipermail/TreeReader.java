package org.salonarchive.source.pipermail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.UnreadableStretch;

/** Reads sources over and over as an ingest does: keeps the checkpoints, and all that it was given. */
final class TreeReader {

    private final Map<String, Checkpoint> checkpoints = new HashMap<>();

    /** Of the last pass. */
    final List<RawMessage> given = new ArrayList<>();

    final List<String> troubles = new ArrayList<>();

    /** Of all passes: which messages each page and each file was said to be of. */
    final Map<String, RawMessage> pages = new TreeMap<>();

    final Map<String, RawMessage> files = new TreeMap<>();
    final Map<String, String> hashes = new TreeMap<>();

    List<RawMessage> pass(List<Source> sources) throws IOException {
        return pass(sources, Integer.MAX_VALUE);
    }

    /** @param most messages after which it is killed */
    List<RawMessage> pass(List<Source> sources, int most) throws IOException {
        given.clear();
        troubles.clear();
        for (Source source : sources) {
            try (Reading reading = source.read(Optional.ofNullable(checkpoints.get(source.name())))) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    take(item.get());
                    checkpoints.put(source.name(), reading.checkpoint());
                    if (given.size() == most) {
                        return given;
                    }
                }
                checkpoints.put(source.name(), reading.checkpoint());
            }
        }
        return given;
    }

    private void take(SourceItem item) {
        if (item instanceof UnreadableStretch stretch) {
            troubles.add(stretch.reason());
        } else if (item instanceof RawMessage message) {
            given.add(message);
            for (OldLink link : message.provenance().oldLinks()) {
                if (link instanceof OldLink.Page page) {
                    pages.put("%s/%06d.html".formatted(page.volume(), page.number()), message);
                } else if (link instanceof OldLink.File file) {
                    files.put(file.path(), message);
                    hashes.put(file.path(), file.sha256());
                }
            }
        }
    }

    static ParsedMessage parsed(RawMessage message) {
        return new MessageParser().parse(message.bytes());
    }

    /** The Message-ID of each page's message; empty where it has none. */
    Map<String, String> targets() {
        Map<String, String> targets = new TreeMap<>();
        pages.forEach((path, message) -> {
            ParsedMessage parsed = parsed(message);
            targets.put(
                    path, parsed.messageIdMade() ? "" : "<" + parsed.messageId().value() + ">");
        });
        return targets;
    }
}
