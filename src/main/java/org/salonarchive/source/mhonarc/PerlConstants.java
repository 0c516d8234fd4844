package org.salonarchive.source.mhonarc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads assignments of constants from Perl's source, as MHonArc writes them: {@code $x='a';}, {@code @x=('a','b',);},
 * {@code %x=('a','b','c',['d','e',],);}. It stops at anything else.
 */
final class PerlConstants {

    private final String text;
    private int at;

    PerlConstants(String text) {
        this.text = text;
    }

    /**
     * A name without its sign, and its values, each a list of one or, in brackets, of any number; a list or hash within
     * a list or hash within another is read over.
     */
    record Assignment(String name, List<List<String>> values) {

        /** The values as those of a hash. */
        Map<String, List<String>> pairs() {
            Map<String, List<String>> pairs = new LinkedHashMap<>();
            for (int i = 0; i + 1 < values.size(); i += 2) {
                if (values.get(i).size() == 1 && !values.get(i + 1).isEmpty()) {
                    pairs.put(values.get(i).get(0), values.get(i + 1));
                }
            }
            return pairs;
        }
    }

    /** The next one; none at the end, or where something else stands. */
    @Nullable
    Assignment next() {
        skipSpace();
        if (at >= text.length() || "$@%".indexOf(text.charAt(at)) < 0) {
            return null;
        }
        int equals = text.indexOf('=', at);
        if (equals < 0 || equals - at > 200) {
            return null;
        }
        String name = text.substring(at + 1, equals).strip();
        int begin = at;
        at = equals + 1;
        List<List<String>> values = new ArrayList<>();
        if (!values(values)) {
            at = begin;
            return null;
        }
        return new Assignment(name, values);
    }

    /** All up to the semicolon; brackets and braces within are lists. */
    private boolean values(List<List<String>> values) {
        List<String> list = new ArrayList<>();
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'') {
                String value = string();
                if (value == null) {
                    return false;
                }
                if (depth == 0) {
                    values.add(List.of(value));
                } else if (depth == 1) {
                    list.add(value);
                }
            } else if (c == ';') {
                at++;
                return depth == 0;
            } else if (c == '[' || c == '{') {
                depth++;
                at++;
            } else if (c == ']' || c == '}') {
                depth--;
                at++;
                if (depth == 0) {
                    values.add(List.copyOf(list));
                    list.clear();
                }
            } else if (!word(values, depth)) {
                return false;
            }
        }
        return false;
    }

    /** Space, commas, brackets, {@code undef}, and what stands behind a value that is only taken if there is none. */
    private boolean word(List<List<String>> values, int depth) {
        if (text.startsWith("undef", at)) {
            at += "undef".length();
            if (depth == 0) {
                values.add(List.of());
            }
            return true;
        }
        if (text.startsWith("unless defined", at)) {
            int end = text.indexOf(';', at);
            at = end < 0 ? text.length() : end;
            return end >= 0;
        }
        boolean plain = " \t\r\n,()".indexOf(text.charAt(at)) >= 0;
        at++;
        return plain;
    }

    private @Nullable String string() {
        StringBuilder value = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                at = i + 1;
                return value.toString();
            }
            if (c == '\\' && i + 1 < text.length() && "\\'".indexOf(text.charAt(i + 1)) >= 0) {
                i++;
            }
            value.append(text.charAt(i));
        }
        return null;
    }

    private void skipSpace() {
        while (at < text.length()) {
            if (text.charAt(at) == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (Character.isWhitespace(text.charAt(at)) && text.charAt(at) != 0x1C) {
                at++;
            } else if (text.startsWith("1;", at)) {
                at += 2;
            } else {
                return;
            }
        }
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    int position() {
        return at;
    }
}
