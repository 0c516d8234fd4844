package org.salonarchive.message.words;

import java.util.Optional;

/**
 * How what can be found of a message is named in the index. No token begins with a colon or a tilde, so that names with
 * those never meet a word, nor the beginning of one.
 */
public final class Lexeme {

    private static final String ADDRESS = ":a";
    private static final int LONGEST_ADDRESS = 256;

    /** Before a word of the subject. */
    public static final String SUBJECT = ":s";

    /** Before a word of the sender's name and address. */
    public static final String FROM = ":f";

    /** Before a word of the names and addresses of To and Cc. */
    public static final String TO = ":t";

    /** Before a word of the name of an attachment. */
    public static final String FILE = ":n";

    private static final String FEATURE = ":h";
    private static final String STEM = "~";

    private Lexeme() {}

    /** A stem of words that are not spelt like it; {@code run} for {@code running}. */
    public static String stem(String stem) {
        return STEM + stem;
    }

    /** What a message has, such as {@code patch}. */
    public static String feature(String name) {
        return FEATURE + name;
    }

    /** The sender's address, or what stands behind a sign in it; empty for one that is too long. */
    public static Optional<String> address(String address) {
        return address.length() > LONGEST_ADDRESS
                ? Optional.empty()
                : Optional.of(ADDRESS + Folding.withoutAccents(Folding.lower(address)));
    }
}
