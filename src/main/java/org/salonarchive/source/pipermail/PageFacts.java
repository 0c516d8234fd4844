package org.salonarchive.source.pipermail;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What is known of the message of a page before the page is read for good, without its text.
 *
 * @param isOnDisk whether there is a page, and not only an index that names it
 * @param ownId where page or index says it, with brackets
 * @param answers the id of the message that it answers, where the page says it, with brackets
 * @param ownDate where the page shows the field as it was sent
 * @param shown the date that the page shows otherwise
 * @param dated when it was sent, as the index says, or as the zone means that other pages show
 * @param parent the page of the message that it answers, where the index says it
 * @param body hash of its text without what archives do to addresses; 0 when there is none
 * @param attachments whether something in its text looks like what stands in the place of one
 * @param fragment whether it is the rest of a message that was once split
 */
record PageFacts(
        int number,
        boolean isOnDisk,
        Optional<String> ownId,
        Optional<String> answers,
        Optional<String> ownDate,
        Optional<ShownDate> shown,
        Optional<Instant> dated,
        OptionalInt parent,
        Traits traits,
        int body,
        boolean attachments,
        boolean fragment) {

    private static final Pattern CHANGED = Pattern.compile(" at |[^a-z0-9]+");

    static PageFacts of(int number, Optional<MessagePage> page, Optional<PageIndex.Entry> entry) {
        Optional<String> ownDate = page.flatMap(MessagePage::ownDate);
        Optional<ShownDate> shown = page.flatMap(each -> ShownDate.of(each.date()));
        Optional<Instant> dated = entry.flatMap(PageIndex.Entry::date);
        Optional<Instant> sent =
                ownDate.flatMap(HeadFields::date).or(() -> dated).or(() -> shown.map(ShownDate::about));
        String subject = page.map(MessagePage::subject)
                .or(() -> entry.map(PageIndex.Entry::subject))
                .orElse("");
        String from = page.map(each -> each.address().isEmpty() ? each.author() : each.address())
                .orElse("");
        return new PageFacts(
                number,
                page.isPresent(),
                page.flatMap(MessagePage::ownId)
                        .or(() -> entry.flatMap(PageIndex.Entry::id).map(id -> "<" + id + ">")),
                page.flatMap(MessagePage::answers),
                ownDate,
                shown,
                dated,
                entry.map(PageIndex.Entry::parent).orElse(OptionalInt.empty()),
                Traits.of(sent, subject, from),
                page.map(each -> CHANGED.matcher(each.body().toLowerCase(Locale.ROOT))
                                .replaceAll("")
                                .hashCode())
                        .orElse(0),
                page.map(each -> each.body().contains("attachments/")).orElse(false),
                Blocks.isFragment(from));
    }

    /**
     * The same with the moment that the page shows, where nothing else says it.
     *
     * @param ahead what zones mean, in seconds
     */
    PageFacts dated(Map<String, Long> ahead) {
        Optional<Instant> moment = shown.filter(any -> dated.isEmpty()).flatMap(date -> date.at(ahead));
        return moment.isEmpty()
                ? this
                : new PageFacts(
                        number,
                        isOnDisk,
                        ownId,
                        answers,
                        ownDate,
                        shown,
                        moment,
                        parent,
                        new Traits(moment, traits.subject(), traits.author()),
                        body,
                        attachments,
                        fragment);
    }
}
