package org.salonarchive.source.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Addresses that begin with the same bits, written {@code 10.0.0.0/8} or {@code fc00::/7} (RFC 4632, RFC 4291 §2.3);
 * without a length, one address.
 *
 * @param network its bytes: 4 of IPv4, 16 of IPv6
 * @param bits how many of its bits count
 */
record AddressBlock(byte[] network, int bits) {

    /** The block that a text stands for, if it stands for one; a host name stands for none. */
    static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> network = address(slash < 0 ? text : text.substring(0, slash));
        if (network.isEmpty()) {
            return Optional.empty();
        }
        int most = network.get().length * 8;
        if (slash < 0) {
            return Optional.of(new AddressBlock(network.get(), most));
        }
        String length = text.substring(slash + 1);
        boolean plausible = length.matches("\\d{1,3}") && Integer.parseInt(length) <= most;
        return plausible ? Optional.of(new AddressBlock(network.get(), Integer.parseInt(length))) : Optional.empty();
    }

    /** For blocks that stand in this program. */
    static AddressBlock of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    /**
     * The bytes of an address in its usual form: four decimal numbers without needless zeros, or IPv6 with or without
     * brackets and without a zone. Never asks a name server.
     */
    static Optional<byte[]> address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        boolean v4 = bare.matches("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
        boolean v6 = bare.contains(":") && bare.matches("[0-9a-fA-F:.]{2,45}");
        if (!v4 && !v6 || v4 && bare.length() != text.length()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(bare).getAddress();
            return Optional.of(v6 && bytes.length == 4 ? mapped(bytes) : bytes);
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    /** Java takes {@code ::ffff:127.0.0.1} for IPv4; what was written was IPv6. */
    private static byte[] mapped(byte[] v4) {
        byte[] bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        System.arraycopy(v4, 0, bytes, 12, 4);
        return bytes;
    }

    boolean holds(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xFF : 0xFF << (8 - (bits - bit)) & 0xFF;
            if (((address[bit / 8] ^ network[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
