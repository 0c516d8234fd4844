package org.salonarchive.source.pipermail;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what a message is known where nothing says its Message-ID: the same of the mail, of its page and of its text, however
 * each of them writes subjects and hides addresses.
 *
 * @param sent when, to the second
 * @param subject hash of its letters and digits, of ASCII since a text may have lost others
 * @param author hash of the address without what stands between user and host
 */
record Traits(Optional<Instant> sent, int subject, int author) {

    /** How far a date in the time of an unnamed zone may be off. */
    private static final Duration ZONES = Duration.ofHours(26);

    /** The likeness of those that are the same but for their dates. */
    private static final int ALL = 3;

    private static final Pattern REPLY = Pattern.compile("\\b(?:re|aw|sv|vs)(?:\\[\\d+\\])?:");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
    private static final String NONE = "nosubject";

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>()\",;:@]+@[^\\s<>()\",;:@]+");
    private static final Pattern COMMENT = Pattern.compile(" \\(.*");
    private static final Pattern BETWEEN = Pattern.compile("[\\s@\u5728\u65bc\uff20]+");

    static Traits of(Optional<Instant> sent, String subject, String from) {
        return new Traits(
                sent.map(at -> Instant.ofEpochSecond(at.getEpochSecond())), subjectKey(subject), authorKey(from));
    }

    private static int subjectKey(String subject) {
        String bare = REPLY.matcher(subject.toLowerCase(Locale.ROOT)).replaceAll("");
        String letters = OTHER.matcher(bare).replaceAll("");
        return (letters.equals(NONE) ? "" : letters).hashCode();
    }

    private static int authorKey(String from) {
        Matcher address = ADDRESS.matcher(from);
        String plain = address.find() ? address.group() : COMMENT.matcher(from).replaceAll("");
        String[] words = BETWEEN.split(plain.strip().toLowerCase(Locale.ROOT));
        return (words[0] + " " + words[words.length - 1]).hashCode();
    }

    /** Whether subject and author are the same, and the dates as far as a zone may be unknown, where there are any. */
    boolean isNear(Traits other) {
        boolean near = sent.isEmpty()
                || other.sent.isEmpty()
                || Duration.between(sent.get(), other.sent.get()).abs().compareTo(ZONES) <= 0;
        return near && likeness(other) == ALL;
    }

    /** How much of subject and author is the same. */
    int likeness(Traits other) {
        return (subject == other.subject ? 2 : 0) + (author == other.author ? 1 : 0);
    }
}
