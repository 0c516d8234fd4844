package org.salonarchive.ingest.doctor;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.source.Repair;

/** What is looked for, the worst first. */
public enum Check {
    /** Bytes that are no mail, or mail that the parser failed on. */
    UNREADABLE("unreadable stretches", "They would be put aside with the reason."),
    /** More bytes than are taken as one message. */
    OVERSIZE("messages that are too large", "They would be put aside with their bytes."),
    /** Messages that the source itself says are none to take over. */
    LEFT_OUT("messages to leave out", "Whoever kept them removed them, or they were never sent: not imported."),
    /** A separator without a message's head after it. */
    TAIL("tails of the message before", "A From line of a body seems to have torn a message in two.", Repair.JOIN),
    /** What Pipermail made of such a tail. */
    PIPERMAIL_TAIL(
            "tails that Pipermail tore off",
            "Pipermail gave them a sender that does not exist; where they belong is not known."),
    /** A From line in a body with a message's head after it. */
    UNSPLIT("messages inside of others", "A From line did not separate though a message's head follows.", Repair.SPLIT),
    /** A From line in a body with a date. */
    FROM_LINE(
            "From lines in bodies", "They have a date as separators do, but no message's head follows: text, likely."),
    /** No Message-ID. */
    ID_MISSING("messages without Message-ID", "One would be made of the content, so that they have an address."),
    /** The Message-ID of another message. */
    ID_REPEATED("Message-IDs that another message has", "Both would be kept; the first keeps the address of the id."),
    /** The same message once more. */
    DUPLICATE("messages that are there again", "Kept once: the content is the same."),
    /** A Date field that cannot be used. */
    DATE_BAD("dates that cannot be used", "Another date would be taken, as named."),
    /** A Date field that is far from what others say. */
    DATE_FAR(
            "dates that others contradict",
            "They would be believed, though over a month off the first Received field or the separator."),
    /** A charset that is unknown or plainly wrong. */
    CHARSET_WRONG("charsets unknown or wrong", "The text would be read as named; bytes stay as they are."),
    /** No charset named. */
    CHARSET_GUESSED("charsets that are not named", "The text would be read as named; bytes stay as they are.");

    private final String title;
    private final String meaning;
    private final @Nullable Repair repair;

    Check(String title, String meaning) {
        this(title, meaning, null);
    }

    Check(String title, String meaning, @Nullable Repair repair) {
        this.title = title;
        this.meaning = meaning;
        this.repair = repair;
    }

    /** What was found, as it stands after a count. */
    public String title() {
        return title;
    }

    /** The same, as it stands alone. */
    public String heading() {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    /** What it means for the import, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** What could be chosen against it. */
    public Optional<Repair> repair() {
        return Optional.ofNullable(repair);
    }
}
