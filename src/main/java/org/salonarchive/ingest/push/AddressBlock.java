package org.salonarchive.ingest.push;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike, such as {@code 10.0.0.0/8}.
 *
 * @param bits how many bits are alike; the others do not count
 */
record AddressBlock(InetAddress network, int bits) {

    /** Never a name, which would be looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private static final Pattern BLOCK = Pattern.compile("([^/]+)(?:/([0-9]{1,3}))?");

    /**
     * Reads an address or a block.
     *
     * @throws IllegalArgumentException when it is neither; the message says so
     */
    static AddressBlock parse(String text) {
        Matcher parts = BLOCK.matcher(text.strip());
        Optional<InetAddress> network = parts.matches() ? address(parts.group(1)) : Optional.empty();
        if (network.isPresent()) {
            int most = network.get().getAddress().length * Byte.SIZE;
            int bits = parts.group(2) == null ? most : Integer.parseInt(parts.group(2));
            if (bits <= most) {
                return new AddressBlock(network.get(), bits);
            }
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is no address such as 127.0.0.1 or ::1 and no block such as 10.0.0.0/8.");
    }

    /** The address that this text spells, a zone left out; empty when it spells none. */
    static Optional<InetAddress> address(String text) {
        String plain = text.replaceFirst("%.*$", "");
        try {
            return ADDRESS.matcher(plain).matches() ? Optional.of(InetAddress.getByName(plain)) : Optional.empty();
        } catch (UnknownHostException misspelt) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int mask = 0xff << Math.max(0, Byte.SIZE - (bits - bit));
            if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }
}
