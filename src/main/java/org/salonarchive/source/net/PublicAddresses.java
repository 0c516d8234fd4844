package org.salonarchive.source.net;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are on the public Internet: those that the IANA registries of special-purpose addresses (RFC 6890)
 * do not set aside. Of IPv6 only global unicast (2000::/3) is, and of that not what carries an IPv4 address inside.
 */
final class PublicAddresses {

    private static final List<AddressBlock> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private (RFC 1918)
                    "100.64.0.0/10", // shared by customers of a carrier (RFC 6598); also a cloud's metadata
                    "127.0.0.0/8", // loopback
                    "168.63.129.16/32", // a cloud's metadata, on an address that looks public
                    "169.254.0.0/16", // link-local; most clouds' metadata
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments; also a cloud's metadata
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays (RFC 7526)
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, and broadcast
                    "2001::/23", // protocol assignments, among them Teredo and ORCHID
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "3ffe::/16", // given back (RFC 3701)
                    "3fff::/20") // documentation (RFC 9637)
            .map(AddressBlock::of)
            .toList();

    /** Outside of it are ::, ::1, mapped and compatible IPv4, NAT64, fc00::/7, fe80::/10, fec0::/10 and ff00::/8. */
    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000::/3");

    private PublicAddresses() {}

    static boolean hold(byte[] address) {
        boolean global = address.length == 4 || GLOBAL_UNICAST.holds(address);
        return global && NOT_PUBLIC.stream().noneMatch(block -> block.holds(address));
    }
}
