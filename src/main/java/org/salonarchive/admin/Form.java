package org.salonarchive.admin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a form sent, by the names of its fields; a name that is sent twice keeps its first value. */
final class Form {

    static final Form EMPTY = new Form(Map.of());

    private static final int LARGEST = 256 * 1024;

    private final Map<String, String> values;

    private Form(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads {@code application/x-www-form-urlencoded}.
     *
     * @return empty when it is none, or larger than any form of these pages
     */
    static Optional<Form> read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (String pair : new String(bytes, StandardCharsets.US_ASCII).split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        return Optional.of(new Form(values));
    }

    private static String decoded(String escaped) {
        return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
    }

    /** The value of a field as it was typed; empty when it was not sent. */
    String raw(String name) {
        return values.getOrDefault(name, "");
    }

    /** The same without space around it. */
    String get(String name) {
        return raw(name).strip();
    }
}
