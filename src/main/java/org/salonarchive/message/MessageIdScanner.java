package org.salonarchive.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.salonarchive.message.charset.Characters;
import org.salonarchive.message.field.EncodedWords;

/**
 * Finds Message-IDs in a field body (RFC 5322 §3.6.4): those in angle brackets, folded and broken ones too, and the
 * words without brackets that look like one.
 */
final class MessageIdScanner {
    private final String body;
    private final StringBuilder outside = new StringBuilder();
    private final List<MessageId> bracketed = new ArrayList<>();
    private boolean bracketsHoldText;

    MessageIdScanner(String raw) {
        this.body = raw.startsWith("=?") ? EncodedWords.decode(raw) : raw;
        scan();
    }

    private void scan() {
        int at = 0;
        while (at < body.length()) {
            int open = body.indexOf('<', at);
            if (open < 0) {
                break;
            }
            outside.append(body, at, open).append(' ');
            int begin = open;
            while (begin < body.length() && body.charAt(begin) == '<') {
                begin++;
            }
            int end = begin;
            while (end < body.length() && body.charAt(end) != '>' && body.charAt(end) != '<') {
                end++;
            }
            bracket(body.substring(begin, end));
            at = end;
            while (at < body.length() && body.charAt(at) == '>') {
                at++;
            }
        }
        outside.append(body, Math.min(at, body.length()), body.length());
    }

    private void bracket(String inner) {
        bracketsHoldText |= inner.indexOf(RawField.GAP) < 0 && inner.strip().indexOf(' ') > 0;
        if (inner.indexOf(RawField.GAP) < 0) {
            id(inner).ifPresent(bracketed::add);
        }
    }

    /** The Message-ID that this text is without its white space; empty when nothing is left. */
    static Optional<MessageId> id(String text) {
        StringBuilder value = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                value.append(text.charAt(i));
            }
        }
        return value.isEmpty() ? Optional.empty() : Optional.of(new MessageId(value.toString()));
    }

    /** The ids in angle brackets, in order. */
    List<MessageId> bracketed() {
        return bracketed;
    }

    /** Whether the brackets hold anything with spaces, as folded ids and plain text do. */
    boolean bracketsHoldText() {
        return bracketsHoldText;
    }

    /** What stands outside of brackets and, where brackets name an id, of comments; without white space at its ends. */
    String outside() {
        return bracketed.isEmpty() ? outside.toString().strip() : withoutComments(outside.toString());
    }

    /** Words outside of brackets that look like ids. */
    List<MessageId> bare() {
        List<MessageId> ids = new ArrayList<>();
        for (String word : Characters.collapsed(outside.toString()).split("[ ,;]+")) {
            String id = word.startsWith("\"") || word.startsWith("(") ? "" : word;
            int at = id.indexOf('@');
            if (at > 0 && at < id.length() - 1 && id.indexOf(RawField.GAP) < 0) {
                ids.add(new MessageId(id));
            }
        }
        return ids;
    }

    private static String withoutComments(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                plain.append(c);
            }
        }
        return plain.toString().strip();
    }
}
