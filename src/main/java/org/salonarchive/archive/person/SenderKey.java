package org.salonarchive.archive.person;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.salonarchive.archive.Arrival;
import org.salonarchive.message.MailboxAddress;
import org.salonarchive.message.MessageIdHash;

/**
 * By what a sender is known, whether or not anything has come from it.
 *
 * @param hash by which it is named in addresses
 * @param address in lower case; empty for a sender that is known by its name alone, or where only the hash is given
 */
public record SenderKey(MessageIdHash hash, String address) {

    private static final int LONGEST = 254;

    /** What can stand before an @ is a wide field, in quotation marks even with spaces. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\"[^<>\\p{Cntrl}]+\"|[^<>\\p{Cntrl}\\s]+)@[^<>\\p{Cntrl}\\s@]+");

    /** The key of an address. */
    public static SenderKey of(String address) {
        return new SenderKey(
                MessageIdHash.of(Arrival.senderKey(new MailboxAddress("", address))), address.toLowerCase(Locale.ROOT));
    }

    /** Whether a text is a mail address. */
    static boolean isAddress(String text) {
        return text.length() <= LONGEST && ADDRESS.matcher(text).matches();
    }

    /** What an operator typed: an address, or the 32 characters of the sender's page. */
    public static Optional<SenderKey> parse(String text) {
        String typed = text.strip();
        return isAddress(typed) ? Optional.of(of(typed)) : ofPage(typed);
    }

    /** The key that the address of a sender's page spells. */
    public static Optional<SenderKey> ofPage(String base32) {
        return MessageIdHash.parse(base32).map(hash -> new SenderKey(hash, ""));
    }

    /** The {@code {address-id}} of its page. */
    public String page() {
        return hash.base32();
    }
}
