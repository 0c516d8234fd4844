package org.salonarchive.source.net;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When a host may be asked again. Archives stand on small machines that serve others too, so that all sources of
 * this program together ask one host once in a while and never several times at once.
 */
public final class Pace {

    /** Of every source of this program: one request a second and host. */
    public static final Pace USUAL = new Pace(Duration.ofSeconds(1));

    private final long between;
    private final Map<String, Long> next = new ConcurrentHashMap<>();
    private final Map<String, Long> slower = new ConcurrentHashMap<>();

    /** @param between from the start of one request to the start of the next */
    public Pace(Duration between) {
        this.between = between.toNanos();
    }

    /** Asks this host less often from now on; never more often than others. */
    public void slowDown(String host, Duration atLeast) {
        slower.put(host, Math.max(between, atLeast.toNanos()));
    }

    /** Takes the next turn; returns how long it is until then. */
    Duration turn(String host, long now) {
        long pause = slower.getOrDefault(host, between);
        long turn = next.merge(host, now + pause, (planned, fresh) -> Math.max(planned + pause, fresh)) - pause;
        return Duration.ofNanos(Math.max(0, turn - now));
    }
}
