package org.salonarchive.source.git;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.salonarchive.source.Checkpoint;

/**
 * The commit up to which an epoch was read.
 *
 * @param number how many commits there were up to it
 */
record GitMark(ObjectId commit, long number) {

    private static final Pattern TEXT = Pattern.compile("git1 ([0-9a-f]{40}) (\\d{1,18})");

    /** Before anything was read. */
    static final Checkpoint NOTHING = new Checkpoint("git1");

    static Optional<GitMark> of(Checkpoint checkpoint) {
        Matcher text = TEXT.matcher(checkpoint.text());
        return text.matches()
                ? Optional.of(new GitMark(ObjectId.fromString(text.group(1)), Long.parseLong(text.group(2))))
                : Optional.empty();
    }

    Checkpoint checkpoint() {
        return new Checkpoint("git1 " + commit.name() + " " + number);
    }
}
