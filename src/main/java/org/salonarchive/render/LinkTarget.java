package org.salonarchive.render;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a link of a mail leads.
 *
 * @param address http, https or mailto
 * @param host the host that a browser will ask, as it asks for it (RFC 3492); empty for mailto
 */
record LinkTarget(String address, String host) {

    private static final int LONGEST = 8_000;

    /** Endings that names of files have as well as names of hosts. */
    private static final Set<String> ENDINGS_OF_FILES =
            Set.of("js", "md", "py", "pl", "sh", "rs", "ts", "cc", "so", "ps", "gz", "am", "ml", "mk", "in", "st");

    /** Where an href leads; empty when it leads nowhere that a reader should be sent. */
    static Optional<LinkTarget> of(String href) {
        String address = withoutControls(href);
        String lower = address.toLowerCase(Locale.ROOT);
        if (address.startsWith("//")) {
            return of("https:" + address);
        }
        if (lower.startsWith("www.")) {
            return of("https://" + address);
        }
        if (address.length() > LONGEST) {
            return Optional.empty();
        }
        if (lower.startsWith("mailto:") && address.length() > "mailto:".length()) {
            return Optional.of(new LinkTarget(address, ""));
        }
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            return Optional.empty();
        }
        String host = host(address);
        return host.isEmpty() ? Optional.empty() : Optional.of(new LinkTarget(address, host));
    }

    boolean isMail() {
        return host.isEmpty();
    }

    /** Whether the words of the link name another host than the one that it leads to. */
    boolean isMisnamedBy(String words) {
        String named = hostIn(words);
        return !isMail() && !named.isEmpty() && !isWithin(host, named) && !isWithin(named, host);
    }

    private static boolean isWithin(String host, String other) {
        String outer = other.startsWith("www.") ? other.substring(4) : other;
        return host.equals(outer) || host.endsWith("." + outer);
    }

    /** The host that words look like; empty when they look like anything else. */
    private static String hostIn(String words) {
        String word = words.strip().toLowerCase(Locale.ROOT);
        boolean schemed = word.startsWith("http://") || word.startsWith("https://");
        if (word.isEmpty() || word.length() > LONGEST || word.chars().anyMatch(Character::isWhitespace)) {
            return "";
        }
        String host = host(schemed ? word : "http://" + word);
        int dot = host.lastIndexOf('.');
        String ending = host.substring(dot + 1);
        boolean isHost = dot > 0
                && word.indexOf('@') < 0
                && ending.length() >= 2
                && ending.chars().allMatch(Character::isLetter)
                && host.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-');
        return isHost && (schemed || host.startsWith("www.") || !ENDINGS_OF_FILES.contains(ending)) ? host : "";
    }

    /** What stands between "//" and the path, without user and port. */
    private static String host(String address) {
        int start = address.indexOf("//") + 2;
        int end = start;
        while (end < address.length() && "/?#\\".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        String authority = address.substring(start, end);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = host.indexOf(':');
        String name = (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException | IndexOutOfBoundsException noName) {
            return "";
        }
    }

    /** Browsers drop tabs and line ends anywhere in an address, and controls and spaces around it (URL standard §4.4). */
    private static String withoutControls(String href) {
        StringBuilder address = new StringBuilder(href.length());
        for (char c : href.strip().toCharArray()) {
            if (c == ' ') {
                address.append("%20");
            } else if (c > ' ' && c != 0x7F) {
                address.append(c);
            }
        }
        return address.toString();
    }
}
