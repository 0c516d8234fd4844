package org.salonarchive.source.imap;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.salonarchive.source.SourceSettings;

/**
 * Which messages of a mailbox belong to the list: those for which all that was said holds. It looks at the
 * header section only, and at each field no further than a person would.
 *
 * @param listId the identifier between the angle brackets of {@code List-Id} (RFC 2919); empty for any
 * @param subjectTag what the subject holds, upper or lower case; empty for any
 * @param recipient an address that the message is to or was delivered for; empty for any
 */
record HeaderFilter(String listId, String subjectTag, String recipient) {

    private static final int FIELD_CHARS = 64 << 10;
    private static final int SUBJECT_CHARS = 4_000;
    private static final List<String> RECIPIENTS = List.of(
            "to",
            "cc",
            "delivered-to",
            "x-original-to",
            "envelope-to",
            "x-envelope-to",
            "list-post",
            "resent-to",
            "resent-cc");

    HeaderFilter {
        listId = withoutBrackets(listId).toLowerCase(Locale.ROOT);
        subjectTag = subjectTag.strip().toLowerCase(Locale.ROOT);
        recipient = withoutBrackets(recipient).toLowerCase(Locale.ROOT);
    }

    static HeaderFilter of(SourceSettings settings) {
        return new HeaderFilter(settings.get("list-id"), settings.get("subject-tag"), settings.get("recipient"));
    }

    private static String withoutBrackets(String text) {
        int open = text.lastIndexOf('<');
        int close = text.lastIndexOf('>');
        return (open >= 0 && close > open ? text.substring(open + 1, close) : text).strip();
    }

    /** Whether every message is taken. */
    boolean takesAll() {
        return listId.isEmpty() && subjectTag.isEmpty() && recipient.isEmpty();
    }

    /** What it takes, as part of a name: a folder read with another filter is read anew. Empty when it takes all. */
    String mark() {
        return takesAll() ? "" : "?list-id=" + listId + "&subject-tag=" + subjectTag + "&recipient=" + recipient;
    }

    /** Whether a message with this header section is taken; what follows an empty line is not looked at. */
    boolean takes(byte[] header) {
        boolean list = listId.isEmpty();
        boolean subject = subjectTag.isEmpty();
        boolean sentTo = recipient.isEmpty();
        StringBuilder field = new StringBuilder();
        for (String line : (Iterable<String>) new String(header, StandardCharsets.ISO_8859_1).lines()::iterator) {
            boolean continues = line.startsWith(" ") || line.startsWith("\t");
            if (!continues) {
                list |= isOfList(field);
                subject |= hasTag(field);
                sentTo |= isSentTo(field);
                field.setLength(0);
            }
            if (line.isEmpty()) {
                break;
            }
            if (field.length() < FIELD_CHARS) {
                field.append(line);
            }
        }
        return (list || isOfList(field)) && (subject || hasTag(field)) && (sentTo || isSentTo(field));
    }

    private boolean isOfList(CharSequence field) {
        return name(field).equals("list-id")
                && withoutBrackets(value(field)).toLowerCase(Locale.ROOT).equals(listId);
    }

    private boolean hasTag(CharSequence field) {
        if (!name(field).equals("subject")) {
            return false;
        }
        String value = value(field);
        value = value.substring(0, Math.min(SUBJECT_CHARS, value.length()));
        // Raw eight-bit text is UTF-8 nowadays, and a tag mostly ASCII.
        value = new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return value.toLowerCase(Locale.ROOT).contains(subjectTag)
                || decoded(value).toLowerCase(Locale.ROOT).contains(subjectTag);
    }

    private static String decoded(String value) {
        try {
            return MimeUtility.decodeText(value);
        } catch (UnsupportedEncodingException | RuntimeException notInThatForm) {
            return value;
        }
    }

    private boolean isSentTo(CharSequence field) {
        if (!RECIPIENTS.contains(name(field))) {
            return false;
        }
        String value = value(field).toLowerCase(Locale.ROOT);
        for (int at = value.indexOf(recipient); at >= 0; at = value.indexOf(recipient, at + 1)) {
            int end = at + recipient.length();
            boolean begins = at == 0 || !isOfAddress(value.charAt(at - 1)) || value.startsWith("mailto:", at - 7);
            if (begins && (end == value.length() || !isOfAddress(value.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfAddress(char c) {
        return Character.isLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.@".indexOf(c) >= 0;
    }

    private static String name(CharSequence field) {
        int colon = field.toString().indexOf(':');
        return colon < 0 ? "" : field.toString().substring(0, colon).strip().toLowerCase(Locale.ROOT);
    }

    private static String value(CharSequence field) {
        return field.toString().substring(field.toString().indexOf(':') + 1).strip();
    }
}
