package org.salonarchive.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.message.Reference;

/** A {@code mailto:} link (RFC 6068) that answers a message on its list, so that the answer is threaded. */
final class Reply {

    private static final Pattern POST = Pattern.compile("<mailto:([^<>?\\s]{1,200})[^<>]*>");

    /** Characters of Message-IDs; mail programs take links of about two thousand. */
    private static final int LONGEST_REFERENCES = 900;

    private static final int LONGEST_SUBJECT = 200;

    private Reply() {}

    /**
     * Empty when nobody says where to post: the sender's own address is not given away.
     *
     * @param listAddress where answers go when the message does not say so; may be empty
     */
    static String mailto(ParsedMessage message, MessageRow row, String listAddress) {
        String address = message.header().first("List-Post").map(Reply::posting).orElse(listAddress);
        String id = "<" + message.messageId().value() + ">";
        if (address.isEmpty() || message.messageIdMade() || id.length() > LONGEST_REFERENCES) {
            return "";
        }
        return "mailto:" + address + "?Subject=" + ArchiveLinks.escape(subject(row.subject()))
                + "&In-Reply-To=" + ArchiveLinks.escape(id)
                + "&References=" + ArchiveLinks.escape(references(message, id));
    }

    /** {@code List-Post: NO} forbids to post (RFC 2369). */
    private static String posting(String field) {
        Matcher post = POST.matcher(field);
        return post.find() ? post.group(1) : "";
    }

    private static String subject(String subject) {
        String answer = subject.regionMatches(true, 0, "re:", 0, 3) ? subject : "Re: " + subject;
        return answer.length() <= LONGEST_SUBJECT
                ? answer
                : answer.substring(0, answer.offsetByCodePoints(0, answer.codePointCount(0, LONGEST_SUBJECT)));
    }

    /** What the message refers to and the message itself (RFC 5322, 3.6.4); where that is long, the nearest. */
    private static String references(ParsedMessage message, String id) {
        List<Reference> known = message.references();
        boolean field = known.stream().anyMatch(reference -> reference.field() == Reference.Field.REFERENCES);
        List<String> ids = new ArrayList<>();
        int room = LONGEST_REFERENCES - id.length();
        for (int i = known.size() - 1; i >= 0; i--) {
            String one = "<" + known.get(i).id().value() + ">";
            if ((known.get(i).field() == Reference.Field.REFERENCES) == field && !ids.contains(one)) {
                room -= one.length() + 1;
                if (room < 0) {
                    break;
                }
                ids.add(0, one);
            }
        }
        ids.add(id);
        return String.join(" ", ids);
    }
}
