package org.salonarchive.source.mhonarc;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.rebuilt.Digest;

/**
 * The page that was given last, and a digest of what tells its message from others: of an archive that was made anew,
 * another message has that number.
 */
record VolumeMark(int number, String digest) {

    private static final Pattern TEXT = Pattern.compile("mhonarc1 (\\d{1,9}) ([0-9a-f]{16}|-)");

    /** Of a page that could not be read. */
    static VolumeMark ofUnread(int number) {
        return new VolumeMark(number, "-");
    }

    static VolumeMark of(int number, Page page) {
        String digest = Digest.of(page.identity().getBytes(StandardCharsets.UTF_8));
        return new VolumeMark(number, digest.substring(0, 16));
    }

    static Optional<VolumeMark> of(Checkpoint checkpoint) {
        Matcher text = TEXT.matcher(checkpoint.text());
        return text.matches()
                ? Optional.of(new VolumeMark(Integer.parseInt(text.group(1)), text.group(2)))
                : Optional.empty();
    }

    Checkpoint checkpoint() {
        return new Checkpoint("mhonarc1 " + number + " " + digest);
    }
}
