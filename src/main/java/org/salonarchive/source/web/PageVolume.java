package org.salonarchive.source.web;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.net.Answer;
import org.salonarchive.source.net.HttpFetch;
import org.salonarchive.source.net.Request;
import org.salonarchive.source.net.Robots;
import org.salonarchive.source.pipermail.PageIndex;

/**
 * A volume without a text: its message pages one by one, by the numbers in its index. A page that was read is not asked
 * for again, and the index only answers when it has changed.
 *
 * @param folder of its pages
 * @param rest how long its index is not asked for again after all was read
 */
record PageVolume(
        URI folder,
        Duration rest,
        FetchedAttachments attachments,
        Troubles troubles,
        Robots robots,
        HttpFetch fetch,
        Clock clock)
        implements Source {

    @Override
    public String name() {
        return folder.toString();
    }

    /** The volume's name. */
    String folderName() {
        String path = folder.getPath();
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return bare.substring(bare.lastIndexOf('/') + 1);
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public Reading read(Optional<Checkpoint> after) throws IOException {
        PageCheckpoint known = after.flatMap(PageCheckpoint::of).orElse(PageCheckpoint.NOTHING);
        Instant now = clock.instant();
        boolean resting = now.isBefore(Instant.ofEpochSecond(known.asked()).plus(rest));
        if (resting || troubles.leaveOut()) {
            return new NothingNew(known.checkpoint());
        }
        try {
            return reading(known, now);
        } catch (IOException fault) {
            if (fetch.isClosed()) {
                throw fault;
            }
            troubles.failed(fault);
            return new NothingNew(known.checkpoint());
        }
    }

    private Reading reading(PageCheckpoint known, Instant now) throws IOException {
        for (String name : new String[] {"thread.html", "date.html"}) {
            URI address = folder.resolve(name);
            if (!robots.allow(address)) {
                throw new IOException(address + " is kept from programs by the site's robots.txt.");
            }
            Path file = Scratch.file(".html");
            try {
                Request request = Request.whole(address.toString(), VolumeIndex.BYTES)
                        .unless(known.knownEtag(), known.knownLastModified());
                Answer answer = fetch.get(request, file);
                if (answer.kind() == Answer.Kind.UNCHANGED) {
                    troubles.succeeded();
                    return new NothingNew(known.askedAt(now).checkpoint());
                }
                if (answer.kind() == Answer.Kind.WHOLE) {
                    troubles.succeeded();
                    PageIndex index = PageIndex.of(WebPage.of(file, answer, VolumeIndex.BYTES), address.toString());
                    return reading(index, known, answer, now);
                }
            } finally {
                Files.delete(file);
            }
        }
        throw new IOException(folder + " has neither a thread.html nor a date.html (status 404).");
    }

    /** An archive that was made anew may have begun to count anew. */
    private Reading reading(PageIndex index, PageCheckpoint known, Answer answer, Instant now) {
        boolean anew = !index.entries().isEmpty() && index.entries().lastKey() < known.last();
        PageCheckpoint from = anew ? PageCheckpoint.NOTHING : known;
        return new PageReading(this, index, from, from.read(now, answer));
    }
}
