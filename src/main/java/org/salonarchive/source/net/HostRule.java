package org.salonarchive.source.net;

import java.io.IOException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which hosts a source may name. Whoever may subscribe a source must not reach machines behind the firewall with
 * it, so only public addresses are asked, unless the operator of this machine allows others.
 *
 * @param allowed host names, addresses or blocks such as {@code 10.0.0.0/8} that are allowed although not public; a
 *     name allows whatever addresses it has, and that name only
 * @throws IllegalArgumentException when an entry looks like a block of addresses and is none
 */
public record HostRule(List<String> allowed) {

    /** Where hosts are allowed, as messages name it. */
    static final String SETTING = "salon.source.allowed-hosts (SALON_SOURCE_ALLOWED_HOSTS)";

    /** Names that never leave a machine or a network (RFC 6761, RFC 6762, RFC 8375), whatever they resolve to. */
    private static final List<String> INNER =
            List.of("localhost", "local", "internal", "localdomain", "home.arpa", "metadata", "instance-data");

    private static final int LONGEST_NAME = 253;

    public HostRule {
        allowed = allowed.stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.toLowerCase(Locale.ROOT))
                .toList();
        allowed.stream()
                .filter(entry ->
                        entry.contains("/") && AddressBlock.parse(entry).isEmpty())
                .forEach(entry -> {
                    throw new IllegalArgumentException(
                            SETTING + ": \"" + entry + "\" is no block of addresses, such as 10.0.0.0/8.");
                });
    }

    /** What answers for a name; the machine's own resolver outside of tests. */
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * The addresses of a host, looked up once; whoever connects, connects to one of these and does not look it up
     * again, so that the answer cannot change in between.
     *
     * @param host a name, an IPv4 address, or an IPv6 address with or without brackets
     * @throws RefusedHost when any of them is not public and not allowed, or the host is written in an unusual way
     * @throws IOException when the host has no address
     */
    public List<InetAddress> resolve(String host) throws IOException {
        return resolve(host, InetAddress::getAllByName);
    }

    List<InetAddress> resolve(String host, Lookup lookup) throws IOException {
        Optional<byte[]> literal = AddressBlock.address(host);
        if (literal.isPresent()) {
            check(host, literal.get());
            return List.of(InetAddress.getByAddress(literal.get()));
        }
        String name = name(host);
        boolean named = allowed.contains(name);
        if (!named && INNER.stream().anyMatch(inner -> name.equals(inner) || name.endsWith("." + inner))) {
            throw new RefusedHost(
                    "The host " + name + " is inside this network. To allow it, add " + name + " to " + SETTING + ".");
        }
        List<InetAddress> found = lookUp(name, lookup);
        for (InetAddress address : found) {
            if (!named) {
                check(name, address.getAddress());
            }
        }
        return found;
    }

    private static List<InetAddress> lookUp(String name, Lookup lookup) throws UnknownHostException {
        try {
            return List.of(lookup.addresses(name));
        } catch (UnknownHostException unknown) {
            throw new UnknownHostException("The host " + name + " has no address: the name is wrong, or the name"
                    + " server of this machine does not answer.");
        }
    }

    private void check(String host, byte[] address) throws RefusedHost {
        if (!PublicAddresses.hold(address) && !allowsAddress(address)) {
            String shown = text(address);
            String subject = host.equals(shown) ? "The address " + shown : "The host " + host + " (" + shown + ")";
            throw new RefusedHost(
                    subject + " is not on the public Internet. To allow it, add " + host + " to " + SETTING + ".");
        }
    }

    /** Whether the operator allows this host by its name or, where it is an address, by its address. */
    public boolean allows(String host) {
        Optional<byte[]> literal = AddressBlock.address(host);
        return literal.isPresent() ? allowsAddress(literal.get()) : allowed.contains(host.toLowerCase(Locale.ROOT));
    }

    private boolean allowsAddress(byte[] address) {
        return allowed.stream()
                .flatMap(entry -> AddressBlock.parse(entry).stream())
                .anyMatch(block -> block.holds(address));
    }

    private static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException(wrongLength);
        }
    }

    /**
     * The name in ASCII and lower case. What could be read as an address by one program and as a name by another
     * (decimal, octal, hexadecimal or shortened addresses, a dot at the end) is refused, whatever it means.
     */
    private static String name(String host) throws RefusedHost {
        String name;
        try {
            name = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notOne) {
            throw unusual(host);
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        boolean number = last.matches("\\d+|0x[0-9a-f]*");
        boolean wellFormed = name.matches("[a-z0-9]([a-z0-9_.-]*[a-z0-9])?") && !name.contains("..");
        if (number || !wellFormed || name.length() > LONGEST_NAME) {
            throw unusual(host);
        }
        return name;
    }

    private static RefusedHost unusual(String host) {
        return new RefusedHost("\"" + Shown.of(host) + "\" is neither a host name nor an address in its usual form,"
                + " such as lists.example.org or 192.0.2.1.");
    }
}
