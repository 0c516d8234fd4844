package org.salonarchive.source.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.salonarchive.source.SourceLimits;
import org.salonarchive.source.net.Answer;
import org.salonarchive.source.net.FetchFault;
import org.salonarchive.source.net.HttpFetch;
import org.salonarchive.source.net.Request;
import org.salonarchive.source.net.Robots;
import org.salonarchive.source.pipermail.Attachments;

/**
 * Fetches the attachments that Pipermail keeps below an archive, in one pass over it. After a few faults in a row the
 * rest is left for another pass.
 */
final class FetchedAttachments implements Attachments {

    private static final int GIVE_UP = 3;

    private final URI archive;
    private final HttpFetch fetch;
    private final Robots robots;
    private final Troubles troubles;
    private int faultsInARow;

    /** @param archive the folder of the archive; nothing is asked for that is not below it */
    FetchedAttachments(URI archive, HttpFetch fetch, Robots robots, Troubles troubles) {
        this.archive = archive;
        this.fetch = fetch;
        this.robots = robots;
        this.troubles = troubles;
    }

    @Override
    public byte[] get(String path) throws IOException, NotNow, Gone {
        URI address = archive.resolve(path);
        if (!robots.allow(address)) {
            throw new NotNow(address + " is kept from programs by the site's robots.txt.");
        }
        if (faultsInARow >= GIVE_UP) {
            throw new NotNow(address + " was not asked for, since the ones before it could not be read.");
        }
        Path file = Scratch.file(".part");
        try {
            Answer answer = fetch.get(Request.whole(address.toString(), SourceLimits.ATTACHMENT_BYTES), file);
            faultsInARow = 0;
            if (answer.kind() != Answer.Kind.WHOLE) {
                throw gone("There is no attachment at " + address + " (status 404).");
            }
            Coding.settle(file, answer, SourceLimits.ATTACHMENT_BYTES);
            return Files.readAllBytes(file);
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (IOException fault) {
            if (fetch.isClosed()) {
                throw fault;
            }
            if (fault instanceof FetchFault passing && passing.isPassing()) {
                faultsInARow++;
                throw new NotNow(String.valueOf(fault.getMessage()));
            }
            throw gone(String.valueOf(fault.getMessage()));
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public Gone gone(String reason) {
        troubles.note(reason);
        return new Gone();
    }

    /** Tells of something that a later pass may mend. */
    void note(String sentence) {
        troubles.note(sentence);
    }
}
