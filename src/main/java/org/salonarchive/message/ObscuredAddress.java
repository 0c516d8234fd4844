package org.salonarchive.message;

import java.util.Optional;
import org.salonarchive.message.charset.Characters;
import org.salonarchive.message.field.EncodedWords;

/**
 * Turns back the addresses that Pipermail wrote as "user at host", in the languages it was translated to. Only a whole
 * address of that form is turned back; other text with an "at" in it never is.
 */
final class ObscuredAddress {
    private static final String[] SIGNS = {
        " at ",
        " a ",
        " en ",
        " op ",
        " w ",
        " na ",
        " la ",
        " em ",
        " \u03c3\u03c4\u03bf ",
        " \u043d\u0430 ",
        " \uff20 ",
        " t\u1ea1i ",
        " \u0639\u0646\u062f ",
        "\u5728",
        "\u65bc",
        "(a)",
        " (at) ",
        "  "
    };

    private ObscuredAddress() {}

    /** "user at host" or "user at host (Name)" as a mailbox; empty for all other field bodies. */
    static Optional<MailboxAddress> parse(String body) {
        if (body.indexOf('@') >= 0 || body.indexOf('<') >= 0) {
            return Optional.empty();
        }
        int open = body.indexOf(" (");
        boolean named = open > 0 && body.endsWith(")");
        String address = named ? body.substring(0, open) : body;
        String name = named ? body.substring(open + 2, body.length() - 1) : "";
        return rebuild(address)
                .map(rebuilt -> new MailboxAddress(Characters.collapsed(EncodedWords.decode(name)), rebuilt));
    }

    /** The address that this text means, if all of it is one in obscured form. */
    static Optional<String> rebuild(String text) {
        if (text.indexOf('@') >= 0) {
            return Optional.empty();
        }
        for (String sign : SIGNS) {
            int at = text.indexOf(sign);
            if (at > 0) {
                String user = text.substring(0, at);
                String host = text.substring(at + sign.length());
                if (isWord(user) && isWord(host) && host.indexOf('.') > 0 && isHost(host)) {
                    return Optional.of(user + "@" + host);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == ',');
    }

    private static boolean isHost(String text) {
        return text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
    }
}
