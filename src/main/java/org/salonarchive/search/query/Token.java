package org.salonarchive.search.query;

/**
 * A piece of a query.
 *
 * @param from its first unit in the text
 * @param until the unit after it
 * @param text of a phrase without its quotation marks, of a field the name; otherwise as typed
 */
record Token(Kind kind, int from, int until, String text) {

    enum Kind {
        WORD,
        PHRASE,
        FIELD,
        NOT,
        AND,
        OR,
        OPEN,
        CLOSE,
        OPEN_THREAD,
        CLOSE_THREAD
    }

    /** Whether it can be the value of a field. */
    boolean isValue() {
        return kind == Kind.WORD || kind == Kind.PHRASE;
    }

    boolean opens() {
        return kind == Kind.OPEN || kind == Kind.OPEN_THREAD;
    }

    boolean closes() {
        return kind == Kind.CLOSE || kind == Kind.CLOSE_THREAD;
    }
}
