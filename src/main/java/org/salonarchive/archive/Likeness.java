package org.salonarchive.archive;

import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.salonarchive.message.DateRule;
import org.salonarchive.message.field.BaseSubject;

/**
 * By what a message with the same Message-ID is taken for the same one although its content differs, as that of a
 * message put together again of an archive's text always does.
 *
 * @param date of its Date field; empty when that is not sane
 * @param subject the base subject, without what archives lose of it
 * @param address of the sender in lower case; empty where an archive has hidden it
 */
public record Likeness(Optional<Instant> date, String subject, String address) {

    /** What Pipermail writes where there was none. */
    private static final String NO_SUBJECT = "nosubject";

    static Likeness of(Arrival arrival) {
        return of(
                arrival.date().rule(),
                arrival.date().at(),
                arrival.subject(),
                arrival.sender().address());
    }

    /** @param at the date that the message is filed by, and the rule that chose it */
    public static Likeness of(DateRule rule, Instant at, String subject, String address) {
        return new Likeness(
                Optional.of(at.truncatedTo(ChronoUnit.MICROS)).filter(any -> rule == DateRule.DATE),
                comparable(BaseSubject.of(subject)),
                address.toLowerCase(Locale.ROOT));
    }

    /** Text in a list's charset has one question mark or several for what is not in it, and is folded elsewhere. */
    private static String comparable(String subject) {
        String plain = Normalizer.normalize(subject, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", "")
                .replaceAll("[^!-~]+", "?")
                .replaceAll("\\?+", "?");
        return plain.equals(NO_SUBJECT) ? "" : plain;
    }

    /** Whether both may be the same message. */
    boolean agreesWith(Likeness other) {
        return date.isPresent()
                && date.equals(other.date)
                && subject.equals(other.subject)
                && (address.isEmpty() || other.address.isEmpty() || address.equals(other.address));
    }
}
