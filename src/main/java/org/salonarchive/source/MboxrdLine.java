package org.salonarchive.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The separator of a mailbox in the mboxrd dialect that says so, as this archive (MboxWriter) and public-inbox write it:
 * {@code From mboxrd@z DATE}, with marks of this archive's own between {@code mboxrd} and {@code @}.
 *
 * @param ended whether the message ends with a line end
 * @param origin what its bytes are
 */
record MboxrdLine(boolean ended, Origin origin) {

    private static final Pattern LINE = Pattern.compile("From mboxrd(?<marks>(?:\\+[a-z-]{1,20}){0,4})@z .*");

    /**
     * What a separator says; empty when it does not say that quoted lines have to be unquoted. Thunderbird's, without
     * sender and date, says so too.
     */
    static Optional<MboxrdLine> of(byte[] line) {
        if (Arrays.equals(line, Separator.FROM)) {
            return Optional.of(of(List.of()));
        }
        int length = Math.min(line.length, SourceLimits.LINE_BYTES);
        Matcher matcher = LINE.matcher(new String(line, 0, length, StandardCharsets.ISO_8859_1));
        return matcher.matches() ? Optional.of(of(List.of(matcher.group("marks").split("\\+")))) : Optional.empty();
    }

    private static MboxrdLine of(List<String> marks) {
        Origin origin = Arrays.stream(Origin.values())
                .filter(any ->
                        marks.contains(any.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .findFirst()
                .orElse(Origin.RECEIVED);
        return new MboxrdLine(!marks.contains("noeol"), origin);
    }

    /** The message as it was, of the text that stands between its separator and the empty line before the next. */
    byte[] message(byte[] text) {
        boolean added = !ended && text.length > 0 && text[text.length - 1] == '\n';
        return added ? Arrays.copyOf(text, text.length - 1) : text;
    }
}
