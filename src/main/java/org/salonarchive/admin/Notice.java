package org.salonarchive.admin;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What was just done, told on the next page: its address carries the word, and says nothing else. */
enum Notice {
    ADDED("The source is subscribed and is being read."),
    CHANGED("The source is changed and is being read anew."),
    ASKED("The source is being looked at now."),
    PAUSED("The source rests until you let it go on."),
    RESUMED("The source is read again."),
    REMOVED("The source is removed. What it brought stays in the list."),
    SAVED("Saved."),
    MADE("The list is made."),
    ARCHIVED("The message is in the archive now."),
    REFUSED("The message still cannot be archived; see the reason."),
    NOTHING("There are no bytes that could be tried again."),
    DISCARDED("Discarded."),
    PASSWORD("Your password is changed; all other sessions have ended."),
    RECEIVED("The file is here. Look at it first, or choose the list that receives its mail."),
    MERGED("They are one person now."),
    SPLIT("That address stands by itself now."),
    WAITING("The file is read after another one that came before it.");

    private final String text;

    Notice(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Notice> ofWord(String word) {
        return Stream.of(values()).filter(notice -> notice.word().equals(word)).findFirst();
    }
}
