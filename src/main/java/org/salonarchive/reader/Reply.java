package org.salonarchive.reader;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.message.ParsedMessage;

/** A {@code mailto:} link (RFC 6068) that answers a message on its list, so that the answer is threaded. */
final class Reply {

    private static final Pattern POST = Pattern.compile("<mailto:([^<>?\\s]{1,200})[^<>]*>");
    private static final int LONGEST_ID = 500;

    private Reply() {}

    /** Empty when the message does not say where to post: the sender's own address is not given away. */
    static String mailto(ParsedMessage message, MessageRow row) {
        Matcher post = POST.matcher(message.header().first("List-Post").orElse(""));
        String id = message.messageId().value();
        if (!post.find() || message.messageIdMade() || id.length() > LONGEST_ID) {
            return "";
        }
        String subject = row.subject().regionMatches(true, 0, "re:", 0, 3) ? row.subject() : "Re: " + row.subject();
        return "mailto:" + post.group(1) + "?Subject=" + ArchiveLinks.escape(subject) + "&In-Reply-To="
                + ArchiveLinks.escape("<" + id + ">") + "&References=" + ArchiveLinks.escape("<" + id + ">");
    }
}
