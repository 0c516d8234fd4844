package org.salonarchive.source.web;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.salonarchive.source.Place;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.source.net.Answer;
import org.salonarchive.source.net.HttpFetch;
import org.salonarchive.source.net.Request;
import org.salonarchive.source.net.Robots;
import org.salonarchive.source.net.WebAddress;
import org.salonarchive.source.pipermail.PipermailIndex;
import org.salonarchive.source.pipermail.Volume;

/**
 * The archive that Pipermail made of a Mailman 2 list, at its web address: the page of volumes, and each volume's text
 * through the reader of mailboxes, with {@code user at host} as it stands there. What robots.txt asks is done. The two
 * newest volumes are asked for in every pass; an older one when the page says another size of it, else now and then.
 *
 * <p>The attachments that Pipermail took out of messages are fetched from below the archive and put back; without
 * those that are gone, and later with those that cannot be had now. A volume without a text is read page by page.
 */
public final class PipermailSite implements Place {

    private static final long PAGE_BYTES = 4 << 20;
    private static final Duration ROBOTS_LAST = Duration.ofDays(1);
    private static final int NEWEST = 2;

    /** A volume a day for a quarter of a century; a page that names more wants to keep us busy. */
    private static final int MOST_VOLUMES = 10_000;

    private final String url;
    private final HttpFetch fetch;
    private final Clock clock;
    private Optional<Robots> robots = Optional.empty();
    private Instant robotsAsked = Instant.MIN;

    /**
     * For the settings of a source of the kind PIPERMAIL.
     *
     * @param fetch which is closed with it
     */
    public PipermailSite(SourceSettings settings, HttpFetch fetch) {
        this(settings, fetch, Clock.systemUTC());
    }

    PipermailSite(SourceSettings settings, HttpFetch fetch, Clock clock) {
        this.url = settings.get("url").strip();
        this.fetch = fetch;
        this.clock = clock;
    }

    @Override
    public List<Source> sources() throws IOException {
        PipermailIndex index = index();
        Troubles troubles = new Troubles(url);
        FetchedAttachments attachments = new FetchedAttachments(index.folder(), fetch, robots.orElseThrow(), troubles);
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < index.texts().size(); i++) {
            PipermailIndex.Text text = index.texts().get(i);
            if (robots.orElseThrow().allow(text.url())) {
                sources.add(mailbox(text, i >= index.texts().size() - NEWEST, attachments, troubles));
            } else {
                troubles.note(text.url() + " is kept from programs by the site's robots.txt.");
            }
        }
        for (Volume volume : index.textless()) {
            URI folder = index.folder().resolve(volume.name() + "/");
            sources.add(
                    new PageVolume(folder, rest(volume), attachments, troubles, robots.orElseThrow(), fetch, clock));
        }
        sources.add(troubles);
        return sources;
    }

    private PipermailIndex index() throws IOException {
        URI address = WebAddress.of(url.endsWith("/") || url.endsWith(".html") ? url : url + "/", fetch.rule());
        obey(address);
        if (!robots.orElseThrow().allow(address)) {
            throw new IOException("The robots.txt of " + address.getHost() + " keeps programs from " + address
                    + ". Ask its owner to let \"Salon\" in, or for the list's mbox file.");
        }
        Path file = Scratch.file(".html");
        try {
            Answer answer = fetch.get(Request.whole(address.toString(), PAGE_BYTES), file);
            if (answer.kind() != Answer.Kind.WHOLE) {
                throw new IOException("There is no page of volumes at " + address + " (status 404).");
            }
            PipermailIndex index = PipermailIndex.of(WebPage.of(file, answer, PAGE_BYTES), answer.from());
            if (index.texts().isEmpty() && index.textless().isEmpty()) {
                throw new IOException(answer.from() + " names no volumes: it is not the page of a Pipermail archive"
                        + " that lists its months, or the archive is empty.");
            }
            if (index.texts().size() + index.textless().size() > MOST_VOLUMES) {
                throw new IOException(answer.from() + " names more than " + MOST_VOLUMES + " volumes.");
            }
            return index;
        } finally {
            Files.delete(file);
        }
    }

    private void obey(URI address) throws IOException {
        if (robots.isEmpty() || clock.instant().isAfter(robotsAsked.plus(ROBOTS_LAST))) {
            Robots asked = Robots.of(address, fetch);
            asked.delay().ifPresent(delay -> fetch.slowDown(WebAddress.host(address), delay));
            robots = Optional.of(asked);
            robotsAsked = clock.instant();
        }
    }

    /** The newest texts are plain until they are compressed at night, so that the plain one is the fresher. */
    private WebMailbox mailbox(
            PipermailIndex.Text text, boolean newest, FetchedAttachments attachments, Troubles troubles) {
        String named = text.url().toString();
        String plain = named.replaceFirst("\\.gz$", "");
        String other = named.equals(plain) ? plain + ".gz" : plain;
        List<String> urls = newest ? List.of(plain, plain + ".gz") : List.of(named, other);
        long months = months(text.volume());
        Duration rest = newest ? Duration.ZERO : Rests.after(Math.max(months, NEWEST));
        Optional<VolumeIndex> index = text.indexed()
                ? Optional.of(new VolumeIndex(
                        URI.create(plain.replaceFirst("\\.txt$", "/thread.html")),
                        text.volume().name(),
                        troubles,
                        robots.orElseThrow(),
                        fetch))
                : Optional.empty();
        return new WebMailbox(
                plain, urls, rest, text.label(), Optional.of(attachments), index, Optional.of(troubles), fetch, clock);
    }

    private Duration rest(Volume volume) {
        return Rests.after(months(volume));
    }

    private long months(Volume volume) {
        return volume.month().until(YearMonth.now(clock), ChronoUnit.MONTHS);
    }

    /** What is at the address, in a sentence; nothing is read into the archive. */
    @Override
    public String look() throws IOException {
        PipermailIndex index = index();
        List<Volume> volumes = new ArrayList<>(index.textless());
        index.texts().forEach(text -> volumes.add(text.volume()));
        volumes.sort(Volume.ORDER);
        String sentence = "A Pipermail archive of " + volumes.size()
                + (volumes.size() == 1 ? " volume, from " : " volumes, from ")
                + volumes.get(0).name() + " to "
                + volumes.get(volumes.size() - 1).name()
                + ". Their texts are read, with the attachments that are kept beside them";
        return index.textless().isEmpty()
                ? sentence + "."
                : sentence + "; " + index.textless().size() + " without a text "
                        + (index.textless().size() == 1 ? "is" : "are") + " read message by message.";
    }

    @Override
    public void await(Duration atMost) throws InterruptedException {
        fetch.await(atMost);
    }

    @Override
    public void close() {
        fetch.close();
    }
}
