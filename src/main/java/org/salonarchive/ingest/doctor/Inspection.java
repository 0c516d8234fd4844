package org.salonarchive.ingest.doctor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.salonarchive.archive.Likeness;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.DateRule;
import org.salonarchive.message.Defect;
import org.salonarchive.message.EffectiveDate;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.message.charset.Characters;
import org.salonarchive.source.LeftOutMessage;
import org.salonarchive.source.OversizeMessage;
import org.salonarchive.source.Provenance;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.SplitDoubts;
import org.salonarchive.source.UnreadableStretch;

/** Looks at one message after the other, each alone; holds no state, and may be used by several threads. */
final class Inspection {

    private static final MessageParser PARSER = new MessageParser();

    /** Under which Pipermail files what its splitting tore off. */
    private static final String PIPERMAIL_NOBODY = "bogus@does.not.exist.com";

    /** Moderators and queues delay mail by days, clocks that are wrong by years. */
    private static final Duration FAR = Duration.ofDays(31);

    private static final Instant EARLIEST = Instant.parse("1970-01-02T00:00:00Z");
    /** What git writes into every separator, whatever the date. */
    private static final Instant GIT_SEPARATOR = Instant.parse("2001-09-17T00:00:00Z");

    private static final int SHOWN_FIELD = 60;

    private final Instant now;

