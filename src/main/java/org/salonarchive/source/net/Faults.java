package org.salonarchive.source.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Says in plain words what went wrong on a connection; never in words that came over it. */
final class Faults {

    private Faults() {}

    static FetchFault explain(URI at, IOException fault, long read) {
        String host = at.getHost() + (at.getPort() < 0 ? "" : ":" + at.getPort());
        if (fault instanceof SSLException) {
            return FetchFault.lasting(
                    host + " has no certificate that is believed: it is for another host, has run out, or is from an"
                            + " authority that this machine does not know; or the server does not speak TLS 1.2.",
                    fault);
        }
        if (fault instanceof ConnectTimeoutException || fault instanceof NoRouteToHostException) {
            return FetchFault.passing(host + " cannot be reached.", fault);
        }
        if (fault instanceof ConnectException) {
            return FetchFault.passing(host + " takes no connection.", fault);
        }
        if (fault instanceof SocketTimeoutException) {
            return FetchFault.passing(host + " fell silent" + after(read) + ".", fault);
        }
        if (fault instanceof NoHttpResponseException) {
            return FetchFault.passing(host + " closed the connection without an answer.", fault);
        }
        return FetchFault.passing(at + " was cut short" + after(read) + ", or is no answer of a web server.", fault);
    }

    private static String after(long read) {
        return read > 0 ? " after " + read + " bytes" : "";
    }
}
