package org.salonarchive.search.query;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What may stand before a colon, and what it makes of the value after it. */
enum FieldName {
    FROM(Field.FROM, "from"),
    TO(Field.TO, "to", "cc"),
    SUBJECT(Field.SUBJECT, "subject"),
    BODY(Field.BODY, "body"),
    OWN(Field.OWN, "own"),
    QUOTED(Field.QUOTED, "quoted"),
    FILENAME(Field.FILENAME, "filename"),
    LIST("list"),
    ID("id", "mid"),
    HAS("has"),
    IS("is"),
    DATE("date"),
    BEFORE("before", "until"),
    AFTER("after", "since"),
    THREAD("thread"),
    AUTHOR("author");

    /** Names shorter than this resemble too much. */
    private static final int SHORTEST_MISSPELT = 3;

    private static final Map<String, FieldName> BY_NAME = new HashMap<>();

    static {
        for (FieldName field : values()) {
            field.names.forEach(name -> BY_NAME.put(name, field));
        }
    }

    private final Optional<Field> words;
    private final List<String> names;

    FieldName(Field words, String... names) {
        this.words = Optional.of(words);
        this.names = List.of(names);
    }

    FieldName(String... names) {
        this.words = Optional.empty();
        this.names = List.of(names);
    }

    /** The name with its colon. */
    String typed() {
        return names.get(0) + ":";
    }

    /** Where its values are looked for as words; empty for those that take other values. */
    Optional<Field> words() {
        return words;
    }

    boolean takesDates() {
        return this == DATE || this == BEFORE || this == AFTER;
    }

    /** The field of this name, of any case. */
    static Optional<FieldName> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The field in which words are looked for so. */
    static Optional<FieldName> of(Field words) {
        for (FieldName field : values()) {
            if (field.words.equals(Optional.of(words))) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** The name that was probably meant by one that is none. */
    static Optional<String> resembling(String name) {
        if (name.length() < SHORTEST_MISSPELT) {
            return Optional.empty();
        }
        List<String> known = BY_NAME.keySet().stream()
                .filter(each -> each.length() >= SHORTEST_MISSPELT)
                .sorted()
                .toList();
        return Resemblance.nearest(name.toLowerCase(Locale.ROOT), known, 1);
    }
}
