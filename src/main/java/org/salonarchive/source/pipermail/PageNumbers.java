package org.salonarchive.source.pipermail;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.RawMessage;

/**
 * The numbers that a volume's index gives to messages of its text: by the second at which they were sent and their
 * subject. Where two have both the same, neither is known by it.
 */
public final class PageNumbers {

    /** Where there is no index. */
    public static final PageNumbers NONE = new PageNumbers("");

    private static final int TWO = -1;

    private final String volume;
    private final Map<Sent, Integer> numbers = new HashMap<>();

    private record Sent(Optional<Instant> at, int subject) {

        static Sent of(Traits traits) {
            return new Sent(traits.sent(), traits.subject());
        }
    }

    private PageNumbers(String volume) {
        this.volume = volume;
    }

    /** @param volume the name of the folder of its pages */
    public static PageNumbers of(String volume, PageIndex index) {
        PageNumbers numbers = new PageNumbers(volume);
        index.entries().values().stream()
                .filter(entry -> entry.date().isPresent())
                .forEach(entry -> numbers.numbers.merge(
                        Sent.of(Traits.of(entry.date(), entry.subject(), "")), entry.number(), (one, other) -> TWO));
        return numbers;
    }

    /** The same message with the address of its page, where that is known. */
    public RawMessage linked(RawMessage text) {
        int number = numbers.isEmpty()
                ? TWO
                : numbers.getOrDefault(Sent.of(HeadFields.of(text.bytes()).traits()), TWO);
        if (number == TWO) {
            return text;
        }
        OldLink page = new OldLink.Page(OldLink.Scheme.PIPERMAIL, volume, number);
        return new RawMessage(text.bytes(), text.provenance().at(List.of(page)));
    }
}
