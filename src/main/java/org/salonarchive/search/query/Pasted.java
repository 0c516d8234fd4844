package org.salonarchive.search.query;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that names one message or page, pasted where a query is expected.
 *
 * @param text a Message-ID without brackets, or an address as it was pasted
 */
public record Pasted(Kind kind, String text) {

    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?:message-id:\\s*)?<([^<>\\s]+@[^<>\\s]+)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_MESSAGE_ID = Pattern.compile("[^<>()\"|:\\s-][^<>()\"|:\\s]*@[^<>()\"|:\\s]+");
    private static final Pattern ADDRESS = Pattern.compile("(?:https?://|/)\\S+", Pattern.CASE_INSENSITIVE);

    /** What it names. */
    public enum Kind {
        /** A message; without brackets it may also be somebody's mail address. */
        MESSAGE_ID,
        /** A page, by a whole URL or by its path. */
        ADDRESS
    }

    static Optional<Pasted> of(String text) {
        String whole = QueryText.clean(text).strip();
        if (whole.length() > QueryParser.LONGEST) {
            return Optional.empty();
        }
        Matcher bracketed = MESSAGE_ID.matcher(whole);
        if (bracketed.matches()) {
            return Optional.of(new Pasted(Kind.MESSAGE_ID, bracketed.group(1)));
        }
        if (ADDRESS.matcher(whole).matches()) {
            return Optional.of(new Pasted(Kind.ADDRESS, whole));
        }
        return BARE_MESSAGE_ID.matcher(whole).matches()
                ? Optional.of(new Pasted(Kind.MESSAGE_ID, whole))
                : Optional.empty();
    }
}
