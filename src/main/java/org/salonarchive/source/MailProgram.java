package org.salonarchive.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.salonarchive.source.LeftOutMessage.Why;

/**
 * The mail program that wrote a mailbox, by its separators, and what it notes of a message in fields before those that
 * came with it. Fields further down are the sender's word, and count for nothing.
 */
enum MailProgram {
    /** {@code From - Tue Mar 01 09:00:00 2011}; of late {@code From } alone, and then each quoted line has one more. */
    THUNDERBIRD(Pattern.compile("From (?:- .*)?"), Set.of("x-account-key", "x-uidl", "x-mozilla-")) {
        @Override
        Optional<Why> leftOut(String name, String value) {
            boolean expunged = name.equals("x-mozilla-status") && hasBit(value, EXPUNGED)
                    || name.equals("x-mozilla-status2") && hasBit(value, DELETED_ON_SERVER);
            return expunged ? Optional.of(Why.EXPUNGED) : Optional.empty();
        }
    },
    /** Google Takeout: {@code From 1234567890123456789@xxx Tue Mar 01 09:00:00 +0000 2011}. */
    GMAIL(Pattern.compile("From \\d{1,20}@xxx .*"), Set.of("x-gm-thrid", "x-gmail-labels")) {
        @Override
        Optional<Why> leftOut(String name, String value) {
            return name.equals("x-gmail-labels")
                    ? Arrays.stream(value.split(","))
                            .map(label -> LABELS.get(label.strip().toLowerCase(Locale.ROOT)))
                            .filter(why -> why != null)
                            .findFirst()
                    : Optional.empty();
        }
    };

    private static final long EXPUNGED = 0x0008;
    private static final long DELETED_ON_SERVER = 0x0020_0000;

    private static final Map<String, Why> LABELS = Map.of(
            "spam", Why.SPAM,
            "trash", Why.TRASH,
            "draft", Why.DRAFT,
            "drafts", Why.DRAFT,
            "chat", Why.CHAT,
            "chats", Why.CHAT);

    /** Labels may be many. */
    private static final int LONGEST_NOTES = 16 << 10;

    private final Pattern separator;
    private final Set<String> notes;

    MailProgram(Pattern separator, Set<String> notes) {
        this.separator = separator;
        this.notes = notes;
    }

    /** The program that writes such separators, if it is known by them. */
    static Optional<MailProgram> of(byte[] separator) {
        String line = text(separator, SourceLimits.LINE_BYTES);
        return Arrays.stream(values())
                .filter(program -> program.separator.matcher(line).matches())
                .findFirst();
    }

    /** Why a message is not to be taken over, by what the program notes of it. */
    static Optional<Why> leftOut(byte[] separator, byte[] message) {
        return of(separator).flatMap(program -> program.noted(message));
    }

    private Optional<Why> noted(byte[] message) {
        String unfolded = text(message, LONGEST_NOTES).replaceAll("\r?\n[ \t]+", " ");
        for (String line : (Iterable<String>) unfolded.lines()::iterator) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
            if (notes.stream().noneMatch(own -> own.endsWith("-") ? name.startsWith(own) : name.equals(own))) {
                return Optional.empty();
            }
            Optional<Why> why = leftOut(name, line.substring(colon + 1).strip());
            if (why.isPresent()) {
                return why;
            }
        }
        return Optional.empty();
    }

    /** What one field says. */
    abstract Optional<Why> leftOut(String name, String value);

    private static boolean hasBit(String hex, long bit) {
        return hex.matches("[0-9A-Fa-f]{1,8}") && (Long.parseLong(hex, 16) & bit) != 0;
    }

    private static String text(byte[] bytes, int longest) {
        return new String(bytes, 0, Math.min(bytes.length, longest), StandardCharsets.ISO_8859_1);
    }
}
