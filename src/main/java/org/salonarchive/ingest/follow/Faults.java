package org.salonarchive.ingest.follow;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** What went wrong with a source, in words for the operator. */
final class Faults {

    private static final int LONGEST = 1_000;

    private Faults() {}

    static String inWords(Throwable fault) {
        String message = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        String words = message;
        if (fault instanceof UnknownHostException) {
            words = "There is no host " + message + ": see the server's name.";
        } else if (fault instanceof ConnectException) {
            words = "The server does not take connections (" + message + "): see its name and port.";
        } else if (fault instanceof SocketTimeoutException) {
            words = "The server did not answer in time (" + message + ").";
        } else if (fault instanceof OutOfMemoryError) {
            words = "There was not enough memory: give Salon more (-Xmx), or look which mail is so large.";
        }
        String clean = words.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + " …";
    }
}
