package org.salonarchive.reader;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.reader.legacy.LegacyBases;
import org.salonarchive.search.query.Pasted;

/** Where a Message-ID or a link leads that was pasted into a search box: to the message itself, if it is here. */
@ApplicationScoped
class PastedAddress {

    private final MessageIds ids;
    private final Messages messages;
    private final MailingLists lists;
    private final LegacyBases old;

    PastedAddress(MessageIds ids, Messages messages, MailingLists lists, LegacyBases old) {
        this.ids = ids;
        this.messages = messages;
        this.lists = lists;
        this.old = old;
    }

    /** The path of a page; empty when it is none that is known, so that its words are searched for. */
    Optional<String> leads(Pasted pasted) {
        if (pasted.kind() == Pasted.Kind.MESSAGE_ID) {
            return ids.find(pasted.text()).map(ArchiveLinks::message);
        }
        return uri(pasted.text()).flatMap(this::leads);
    }

    private Optional<String> leads(URI uri) {
        String path = uri.getRawPath();
        if (path == null || !path.startsWith("/") || path.startsWith("//")) {
            return Optional.empty();
        }
        return ofMessage(path).or(() -> isHere(path) ? Optional.of(path) : Optional.empty());
    }

    /** Other archives, too, have the Message-ID or its hash in their addresses. */
    private Optional<String> ofMessage(String path) {
        List<String> parts = new ArrayList<>(List.of(path.split("/")));
        for (String part : parts) {
            Optional<MessageRow> row = part.contains("@") || part.contains("%40")
                    ? ids.find(part)
                    : MessageIdHash.parse(part).flatMap(hash -> messages.at(0, hash));
            if (row.isPresent()) {
                return row.map(ArchiveLinks::message);
            }
        }
        return Optional.empty();
    }

    /** A page of a list that is here, or of the archive that it had before. */
    private boolean isHere(String path) {
        String[] parts = path.split("/");
        return parts.length > 1 && lists.visible(parts[1]).isPresent() || old.has(path);
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }
}
