package org.salonarchive.source.mhonarc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.salonarchive.source.Checkpoint;

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
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest(page.identity().getBytes(StandardCharsets.UTF_8));
            return new VolumeMark(number, HexFormat.of().formatHex(digest).substring(0, 16));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
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
