package org.salonarchive.source.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Addresses (RFC 3986) that sources may ask over the web. */
public final class WebAddress {

    private static final String USUAL =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + "-._~:/?#[]@!$&'()*+,;=%";
    private static final int LONGEST = 2_000;

    private WebAddress() {}

    /**
     * Reads one and checks its words; which addresses its host has is checked when it is asked.
     *
     * @throws RefusedHost when it is none, or one that sources may not ask: other schemes than https, a user name
     *     or password, an unusual port; http and other ports where the host is allowed by the operator
     */
    public static URI of(String text, HostRule rule) throws RefusedHost {
        URI uri = parse(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new RefusedHost("\"" + Shown.of(text) + "\" is no web address: it begins with https://.");
        }
        if (uri.getRawUserInfo() != null
                || String.valueOf(uri.getRawAuthority()).contains("@")) {
            throw new RefusedHost("A web address with a user name or password in it is not asked.");
        }
        if (uri.getHost() == null) {
            throw new RefusedHost("\"" + Shown.of(text) + "\" names no host.");
        }
        String host = host(uri);
        boolean allowed = rule.allows(host);
        if (scheme.equals("http") && !allowed) {
            throw new RefusedHost("http://" + host + " is not encrypted: give an address that begins with https://, or"
                    + " add " + host + " to " + HostRule.SETTING + ".");
        }
        if (uri.getPort() != -1 && uri.getPort() != 80 && uri.getPort() != 443 && !allowed) {
            throw new RefusedHost("Only the ports 80 and 443 are asked, not " + uri.getPort() + ". To allow it, add "
                    + host + " to " + HostRule.SETTING + ".");
        }
        return uri;
    }

    /** Its host as {@link HostRule} takes it: without brackets, in lower case. */
    public static String host(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Bytes that do not belong in an address are escaped, as browsers do; what decides where it leads is not. */
    static URI parse(String text) throws RefusedHost {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.strip().getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && USUAL.indexOf(b) >= 0) {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xFF));
            }
        }
        int fragment = escaped.indexOf("#");
        String whole = fragment < 0 ? escaped.toString() : escaped.substring(0, fragment);
        if (whole.length() > LONGEST) {
            throw new RefusedHost("A web address of more than " + LONGEST + " characters is not asked.");
        }
        try {
            return new URI(whole);
        } catch (URISyntaxException none) {
            throw new RefusedHost("\"" + Shown.of(text) + "\" is no web address.");
        }
    }
}
