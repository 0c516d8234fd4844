package org.salonarchive.source.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.Place;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.UnreadableStretch;
import org.salonarchive.source.net.FetchLimits;
import org.salonarchive.source.net.HostRule;
import org.salonarchive.source.net.HttpFetch;
import org.salonarchive.source.net.Pace;
import org.salonarchive.source.net.Trust;

/** Reads a place over and over as an ingest does: keeps the checkpoints, and every message that it was given. */
final class Passes {

    private final Map<String, Checkpoint> checkpoints = new HashMap<>();
    private final List<String> given = new ArrayList<>();
    private final List<List<OldLink>> links = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    static HttpFetch fetch() throws IOException {
        FetchLimits limits = new FetchLimits(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                1,
                Duration.ofSeconds(20),
                3,
                Duration.ofMillis(2),
                Duration.ofSeconds(2));
        return new HttpFetch(
                new HostRule(List.of("127.0.0.1")), new Trust(Optional.empty()), limits, new Pace(Duration.ZERO));
    }

    /** A clock that is set by hand. */
    static final class Hands extends Clock {

        private Instant now;

        Hands(String now) {
            this.now = Instant.parse(now);
        }

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Makes a pass; returns what was given in it. */
    List<String> pass(Place place) {
        return pass(place, Integer.MAX_VALUE);
    }

    /** Makes a pass that dies after so many messages, all of them stored. */
    List<String> pass(Place place, int most) {
        int before = given.size();
        faults.clear();
        try {
            for (Source source : place.sources()) {
                read(source, before + (long) most);
            }
        } catch (IOException fault) {
            faults.add(fault.getMessage());
        }
        return List.copyOf(given.subList(before, given.size()));
    }

    private void read(Source source, long most) {
        Optional<Checkpoint> after = Optional.ofNullable(checkpoints.get(source.name()));
        try (Reading reading = source.read(after)) {
            while (given.size() < most) {
                Optional<SourceItem> item = reading.next();
                checkpoints.put(source.name(), reading.checkpoint());
                if (item.isEmpty()) {
                    return;
                }
                take(item.get());
            }
        } catch (IOException fault) {
            faults.add(fault.getMessage());
        }
    }

    private void take(SourceItem item) {
        if (item instanceof RawMessage message) {
            given.add(new String(message.bytes(), ISO_8859_1));
            links.add(message.provenance().oldLinks());
        } else if (item instanceof UnreadableStretch stretch) {
            unreadable.add(stretch.reason());
        }
    }

    /** Everything so far, without what was given again. */
    List<String> messages() {
        return given.stream().distinct().toList();
    }

    /** The same, all of them, short enough to compare many. */
    List<String> digests() {
        return given.stream().map(text -> digest(text.getBytes(ISO_8859_1))).toList();
    }

    /** The addresses of every message. */
    List<List<OldLink>> links() {
        return links;
    }

    static String digest(byte[] message) {
        return UUID.nameUUIDFromBytes(message).toString();
    }

    List<String> unreadable() {
        return unreadable;
    }

    /** What went wrong in the last pass. */
    List<String> faults() {
        return faults;
    }

    Map<String, Checkpoint> checkpoints() {
        return checkpoints;
    }
}
