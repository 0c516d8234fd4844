package org.salonarchive.reader;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.message.MessageId;

/** Finds messages by Message-IDs as people and programs write them down. */
@ApplicationScoped
public class MessageIds {

    /** A shorter beginning names too many messages. */
    private static final int SHORTEST_PREFIX = 14;

    private static final int LONGEST = 2000;

    private final Messages messages;

    MessageIds(Messages messages) {
        this.messages = messages;
    }

    /** The message of an id, or of the only id that begins so. */
    public Optional<MessageRow> find(String written) {
        if (written.length() > LONGEST || written.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        for (String id : candidates(written)) {
            List<MessageRow> rows = messages.withMessageId(new MessageId(id).hash());
            if (!rows.isEmpty()) {
                return Optional.of(rows.get(0));
            }
        }
        String normal = normal(written);
        boolean controls = normal.chars().anyMatch(Character::isISOControl);
        if (controls || normal.length() < SHORTEST_PREFIX || normal.length() > Messages.LONGEST_PREFIX) {
            return Optional.empty();
        }
        List<MessageRow> rows = messages.withMessageIdPrefix(normal);
        return rows.size() == 1 ? Optional.of(rows.get(0)) : Optional.empty();
    }

    /** What may have been meant, the most literal first: an id may itself end in a slash or contain a percent sign. */
    static Set<String> candidates(String written) {
        Set<String> candidates = new LinkedHashSet<>();
        String bare = withoutBrackets(written.strip());
        candidates.add(withoutSpace(bare));
        candidates.add(normal(written));
        candidates.remove("");
        return candidates;
    }

    /** Without brackets, a scheme, escapes that were escaped again, the " at " of masked addresses, a slash. */
    static String normal(String written) {
        String id = unescaped(written).strip();
        id = id.regionMatches(true, 0, "mid:", 0, 4) ? id.substring(4) : id;
        id = id.endsWith("/") ? id.substring(0, id.length() - 1) : id;
        id = withoutBrackets(id.strip());
        int at = id.indexOf(" at ");
        id = at > 0 && id.indexOf('@') < 0 ? id.substring(0, at) + "@" + id.substring(at + 4) : id;
        return withoutSpace(id);
    }

    private static String withoutSpace(String id) {
        StringBuilder dense = new StringBuilder(id.length());
        id.codePoints().filter(c -> !Character.isWhitespace(c)).forEach(dense::appendCodePoint);
        return dense.toString();
    }

    private static String withoutBrackets(String id) {
        String left = id.startsWith("<") ? id.substring(1) : id;
        return left.endsWith(">") ? left.substring(0, left.length() - 1) : left;
    }

    /** Percent-escapes undone once; as it is where they are none. */
    public static String unescaped(String id) {
        try {
            return id.indexOf('%') < 0 ? id : URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return id;
        }
    }
}
