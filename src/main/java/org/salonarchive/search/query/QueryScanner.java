package org.salonarchive.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.salonarchive.message.charset.Characters;

/** Cuts a text, whose characters are clean, into tokens. A } is one only where a thread:{ is open. */
final class QueryScanner {
    private static final String QUOTES = "\"“”„‟«»";
    private static final String CURLY = "“”„‟\"";
    private static final String GUILLEMETS = "«»";

    private final String text;
    private final Mending mending;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int threads;

    private QueryScanner(String text, Mending mending) {
        this.text = text;
        this.mending = mending;
    }

    static List<Token> tokens(String text, Mending mending) {
        QueryScanner scanner = new QueryScanner(text, mending);
        while (scanner.at < text.length()) {
            scanner.next();
        }
        return scanner.tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == ' ') {
            at++;
        } else if (QUOTES.indexOf(c) >= 0) {
            phrase(c);
        } else if (c == '(') {
            add(Token.Kind.OPEN, at + 1);
        } else if (c == ')') {
            add(Token.Kind.CLOSE, at + 1);
        } else if (c == '{' && isAfterThread()) {
            threads++;
            add(Token.Kind.OPEN_THREAD, at + 1);
        } else if (c == '}' && threads > 0) {
            threads--;
            add(Token.Kind.CLOSE_THREAD, at + 1);
        } else if (c == '|') {
            int end = at;
            while (end < text.length() && text.charAt(end) == '|') {
                end++;
            }
            add(Token.Kind.OR, end);
        } else if (c == '-' && negates()) {
            add(Token.Kind.NOT, at + 1);
        } else if (!field()) {
            word();
        }
    }

    private boolean isAfterThread() {
        return !tokens.isEmpty()
                && tokens.get(tokens.size() - 1).kind() == Token.Kind.FIELD
                && FieldName.of(tokens.get(tokens.size() - 1).text()).equals(Optional.of(FieldName.THREAD));
    }

    /** Two or more hyphens begin a word, such as the option of a command. */
    private boolean negates() {
        return at + 1 < text.length()
                && " -)|".indexOf(text.charAt(at + 1)) < 0
                && !(text.charAt(at + 1) == '}' && threads > 0);
    }

    private void add(Token.Kind kind, int until) {
        tokens.add(new Token(kind, at, until, text.substring(at, until)));
        at = until;
    }

    /** A known name and a colon; two colons are of a programming language. */
    private boolean field() {
        int colon = at;
        while (colon < text.length() && isAsciiLetter(text.charAt(colon))) {
            colon++;
        }
        if (colon == text.length() || text.charAt(colon) != ':' || text.startsWith("::", colon)) {
            return false;
        }
        Optional<FieldName> field = FieldName.of(text.substring(at, colon));
        if (field.isEmpty()) {
            return false;
        }
        tokens.add(new Token(Token.Kind.FIELD, at, colon + 1, text.substring(at, colon)));
        at = colon + 1;
        if (field.get() != FieldName.THREAD && at < text.length() && !ends(at)) {
            int end = field.get() == FieldName.ID ? endOfMessageId() : endOfWord();
            add(Token.Kind.WORD, end);
        }
        return true;
    }

    private static boolean isAsciiLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private void word() {
        int end = endOfWord();
        switch (text.substring(at, end)) {
            case "AND" -> add(Token.Kind.AND, end);
            case "OR" -> add(Token.Kind.OR, end);
            case "NOT" -> add(Token.Kind.NOT, end);
            default -> add(Token.Kind.WORD, end);
        }
    }

    /** The () of a function belongs to its name. */
    private int endOfWord() {
        int end = at + 1;
        while (end < text.length() && (!ends(end) || text.startsWith("()", end))) {
            end += text.charAt(end) == '(' ? 2 : 1;
        }
        return end;
    }

    /** Brackets and bars stand in Message-IDs; what was opened before them is closed after them. */
    private int endOfMessageId() {
        int end = at;
        int open = 0;
        while (end < text.length() && text.charAt(end) != ' ' && QUOTES.indexOf(text.charAt(end)) < 0) {
            char c = text.charAt(end);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open < 0 || c == '}' && threads > 0) {
                return end;
            }
            end++;
        }
        return end;
    }

    private boolean ends(int index) {
        char c = text.charAt(index);
        return c == ' ' || c == '(' || c == ')' || c == '|' || c == '}' && threads > 0 || QUOTES.indexOf(c) >= 0;
    }

    /** A straight mark ends at a straight one; the others, which programs exchange, at any of their kind. */
    private void phrase(char opening) {
        String closing = opening == '"' ? "\"" : GUILLEMETS.indexOf(opening) >= 0 ? GUILLEMETS : CURLY;
        StringBuilder phrase = new StringBuilder();
        int end = at + 1;
        boolean closed = false;
        while (end < text.length() && !closed) {
            char c = text.charAt(end);
            boolean twice = c == '"' && opening == '"' && text.startsWith("\"\"", end);
            closed = closing.indexOf(c) >= 0 && !twice;
            if (!closed) {
                phrase.append(c);
            }
            end += twice ? 2 : 1;
        }
        String said = Characters.collapsed(phrase.toString());
        if (!closed && !said.isEmpty()) {
            mending.tell(
                    at, end, "This quotation mark is not closed; all that follows it was searched for as one phrase.");
            mending.insert(end, opening == '"' ? "\"" : opening == '«' ? "»" : opening == '»' ? "«" : "”");
        }
        tokens.add(new Token(Token.Kind.PHRASE, at, end, said));
        at = end;
    }
}
