package org.salonarchive.reader;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.ParsedMessage;

/** The images that a mail brings along, by the Content-ID (RFC 2392) by which its HTML names them. */
final class CarriedImages {

    /** Images that no browser runs anything of. */
    private static final Set<String> SAFE = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final Map<String, String> addresses = new HashMap<>();

    CarriedImages(MessageRow row, ParsedMessage message) {
        for (BodyPart part : message.parts()) {
            if (!part.contentId().isEmpty() && isSafe(part)) {
                addresses.putIfAbsent(part.contentId(), ArchiveLinks.part(row, part.number(), part.fileName()));
            }
        }
    }

    /** Whether the part is an image that a page may show. */
    static boolean isSafe(BodyPart part) {
        return SAFE.contains(part.mediaType());
    }

    /** Where the image of a Content-ID may be fetched. */
    Optional<String> address(String contentId) {
        return Optional.ofNullable(addresses.get(contentId));
    }
}
