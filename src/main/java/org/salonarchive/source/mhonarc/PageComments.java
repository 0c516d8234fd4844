package org.salonarchive.source.mhonarc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a message page says in comments before its visible part: {@code <!--X-Name: value -->}. Their values are bytes of
 * the mail's header section, here a character of ISO 8859-1 each.
 */
final class PageComments {

    private static final String BEGIN = "<!--X-";
    private static final String END = " -->";
    private static final int MOST = 2_000;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_VALUE = 64 << 10;

    /** In place of the id of a message that has none. */
    private static final String NO_ID = "@NO-ID-FOUND.mhonarc.org";

    private final Map<String, List<String>> values;

    private PageComments(Map<String, List<String>> values) {
        this.values = values;
    }

    /** What would be said with these values; names in lower case. */
    static PageComments ofValues(Map<String, List<String>> values) {
        return new PageComments(values);
    }

    /** @param head the page up to where its head ends, in ISO 8859-1 */
    static PageComments of(String head) {
        PageComments comments = new PageComments(new HashMap<>());
        int count = 0;
        int begin = head.indexOf(BEGIN);
        while (begin >= 0 && count < MOST) {
            int end = head.indexOf(END, begin);
            if (end < 0) {
                break;
            }
            comments.add(head.substring(begin + BEGIN.length(), end));
            count++;
            begin = head.indexOf(BEGIN, end);
        }
        return comments;
    }

    private void add(String comment) {
        int colon = comment.indexOf(": ");
        if (colon > 0 && colon <= LONGEST_NAME && comment.length() - colon <= LONGEST_VALUE) {
            String name = comment.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = Commented.undone(comment.substring(colon + 2))
                    .replaceAll("\\s*[\\r\\n]\\s*", " ")
                    .strip();
            values.computeIfAbsent(name, none -> new ArrayList<>()).add(value);
        }
    }

    /** Whether there is none: the archive was made without, or they were taken out. */
    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The Subject field. */
    Optional<String> subject() {
        return first("subject");
    }

    /** The From field, or what MHonArc took in its place; its address is never masked. */
    Optional<String> from() {
        return first("from-r13").map(Commented::rotated).or(() -> first("from"));
    }

    /** When it came, as the Received field on top says; of the Date field where the archive was set to that. */
    Optional<String> date() {
        return first("date");
    }

    /** The Message-ID without brackets, unless MHonArc made it. */
    Optional<String> messageId() {
        return first("message-id").filter(id -> !id.isEmpty() && !id.endsWith(NO_ID));
    }

    /** The media type in lower case. */
    Optional<String> contentType() {
        return first("content-type").or(() -> first("contenttype")).map(type -> type.toLowerCase(Locale.ROOT));
    }

    /** The ids of the messages before it, the one that it answers last. */
    List<String> references() {
        return values.getOrDefault("reference", values.getOrDefault("reference-id", List.of()));
    }

    /** The files, or the folders of files, that were made of its parts. */
    List<String> derived() {
        return values.getOrDefault("derived", List.of());
    }

    private Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name)).map(all -> all.get(0));
    }
}
