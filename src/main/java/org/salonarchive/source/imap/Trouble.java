package org.salonarchive.source.imap;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.jspecify.annotations.Nullable;

/** Says in plain words why a server could not be used, and what mends it. */
final class Trouble {

    private static final int QUOTED = 160;

    private Trouble() {}

    /** No connection came about. */
    static IOException unreachable(ImapSettings settings, IOException cause) {
        String why = "could not be reached";
        if (cause instanceof SocketTimeoutException) {
            why = "does not answer";
        } else if (cause instanceof NoRouteToHostException) {
            why = "cannot be reached from this network";
        } else if (cause instanceof ConnectException) {
            why = "takes no connection";
        }
        return new IOException(
                settings.server() + " " + why
                        + ": check the server's name and port, and that a firewall lets it through.",
                cause);
    }

    /** There was a connection, but no TLS that can be relied on. */
    static IOException noTls(ImapSettings settings, IOException cause) {
        String server = settings.server();
        if (cause instanceof SocketTimeoutException) {
            return new IOException(server + " does not begin TLS: with STARTTLS, choose starttls.", cause);
        }
        if (has(cause, CertificateExpiredException.class)) {
            return new IOException(
                    server + " shows a certificate that has expired; its operator must renew it.", cause);
        }
        if (has(cause, CertificateNotYetValidException.class)) {
            return new IOException(
                    server + " shows a certificate that is not valid yet; check the clock of this machine.", cause);
        }
        if (has(cause, CertPathBuilderException.class)) {
            return new IOException(
                    server + " shows a certificate of an authority that this machine does not know; for a server inside"
                            + " an organisation, add its authority to the trusted certificates.",
                    cause);
        }
        if (has(cause, CertificateException.class)) {
            return new IOException(
                    server
                            + " shows a certificate for another name: write the server's name as its certificate has it.",
                    cause);
        }
        String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (said.contains("unrecognized ssl message") || said.contains("plaintext connection")) {
            return new IOException(
                    server + " does not speak TLS here: choose the other encryption, or another port.", cause);
        }
        return new IOException(server + " and Salon could not agree on TLS.", cause);
    }

    /** The connection ended instead of an answer; the library makes a BYE of whatever ended it. */
    static IOException ended(ImapSettings settings, Timeouts timeouts, Response bye) {
        Exception cause = bye.getException();
        return cause == null
                ? new IOException(settings.server() + " ended the connection." + quoted(bye.getRest(), settings))
                : brokenOff(settings, timeouts, cause);
    }

    /** Something ended a conversation. */
    static IOException brokenOff(ImapSettings settings, Timeouts timeouts, Exception cause) {
        if (cause instanceof ProtocolException refusal) {
            Response last = refusal.getResponse();
            if (last != null && last.isBYE()) {
                return ended(settings, timeouts, last);
            }
            String said = last == null ? "" : quoted(last.getRest(), settings);
            return new IOException(settings.server() + " turns Salon away." + said, cause);
        }
        if (cause instanceof SocketTimeoutException) {
            return silence(settings, timeouts, cause);
        }
        // What was found out below is told in full already.
        if (cause instanceof IOException known
                && String.valueOf(known.getMessage()).startsWith(settings.host())) {
            return known;
        }
        return new IOException(settings.server() + " ended the connection.", cause);
    }

    /** The server does not answer any more. */
    static IOException silence(ImapSettings settings, Timeouts timeouts, Exception cause) {
        return new IOException(
                settings.server() + " said nothing for " + timeouts.read().toSeconds() + " s.", cause);
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> kind) {
        @Nullable Throwable t = thrown;
        for (int depth = 0; t != null && depth < 10; depth++) {
            if (kind.isInstance(t)) {
                return true;
            }
            t = t.getCause();
        }
        return false;
    }

    /**
     * What a server said, fit to be shown: short, without control characters, and not at all where it holds a
     * secret that was sent to it.
     */
    static String quoted(@Nullable String said, ImapSettings settings) {
        String text = String.valueOf(said).strip();
        if (said == null || text.isEmpty() || settings.holdsSecret(text)) {
            return "";
        }
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(QUOTED).map(c -> c < 0x20 || c > 0x7E ? '?' : c).forEach(clean::appendCodePoint);
        return " It says: \"" + clean + (text.length() > QUOTED ? "…" : "") + "\".";
    }
}
