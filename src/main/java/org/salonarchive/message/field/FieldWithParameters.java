package org.salonarchive.message.field;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.salonarchive.message.charset.TextDecoder;

/**
 * A field body of a value and parameters: Content-Type (RFC 2045 §5.1) and Content-Disposition (RFC 2183), with the
 * continuations and charsets of RFC 2231 and, against the rules but common, encoded words in parameters.
 *
 * @param value lower case, comments left out
 * @param parameters decoded, by names in lower case; the first of a name counts
 */
public record FieldWithParameters(String value, Map<String, String> parameters) {
    /** A higher number is no segment's: a field body has no room for so many. */
    private static final int LAST_SEGMENT = 99_999;

    /** Reads any text; what cannot be read is left out. */
    public static FieldWithParameters parse(String body) {
        Scanner scanner = new Scanner(body);
        String value = scanner.value().toLowerCase(Locale.ROOT);
        Map<String, String> plain = new HashMap<>();
        Map<String, TreeMap<Integer, Segment>> segmented = new HashMap<>();
        while (scanner.toParameter()) {
            String name = scanner.name().toLowerCase(Locale.ROOT);
            String text = scanner.parameterValue();
            int star = name.indexOf('*');
            if (name.isEmpty()) {
                continue;
            }
            if (star < 0) {
                plain.putIfAbsent(name, EncodedWords.decode(text));
            } else {
                addSegment(segmented.computeIfAbsent(name.substring(0, star), n -> new TreeMap<>()), name, star, text);
            }
        }
        // RFC 2231's form is the better one where a mailer gives both.
        segmented.forEach((name, segments) -> plain.put(name, joined(segments)));
        return new FieldWithParameters(value, Map.copyOf(plain));
    }

    /** A parameter's value; "" when it is missing. */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    private record Segment(String text, boolean encoded) {}

    private static void addSegment(TreeMap<Integer, Segment> segments, String name, int star, String text) {
        boolean encoded = name.endsWith("*");
        int end = encoded ? name.length() - 1 : name.length();
        int number = 0;
        for (int i = star + 1; i < end; i++) {
            int digit = Character.digit(name.charAt(i), 10);
            if (digit < 0 || number * 10 + digit > LAST_SEGMENT) {
                return;
            }
            number = number * 10 + digit;
        }
        segments.putIfAbsent(number, new Segment(text, encoded));
    }

    private static String joined(TreeMap<Integer, Segment> segments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String charset = "";
        boolean first = true;
        for (Segment segment : segments.values()) {
            String text = segment.text;
            int language = first && segment.encoded ? text.indexOf('\'') : -1;
            int begin = language < 0 ? -1 : text.indexOf('\'', language + 1);
            if (begin > 0) {
                charset = text.substring(0, language);
                text = text.substring(begin + 1);
            }
            byte[] part = segment.encoded ? unescaped(text) : text.getBytes(StandardCharsets.UTF_8);
            bytes.write(part, 0, part.length);
            first = false;
        }
        return EncodedWords.decode(TextDecoder.decodeWord(bytes.toByteArray(), charset));
    }

    private static byte[] unescaped(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
            bytes.write(low >= 0 ? high << 4 | low : raw[i]);
            i += low >= 0 ? 2 : 0;
        }
        return bytes.toByteArray();
    }

    private static final class Scanner {
        private final String body;
        private int at;

        Scanner(String body) {
            this.body = body;
        }

        /** The value before the first parameter: without comments and what follows a space. */
        String value() {
            skipSpaceAndComments();
            int begin = at;
            while (at < body.length() && " \t;(,".indexOf(body.charAt(at)) < 0) {
                at++;
            }
            String value = body.substring(begin, at);
            return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                    ? value.substring(1, value.length() - 1)
                    : value;
        }

        /** Skips to the next name; false when none comes. */
        boolean toParameter() {
            while (at < body.length()) {
                int before = at;
                skipSpaceAndComments();
                if (at < body.length() && ";,=\"".indexOf(body.charAt(at)) >= 0) {
                    at++;
                }
                if (at == before) {
                    return true;
                }
            }
            return false;
        }

        String name() {
            int begin = at;
            while (at < body.length() && " \t;=\"(".indexOf(body.charAt(at)) < 0) {
                at++;
            }
            return body.substring(begin, at);
        }

        String parameterValue() {
            skipSpaceAndComments();
            if (at >= body.length() || body.charAt(at) != '=') {
                return "";
            }
            at++;
            skipSpaceAndComments();
            if (at < body.length() && body.charAt(at) == '"') {
                return quoted();
            }
            return bare();
        }

        /** Up to the next semicolon, or to a space that another parameter follows. */
        private String bare() {
            int begin = at;
            while (at < body.length() && body.charAt(at) != ';' && !isSpaceBeforeParameter()) {
                at++;
            }
            String text = body.substring(begin, at).strip();
            int comment = text.indexOf(" (");
            return comment > 0 && text.endsWith(")")
                    ? text.substring(0, comment).strip()
                    : text;
        }

        private boolean isSpaceBeforeParameter() {
            if (body.charAt(at) != ' ' && body.charAt(at) != '\t') {
                return false;
            }
            int i = at + 1;
            while (i < body.length()
                    && i - at < 40
                    && (Character.isLetterOrDigit(body.charAt(i)) || body.charAt(i) == '*')) {
                i++;
            }
            return i > at + 1 && i < body.length() && body.charAt(i) == '=';
        }

        /** QUIRK: a backslash that escapes neither a quote nor itself belongs to a Windows path. */
        private String quoted() {
            StringBuilder text = new StringBuilder();
            at++;
            while (at < body.length() && body.charAt(at) != '"') {
                char c = body.charAt(at);
                if (c == '\\' && at + 1 < body.length() && "\"\\".indexOf(body.charAt(at + 1)) >= 0) {
                    at++;
                    c = body.charAt(at);
                }
                text.append(c);
                at++;
            }
            at++;
            return text.toString();
        }

        private void skipSpaceAndComments() {
            int depth = 0;
            while (at < body.length()) {
                char c = body.charAt(at);
                if (c == '(') {
                    depth++;
                } else if (c == ')' && depth > 0) {
                    depth--;
                } else if (depth == 0 && c != ' ' && c != '\t') {
                    return;
                }
                at++;
            }
        }
    }
}