    Inspection(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Something of a source.
     *
     * @param first whether nothing stood before it in its file
     */
    record Item(SourceItem content, boolean first) {}

    /**
     * What was found in it.
     *
     * @param facts empty where there is no message that can be read
     * @param tally what checks found that need no other message
     */
    record Outcome(Optional<Facts> facts, Tally tally) {}

    Outcome inspect(Item item) {
        Tally tally = new Tally();
        Provenance place = item.content().provenance();
        if (item.content() instanceof RawMessage message) {
            return new Outcome(facts(message, item.first(), tally), tally);
        }
        if (item.content() instanceof OversizeMessage message) {
            tally.add(Check.OVERSIZE, at(place, String.format(Locale.ROOT, "%,d bytes", message.size())));
        } else if (item.content() instanceof UnreadableStretch stretch) {
            tally.add(Check.UNREADABLE, at(place, stretch.reason()));
        } else if (item.content() instanceof LeftOutMessage message) {
            tally.add(Check.LEFT_OUT, at(place, message.why().words()));
        }
        return new Outcome(Optional.empty(), tally);
    }

    /** As in an import, a message that the parser fails on harms no other. */
    private Optional<Facts> facts(RawMessage message, boolean first, Tally tally) {
        try {
            ParsedMessage parsed = PARSER.parse(message.bytes());
            Facts facts = facts(message, parsed);
            Tally own = new Tally();
            checkSplits(message, parsed, first, own);
            checkFields(facts, parsed, own);
            checkCharsets(facts, parsed, own);
            tally.addAll(own);
            return Optional.of(facts);
        } catch (RuntimeException | StackOverflowError fault) {
            tally.add(Check.UNREADABLE, at(message.provenance(), "The message could not be parsed: " + fault));
            return Optional.empty();
        }
    }

    private Facts facts(RawMessage message, ParsedMessage parsed) {
        Provenance place = message.provenance();
        Set<Defect.Kind> defects = EnumSet.noneOf(Defect.Kind.class);
        parsed.defects().forEach(defect -> defects.add(defect.kind()));
        EffectiveDate date = EffectiveDate.choose(parsed, place.receivedAt(), Optional.empty(), now);
        return new Facts(
                place,
                message.bytes().length,
                parsed.messageId(),
                parsed.contentHash(),
                parsed.subject(),
                date,
                shown(parsed.header().first("Date").orElse("")),
                parsed.references(),
                defects,
                Likeness.of(
                        date.rule(), date.at(), parsed.subject(), parsed.from().address()));
    }

    private static void checkSplits(RawMessage message, ParsedMessage parsed, boolean first, Tally tally) {
        Provenance place = message.provenance();
        if (!first && SplitDoubts.isTail(message)) {
            tally.add(Check.TAIL, at(place, text(place.separator())));
        }
        if (parsed.from().address().equalsIgnoreCase(PIPERMAIL_NOBODY)) {
            tally.add(Check.PIPERMAIL_TAIL, at(place, beginning(parsed.text())));
        }
        long start = place.position() + place.separator().length + lineEndLength(message.bytes());
        SplitDoubts.unsplit(
                message,
                line -> tally.add(
                        line.headFollows() ? Check.UNSPLIT : Check.FROM_LINE,
                        new Evidence(place.source(), start + line.offset(), line.text())));
    }

    private void checkFields(Facts facts, ParsedMessage parsed, Tally tally) {
        if (parsed.messageIdMade()) {
            tally.add(Check.ID_MISSING, facts.evidence("Subject: " + facts.subject()));
        }
        if (facts.date().rule() == DateRule.DATE) {
            witness(parsed.received(), facts.place().receivedAt())
                    .filter(other ->
                            Duration.between(facts.date().at(), other).abs().compareTo(FAR) > 0)
                    .ifPresent(other -> tally.add(
                            Check.DATE_FAR, facts.evidence("Date: " + facts.dateField() + "; others say " + other)));
        }
    }

    /** What others say of the date: the first host that took the message, else the separator. */
    private Optional<Instant> witness(List<Instant> received, Optional<Instant> separator) {
        Optional<Instant> lowest = received.isEmpty()
                ? separator.filter(at -> !at.equals(GIT_SEPARATOR))
                : Optional.of(received.get(received.size() - 1));
        return lowest.filter(at -> at.isAfter(EARLIEST) && at.isBefore(now));
    }

    private static void checkCharsets(Facts facts, ParsedMessage parsed, Tally tally) {
        Optional<String> wrong = Optional.empty();
        Optional<String> guessed = parsed.defects().stream()
                .filter(defect -> defect.kind() == Defect.Kind.FIELD_CHARSET)
                .map(defect -> "field " + defect.detail())
                .findFirst();
        for (BodyPart part : parsed.displayed()) {
            boolean text = part.kind() == BodyPart.Kind.TEXT || part.kind() == BodyPart.Kind.HTML;
            boolean declaredWrong = parsed.defects().stream()
                    .anyMatch(defect -> defect.kind() == Defect.Kind.CHARSET
                            && defect.place().equals("part " + part.number()));
            String type = part.header().first("Content-Type").orElse("no Content-Type");
            if (text && declaredWrong) {
                wrong = wrong.or(() -> Optional.of(shown(type) + " read as " + part.charset()));
            } else if (text && part.charsetGuessed()) {
                guessed = guessed.or(() -> Optional.of(shown(type) + " read as " + part.charset()));
            }
        }
        wrong.ifPresent(detail -> tally.add(Check.CHARSET_WRONG, facts.evidence(detail)));
        guessed.ifPresent(detail -> tally.add(Check.CHARSET_GUESSED, facts.evidence(detail)));
    }

    private static Evidence at(Provenance place, String detail) {
        return new Evidence(place.source(), place.position(), detail);
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1);
    }

    private static String beginning(String text) {
        return shown(text.substring(0, Math.min(text.length(), 4 * SHOWN_FIELD)));
    }

    /** On one line, cut to what a report has room for. */
    private static String shown(String text) {
        String line = Characters.collapsed(Characters.ofField(text));
        return line.codePointCount(0, line.length()) <= SHOWN_FIELD
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN_FIELD - 1)) + "…";
    }

    /** Of the line end after the separator, which is that of the message. */
    private static int lineEndLength(byte[] bytes) {
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                return at > 0 && bytes[at - 1] == '\r' ? 2 : 1;
            }
        }
        return 1;
    }
}
