package org.salonarchive.message;

import java.util.Locale;

/** Takes the formatting out of text/enriched (RFC 1896), in one pass. */
final class EnrichedText {
    /** Characters of a command at most (RFC 1896, "Syntax"). */
    private static final int COMMAND = 60;

    private final String source;
    private final StringBuilder text;
    private int parameters;
    private int unfilled;
    private int lineEnds;

    private EnrichedText(String source) {
        this.source = source;
        this.text = new StringBuilder(source.length());
    }

    static String toPlain(String source) {
        return new EnrichedText(source).plain();
    }

    private String plain() {
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            int commandEnd = c == '<' ? commandEnd(at) : -1;
            if (commandEnd > 0) {
                command(source.substring(at + 1, commandEnd));
                at = commandEnd + 1;
            } else if (c == '\n' && unfilled == 0) {
                lineEnds++;
                at++;
            } else {
                append(c);
                at += source.startsWith("<<", at) ? 2 : 1;
            }
        }
        return text.append(lineEnds > 0 ? "\n" : "").toString();
    }

    /** Where the command that begins here ends; -1 when none does. */
    private int commandEnd(int begin) {
        int at = source.startsWith("</", begin) ? begin + 2 : begin + 1;
        int limit = Math.min(source.length(), at + COMMAND + 1);
        int first = at;
        while (at < limit && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '-')) {
            at++;
        }
        return at > first && at < limit && source.charAt(at) == '>' ? at : -1;
    }

    private void command(String command) {
        switch (command.toLowerCase(Locale.ROOT)) {
            case "param" -> parameters++;
            case "/param" -> parameters = Math.max(0, parameters - 1);
            case "nofill" -> unfilled++;
            case "/nofill" -> unfilled = Math.max(0, unfilled - 1);
            default -> {}
        }
    }

    /** One line end is where the sender's lines were too long; of more, the first is. */
    private void append(char c) {
        if (parameters > 0) {
            return;
        }
        if (lineEnds > 0) {
            text.append(lineEnds == 1 ? " " : "\n".repeat(lineEnds - 1));
            lineEnds = 0;
        }
        text.append(c);
    }
}
