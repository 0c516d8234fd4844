package org.salonarchive.message;

import java.util.ArrayList;
import java.util.List;
import org.salonarchive.message.charset.Characters;
import org.salonarchive.message.field.EncodedWords;

/**
 * Reads address lists (RFC 5322 §3.4, §4.4), leniently: groups are opened, comments serve as names, unbalanced quotes
 * and brackets end somewhere sensible, and the "user at host (Name)" of archives is turned back.
 */
final class AddressField {
    /** A longer phrase before a colon names no group. */
    private static final int GROUP_NAME = 200;

    private final String body;
    private final int bound;
    private final List<MailboxAddress> mailboxes = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private String angle = "";
    private boolean hasAngle;
    private int at;
    private int quotesEnd;

    private AddressField(String body, int bound) {
        this.body = body;
        this.bound = bound;
        this.quotesEnd = body.length();
    }

    /** The mailboxes of a raw field body, at most the bound of {@link ParseLimits#ADDRESSES}. */
    static List<MailboxAddress> parse(String body) {
        return parse(body, ParseLimits.ADDRESSES);
    }

    /** The first mailbox; {@link MailboxAddress#NONE} when there is none. */
    static MailboxAddress first(String body) {
        List<MailboxAddress> all = parse(body, 2);
        if (all.size() == 2
                && all.get(0).address().isEmpty()
                && !all.get(1).address().isEmpty()) {
            // Doe, John <john@host>: the comma should have stood in quotes.
            return new MailboxAddress(
                    all.get(0).name() + ", " + all.get(1).name(), all.get(1).address());
        }
        return all.isEmpty() ? MailboxAddress.NONE : all.get(0);
    }

    private static List<MailboxAddress> parse(String body, int bound) {
        return ObscuredAddress.parse(body)
                .map(List::of)
                .orElseGet(() -> List.copyOf(new AddressField(body, bound).mailboxes()));
    }

    private List<MailboxAddress> mailboxes() {
        while (at < body.length() && mailboxes.size() < bound) {
            char c = body.charAt(at);
            switch (c) {
                case '"' -> quoted();
                case '(' -> comment();
                case '<' -> angle();
                case '[' -> literal();
                case ',', ';' -> {
                    at++;
                    finish();
                }
                case ':' -> colon();
                case '=' -> word();
                default -> {
                    phrase.append(c);
                    at++;
                }
            }
        }
        if (mailboxes.size() < bound) {
            finish();
        }
        return mailboxes;
    }

    private void quoted() {
        if (at > quotesEnd) {
            at++;
            return;
        }
        int end = at + 1;
        while (end < body.length() && body.charAt(end) != '"') {
            end += body.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= body.length()) {
            // The quote never ends, so it is none, nor is any after it.
            quotesEnd = at;
            at++;
            return;
        }
        boolean isLocalPart = end + 1 < body.length() && body.charAt(end + 1) == '@';
        phrase.append(isLocalPart ? body.substring(at, end + 1) : unescaped(body.substring(at + 1, end)));
        at = end + 1;
    }

    private static String unescaped(String quoted) {
        if (quoted.indexOf('\\') < 0) {
            return quoted;
        }
        StringBuilder plain = new StringBuilder(quoted.length());
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c == '\\' && i + 1 < quoted.length()) {
                i++;
                c = quoted.charAt(i);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private void comment() {
        int depth = 0;
        int begin = at + 1;
        while (at < body.length()) {
            char c = body.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                break;
            }
            at++;
        }
        int end = Math.min(at, body.length());
        if (!comment.isEmpty()) {
            comment.append(' ');
        }
        comment.append(unescaped(body.substring(begin, Math.max(begin, end))));
        phrase.append(' ');
        at++;
    }

    private void angle() {
        int begin = at;
        while (begin < body.length() && body.charAt(begin) == '<') {
            begin++;
        }
        int end = begin;
        while (end < body.length() && body.charAt(end) != '>' && body.charAt(end) != '<') {
            end++;
        }
        if (!hasAngle) {
            angle = body.substring(begin, end).strip();
            hasAngle = true;
        }
        at = end;
        while (at < body.length() && body.charAt(at) == '>') {
            at++;
        }
    }

    /** A domain literal: its colons are no group. */
    private void literal() {
        int close = body.indexOf(']', at);
        int end = close < 0 || close - at > 64 ? at + 1 : close + 1;
        phrase.append(body, at, end);
        at = end;
    }

    private void colon() {
        if (phrase.length() <= GROUP_NAME && (isScheme() || opensGroup())) {
            phrase.setLength(0);
            comment.setLength(0);
        } else {
            phrase.append(':');
        }
        at++;
    }

    private boolean isScheme() {
        String scheme = phrase.toString().strip();
        return scheme.equalsIgnoreCase("mailto") || scheme.equalsIgnoreCase("smtp");
    }

    /** A group's name comes before the colon, and its end after it. */
    private boolean opensGroup() {
        boolean named = !hasAngle && !phrase.isEmpty() && phrase.indexOf("@") < 0;
        return named && (body.indexOf(';', at) >= 0 || at + 1 == body.length());
    }

    /** Keeps an encoded word together, whatever stands in it. */
    private void word() {
        int end = EncodedWords.end(body, at);
        int next = end < 0 ? at + 1 : end;
        phrase.append(body, at, next);
        at = next;
    }

    private void finish() {
        MailboxAddress mailbox = mailbox();
        if (!mailbox.isEmpty()) {
            mailboxes.add(mailbox);
        }
        phrase.setLength(0);
        comment.setLength(0);
        angle = "";
        hasAngle = false;
    }

    private MailboxAddress mailbox() {
        // Decoded first, since some mailers encode the address together with the name.
        String words = Characters.collapsed(EncodedWords.decode(phrase.toString()));
        String address = "";
        if (hasAngle) {
            address = AddrSpec.clean(angle);
        } else if (words.indexOf('@') >= 0) {
            AddrSpec found = AddrSpec.within(words);
            address = found.address();
            words = found.rest();
        } else {
            address = ObscuredAddress.rebuild(words).orElse("");
            words = address.isEmpty() ? words : "";
        }
        String name = name(words);
        if (!address.isEmpty() && (name.isEmpty() || name.equalsIgnoreCase(address))) {
            name = name(Characters.collapsed(EncodedWords.decode(comment.toString())));
        }
        return new MailboxAddress(name.equalsIgnoreCase(address) ? "" : name, address);
    }

    private static String name(String words) {
        boolean framed = words.length() > 1
                && (words.startsWith("'") && words.endsWith("'") || words.startsWith("\"") && words.endsWith("\""));
        return framed ? words.substring(1, words.length() - 1).strip() : words;
    }
}
