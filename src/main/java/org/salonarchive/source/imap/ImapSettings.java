package org.salonarchive.source.imap;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;

/**
 * What was said about an IMAP folder, understood.
 *
 * @param startTls whether TLS begins only after a request for it, else with the first byte
 * @param password empty where access tokens are used
 * @param tokens where access tokens are had
 */
record ImapSettings(
        String host,
        int port,
        boolean startTls,
        String user,
        String password,
        String folder,
        Optional<TokenSource> tokens,
        HeaderFilter filter) {

    private static final int TLS_PORT = 993;
    private static final int STARTTLS_PORT = 143;

    /**
     * Where access tokens are had (RFC 6749 section 6).
     *
     * @param secret of the client; empty where the provider gives none
     */
    record TokenSource(URI address, String client, String secret, String refreshToken) {

        /** Never with secrets. */
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** @throws IllegalArgumentException with a sentence for the operator */
    static ImapSettings of(SourceSettings settings) {
        if (settings.kind() != SourceKind.IMAP) {
            throw new IllegalArgumentException("This is no IMAP source: " + settings);
        }
        // A line end in a value would end a command and begin another.
        settings.values().forEach((name, value) -> {
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("The setting " + name + " holds a control character.");
            }
        });
        boolean startTls = settings.get("security").equals("starttls");
        if (!startTls && !settings.get("security").equals("tls")) {
            throw new IllegalArgumentException("The setting security is tls or starttls.");
        }
        Optional<TokenSource> tokens = tokens(settings);
        if (tokens.isEmpty() && settings.get("password").isEmpty()) {
            throw new IllegalArgumentException("There is neither a password nor an OAuth 2 token address.");
        }
        return new ImapSettings(
                required(settings, "host"),
                port(settings.get("port"), startTls ? STARTTLS_PORT : TLS_PORT),
                startTls,
                required(settings, "user"),
                tokens.isPresent() ? "" : settings.get("password"),
                required(settings, "folder"),
                tokens,
                HeaderFilter.of(settings));
    }

    private static Optional<TokenSource> tokens(SourceSettings settings) {
        if (settings.get("oauth-token-url").isBlank()) {
            return Optional.empty();
        }
        URI address;
        try {
            address = URI.create(settings.get("oauth-token-url").strip());
        } catch (IllegalArgumentException notOne) {
            throw new IllegalArgumentException("The OAuth 2 token address is no web address.", notOne);
        }
        if (!"https".equalsIgnoreCase(address.getScheme())
                || address.getHost() == null
                || address.getUserInfo() != null) {
            throw new IllegalArgumentException("The OAuth 2 token address must begin with https:// and a host.");
        }
        return Optional.of(new TokenSource(
                address,
                required(settings, "oauth-client-id"),
                settings.get("oauth-client-secret"),
                required(settings, RenewedToken.SETTING)));
    }

    private static String required(SourceSettings settings, String name) {
        String value = settings.get(name).strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("The setting " + name + " is missing.");
        }
        return value;
    }

    private static int port(String text, int usual) {
        if (text.isBlank()) {
            return usual;
        }
        try {
            int port = Integer.parseInt(text.strip());
            if (port > 0 && port < 1 << 16) {
                return port;
            }
        } catch (NumberFormatException notOne) {
            // Told below.
        }
        throw new IllegalArgumentException("The port is a number from 1 to 65535.");
    }

    /** The server in messages. */
    String server() {
        return host + " (port " + port + ")";
    }

    /** The folder in every run. */
    String name() {
        boolean usual = port == (startTls ? STARTTLS_PORT : TLS_PORT);
        return "imap://" + encoded(user) + "@" + host + (usual ? "" : ":" + port) + "/" + folder;
    }

    private static String encoded(String user) {
        return URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whether a text gives one of the secrets away. */
    boolean holdsSecret(String text) {
        return Stream.concat(
                        Stream.of(password),
                        tokens.stream().flatMap(source -> Stream.of(source.secret(), source.refreshToken())))
                .anyMatch(secret -> !secret.isEmpty() && text.contains(secret));
    }

    /** Never with secrets. */
    @Override
    public String toString() {
        return name();
    }
}
