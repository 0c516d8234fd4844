package org.salonarchive.command;

/** What a command's exit status means; the same for every command. */
final class ExitStatus {

    static final int DONE = 0;
    /** Some messages went to the quarantine, or a check found something. */
    static final int FOUND_SOMETHING = 1;

    static final int WRONG_USAGE = 2;
    static final int COULD_NOT_WORK = 3;

    private ExitStatus() {}
}
