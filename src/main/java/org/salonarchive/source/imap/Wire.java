package org.salonarchive.source.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Properties;
import javax.net.SocketFactory;
import org.eclipse.angus.mail.iap.ParsingException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.util.MailLogger;

/** The IMAP library's half of a connection: commands out, answers in, over a line that is already there. */
final class Wire extends IMAPProtocol {

    private Wire(ImapSettings settings, Properties properties) throws IOException, ProtocolException {
        super(
                "imap",
                settings.host(),
                settings.port(),
                properties,
                false,
                new MailLogger(Wire.class, "IMAP", false, System.out));
    }

    /** Reads the greeting and asks what the server can do. */
    static Wire over(SecureLine line, ImapSettings settings, Timeouts timeouts) throws IOException, ProtocolException {
        Properties properties = new Properties();
        properties.put("mail.imap.socketFactory", new Ready(line));
        properties.setProperty("mail.imap.socketFactory.fallback", "false");
        properties.setProperty("mail.imap.connectiontimeout", String.valueOf(timeouts.connectMillis()));
        properties.setProperty("mail.imap.timeout", String.valueOf(timeouts.readMillis()));
        properties.setProperty("mail.imap.writetimeout", String.valueOf(timeouts.writeMillis()));
        return new Wire(settings, properties);
    }

    /**
     * An answer that makes no sense as a whole ends the connection; one message's data that cannot be understood
     * stay an answer without parts.
     */
    @Override
    public Response readResponse() throws IOException, ProtocolException {
        try {
            IMAPResponse response = new IMAPResponse(this);
            if (response.keyEquals("FETCH")) {
                try {
                    return new FetchResponse(response, getFetchItems(), this);
                } catch (ParsingException illegible) {
                    return response;
                }
            }
            return response;
        } catch (RuntimeException garbage) {
            throw new IOException(host + " sent something that is no IMAP answer.", garbage);
        }
    }

    /** Gives the one line. */
    private static final class Ready extends SocketFactory {

        private final SecureLine line;

        Ready(SecureLine line) {
            this.line = line;
        }

        @Override
        public Socket createSocket() {
            return line;
        }

        @Override
        public Socket createSocket(String host, int port) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws UnknownHostException {
            throw new UnknownHostException(host.toString());
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
                throws UnknownHostException {
            throw new UnknownHostException(host.toString());
        }
    }
}
