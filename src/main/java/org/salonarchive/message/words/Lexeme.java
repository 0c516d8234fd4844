package org.salonarchive.message.words;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How what can be found of a message is named in its vector. No token begins with a colon, a tilde, {@code @} or
 * {@code %}, so that names with those never meet a word, nor the beginning of one.
 */
public final class Lexeme {

    /** Of how many messages one is in a sample: the sample's number is one below. */
    public static final int SAMPLES = 16;

    /** Of how many messages one is in the {@link #FEW}. */
    public static final int FEWER = 64;

    /** In some messages of the first sample. */
    public static final String FEW = "%%";

    private static final String ADDRESS = ":a";
    private static final int LONGEST_ADDRESS = 256;

    /** That the message may be in any language, though its stems are those of one. */
    public static final String ANY_LANGUAGE = ":l";

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

    /** The language of the message's stems. */
    public static String language(Language language) {
        return ANY_LANGUAGE + language.code();
    }

    /** The sender's address, or what stands behind a sign in it; empty for one that is too long. */
    public static Optional<String> address(String address) {
        return address.length() > LONGEST_ADDRESS
                ? Optional.empty()
                : Optional.of(ADDRESS + Folding.withoutAccents(Folding.lower(address)));
    }

    /** The month, in UTC. */
    public static String month(Instant at) {
        return month(YearMonth.from(at.atOffset(ZoneOffset.UTC)));
    }

    /** The month. */
    public static String month(YearMonth month) {
        return "@" + month.getYear() + "-" + (month.getMonthValue() < 10 ? "0" : "") + month.getMonthValue();
    }

    /** One of {@link #SAMPLES} equal parts of all messages. */
    public static String sample(int number) {
        return "%" + number;
    }
}
