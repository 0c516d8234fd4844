package org.salonarchive.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.salonarchive.archive.Arrival;
import org.salonarchive.archive.Dictionary;
import org.salonarchive.archive.Fidelity;
import org.salonarchive.archive.LegacyLink;
import org.salonarchive.archive.Receipt;
import org.salonarchive.archive.WordRules;
import org.salonarchive.message.EffectiveDate;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.LeftOutMessage;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.Origin;
import org.salonarchive.source.OversizeMessage;
import org.salonarchive.source.Provenance;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.UnreadableStretch;

/** Turns a stretch of a source into a batch; runs on the parser threads, and holds no state. */
final class ParseStage {

    private static final MessageParser PARSER = new MessageParser();

    private final Instant now;
    private final WordRules rules;
    private final Supplier<Dictionary> dictionary;

    /**
     * @param rules how the words of the messages are read
     * @param dictionary the one to pack with by now
     */
    ParseStage(Instant now, WordRules rules, Supplier<Dictionary> dictionary) {
        this.now = now;
        this.rules = rules;
        this.dictionary = dictionary;
    }

    Batch parse(List<SourceItem> items, Checkpoint checkpoint, long bytesRead, int heldBytes) {
        List<Arrival> arrivals = new ArrayList<>(items.size());
        List<Reject> rejects = new ArrayList<>();
        List<LeftOutMessage.Why> leftOut = new ArrayList<>();
        for (SourceItem item : items) {
            if (item instanceof RawMessage message) {
                parse(message, arrivals, rejects);
            } else if (item instanceof OversizeMessage message) {
                rejects.add(Reject.of(message));
            } else if (item instanceof UnreadableStretch stretch) {
                rejects.add(Reject.of(stretch));
            } else if (item instanceof LeftOutMessage message) {
                leftOut.add(message.why());
            }
        }
        return new Batch(arrivals, rejects, leftOut, checkpoint, bytesRead, heldBytes);
    }

    /** The parser takes any bytes; should it fail all the same, the message is put aside and the run goes on. */
    private void parse(RawMessage message, List<Arrival> arrivals, List<Reject> rejects) {
        try {
            arrivals.add(arrival(message));
        } catch (RuntimeException | StackOverflowError fault) {
            rejects.add(Reject.of(message, "The message could not be parsed: " + fault));
        }
    }

    private Arrival arrival(RawMessage message) {
        return arrival(message.bytes(), receipt(message.provenance()));
    }

    /** What the archive keeps of a provenance. */
    static Receipt receipt(Provenance provenance) {
        return new Receipt(
                provenance.source(),
                provenance.position(),
                provenance.separator(),
                provenance.describe(),
                fidelity(provenance.origin()),
                provenance.receivedAt(),
                provenance.oldLinks().stream().map(ParseStage::legacyLink).toList());
    }

    private static LegacyLink legacyLink(OldLink link) {
        if (link instanceof OldLink.Page page) {
            return new LegacyLink.Page(scheme(page.scheme()), page.volume(), page.number());
        }
        OldLink.File file = (OldLink.File) link;
        return new LegacyLink.File(file.path(), file.sha256());
    }

    private static LegacyLink.Scheme scheme(OldLink.Scheme scheme) {
        return switch (scheme) {
            case PIPERMAIL -> LegacyLink.Scheme.PIPERMAIL;
            case MHONARC -> LegacyLink.Scheme.MHONARC;
        };
    }

    private static Fidelity fidelity(Origin origin) {
        return switch (origin) {
            case RECEIVED -> Fidelity.RECEIVED;
            case MHONARC_PAGE -> Fidelity.MHONARC_PAGE;
            case PIPERMAIL_PAGE -> Fidelity.PIPERMAIL_PAGE;
            case PIPERMAIL_TEXT -> Fidelity.PIPERMAIL_TEXT;
        };
    }

    /** What the archive makes of a message's bytes; the only way in which it makes anything of them. */
    Arrival arrival(byte[] bytes, Receipt receipt) {
        ParsedMessage parsed = PARSER.parse(bytes);
        EffectiveDate date = EffectiveDate.choose(parsed, receipt.receivedAt(), Optional.empty(), now);
        return Arrival.of(bytes, parsed, date, receipt, rules, dictionary.get());
    }
}
