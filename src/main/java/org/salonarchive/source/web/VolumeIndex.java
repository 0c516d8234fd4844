package org.salonarchive.source.web;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.salonarchive.source.net.Answer;
import org.salonarchive.source.net.FetchFault;
import org.salonarchive.source.net.HttpFetch;
import org.salonarchive.source.net.Request;
import org.salonarchive.source.net.Robots;
import org.salonarchive.source.pipermail.PageIndex;
import org.salonarchive.source.pipermail.PageNumbers;

/** The index of a volume whose text is read: it says which numbers its messages have. */
record VolumeIndex(URI address, String volume, Troubles troubles, Robots robots, HttpFetch fetch) {

    /** A larger one is not read. */
    static final long BYTES = 8 << 20;

    /**
     * What it says; nothing when there is none, or when it can never be had, and that is told.
     *
     * @throws IOException when it may be had another time, or the source was stopped
     */
    PageNumbers read() throws IOException {
        if (!robots.allow(address)) {
            troubles.note(address + " is kept from programs by the site's robots.txt.");
            return PageNumbers.NONE;
        }
        Path file = Scratch.file(".html");
        try {
            Answer answer = fetch.get(Request.whole(address.toString(), BYTES), file);
            if (answer.kind() == Answer.Kind.WHOLE) {
                return PageNumbers.of(volume, PageIndex.of(WebPage.of(file, answer, BYTES), address.toString()));
            }
        } catch (IOException fault) {
            if (fetch.isClosed() || fault instanceof FetchFault passing && passing.isPassing()) {
                throw fault;
            }
            troubles.note(fault.getMessage());
        } finally {
            Files.delete(file);
        }
        return PageNumbers.NONE;
    }
}
