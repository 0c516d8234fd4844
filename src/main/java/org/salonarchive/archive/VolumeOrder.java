package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The order of a volume's indexes by subject and by author, as Pipermail has it: what is equal goes by date. */
@ApplicationScoped
public class VolumeOrder {

    private final EntityManager database;

    VolumeOrder(EntityManager database) {
        this.database = database;
    }

    /** What of a message an index is sorted by. */
    private record Heading(long message, String subject, String author) {}

    private record Keyed(long message, String key) {}

    /** The volume's messages by what stands in their subjects behind the list's prefix and reply marks. */
    public List<Long> bySubject(MailingList list, Volume volume) {
        Pattern prefix = PipermailKeys.prefix(list.subjectPrefix, list.name());
        return sorted(list, volume, heading -> PipermailKeys.ofSubject(heading.subject(), prefix));
    }

    /** The volume's messages by the surnames of their authors. */
    public List<Long> byAuthor(MailingList list, Volume volume) {
        return sorted(list, volume, heading -> PipermailKeys.ofAuthor(heading.author()));
    }

    private List<Long> sorted(MailingList list, Volume volume, Function<Heading, String> key) {
        return headings(list, volume).stream()
                .map(heading -> new Keyed(heading.message(), key.apply(heading)))
                .sorted(Comparator.comparing(Keyed::key))
                .map(Keyed::message)
                .toList();
    }

    /** Oldest first; sorting keeps that among equals. */
    private List<Heading> headings(MailingList list, Volume volume) {
        List<Heading> headings = new ArrayList<>();
        for (Object row : database.createNativeQuery("""
                        select m.id, m.subject, coalesce(nullif(trim(m.sender_name), ''), s.address) as author
                          from list_message lm
                          join mailing_list list on list.id = lm.list_id
                          join message m on m.id = lm.message_id
                          join sender s on s.id = m.sender_id
                         where lm.list_id = :list and %s
                           and lm.effective_at >= :start and lm.effective_at < :end
                         order by lm.effective_at, m.id""".formatted(AccessRule.VISIBLE), Tuple.class)
                .setParameter("list", list.id())
                .setParameter("start", volume.startsAt())
                .setParameter("end", volume.endsAt())
                .getResultList()) {
            Tuple tuple = (Tuple) row;
            headings.add(new Heading(
                    tuple.get("id", Number.class).longValue(),
                    tuple.get("subject", String.class),
                    tuple.get("author", String.class)));
        }
        return headings;
    }
}
