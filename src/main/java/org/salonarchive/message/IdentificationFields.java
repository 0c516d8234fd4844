package org.salonarchive.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.salonarchive.message.Reference.Field;

/** Reads Message-ID, References and In-Reply-To (RFC 5322 §3.6.4). */
final class IdentificationFields {
    private final HeaderSection header;
    private final Defects defects;

    IdentificationFields(HeaderSection header, Defects defects) {
        this.header = header;
        this.defects = defects;
    }

    /** The message's own id; a bare word without brackets is taken too. */
    Optional<MessageId> messageId() {
        String body = header.first("Message-ID").orElse("");
        MessageIdScanner scanner = new MessageIdScanner(body);
        Optional<MessageId> id = scanner.bracketed().isEmpty()
                ? MessageIdScanner.id(scanner.outside().replace("<", "").replace(">", ""))
                : Optional.of(scanner.bracketed().get(0));
        if (id.isEmpty()) {
            defects.add(Defect.Kind.MESSAGE_ID_MISSING, "header Message-ID", body);
        } else if (scanner.bracketed().isEmpty()
                || scanner.bracketsHoldText()
                || id.get().value().indexOf('@') < 0) {
            defects.add(Defect.Kind.MESSAGE_ID_FORM, "header Message-ID", body);
        }
        return id;
    }

    /**
     * Whom the message names, oldest first: the ids of References, then those of In-Reply-To. An id that both name
     * stands last, as the algorithm of Jamie Zawinski has it; the message's own id is left out.
     */
    List<Reference> references(Optional<MessageId> own) {
        Map<MessageId, Reference> chain = new LinkedHashMap<>();
        for (Reference reference : bounded(referencesField())) {
            chain.putIfAbsent(reference.id(), reference);
        }
        for (Reference reference : inReplyTo()) {
            if (reference.field() == Field.IN_REPLY_TO) {
                chain.remove(reference.id());
            }
            chain.putIfAbsent(reference.id(), reference);
        }
        own.ifPresent(chain::remove);
        return List.copyOf(chain.values());
    }

    private List<Reference> referencesField() {
        List<MessageId> ids = new ArrayList<>();
        for (String body : header.all("References")) {
            MessageIdScanner scanner = new MessageIdScanner(body);
            ids.addAll(scanner.bracketed().isEmpty() ? scanner.bare() : scanner.bracketed());
        }
        return numbered(ids, Field.REFERENCES);
    }

    /** The first ids and the last: the root and the nearest ancestors. */
    private List<Reference> bounded(List<Reference> all) {
        int bound = ParseLimits.REFERENCES;
        if (all.size() <= 2 * bound) {
            return all;
        }
        defects.add(Defect.Kind.TOO_MANY_REFERENCES, "header References", all.size() + " Message-IDs");
        List<Reference> kept = new ArrayList<>(all.subList(0, bound));
        kept.addAll(all.subList(all.size() - bound, all.size()));
        return kept;
    }

    private List<Reference> inReplyTo() {
        String body = header.first("In-Reply-To").orElse("");
        MessageIdScanner scanner = new MessageIdScanner(body);
        List<MessageId> ids = scanner.bracketed();
        if (ids.isEmpty()) {
            return bareInReplyTo(scanner);
        }
        boolean clean = scanner.outside().chars().noneMatch(Character::isLetterOrDigit) && !isText(scanner);
        if (clean) {
            return nearestLast(bounded(numbered(ids, Field.IN_REPLY_TO)));
        }
        List<MessageId> likely =
                ids.stream().filter(id -> id.value().indexOf('@') > 0).toList();
        return bounded(numbered(likely, Field.IN_REPLY_TO_AMID_TEXT));
    }

    /** Brackets around words, not around one folded id. */
    private static boolean isText(MessageIdScanner scanner) {
        return scanner.bracketsHoldText()
                && scanner.bracketed().stream().noneMatch(id -> id.value().indexOf('@') > 0);
    }

    private static List<Reference> bareInReplyTo(MessageIdScanner scanner) {
        List<MessageId> ids = scanner.bare();
        if (ids.size() != 1 || !ids.get(0).value().equals(scanner.outside())) {
            return List.of();
        }
        // A left part without any digit is a person's address rather than a message's id.
        String value = ids.get(0).value();
        boolean digits = value.substring(0, value.indexOf('@')).chars().anyMatch(Character::isDigit);
        return numbered(ids, digits ? Field.IN_REPLY_TO : Field.IN_REPLY_TO_AMID_TEXT);
    }

    /** RFC 5256 §2.2 takes the first id of In-Reply-To as the parent, so the first is the nearest. */
    private static List<Reference> nearestLast(List<Reference> references) {
        List<Reference> reversed = new ArrayList<>(references);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<Reference> numbered(List<MessageId> ids, Field field) {
        List<Reference> references = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            references.add(new Reference(ids.get(i), field, i + 1));
        }
        return references;
    }
}
