package org.salonarchive.ingest.follow;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.salonarchive.ingest.Ingest;
import org.salonarchive.ingest.Target;
import org.salonarchive.source.Place;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceSettings;

/** Follows one source that this process holds: a pass, a wait, the next pass, until it is told to stop or a pass fails. */
final class Follower implements Runnable {

    private static final Logger LOG = Logger.getLogger(Follower.class);

    /** A place that tells of news without end has none. */
    private static final Duration LEAST_PAUSE = Duration.ofMillis(300);

    private final Lease lease;
    private final Subscriptions subscriptions;
    private final Places places;
    private final Leases leases;
    private final Ingest ingest;
    private final Semaphore turns;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicReference<@Nullable Place> open = new AtomicReference<>();
    private volatile Instant looked = Instant.now();
    private volatile boolean waiting;
    private volatile @Nullable Thread thread;
    private volatile @Nullable SourceSettings settings;

    Follower(Lease lease, Subscriptions subscriptions, Places places, Leases leases, Ingest ingest, Semaphore turns) {
        this.lease = lease;
        this.subscriptions = subscriptions;
        this.places = places;
        this.leases = leases;
        this.ingest = ingest;
        this.turns = turns;
    }

    Lease lease() {
        return lease;
    }

    /** When the last pass began. */
    Instant looked() {
        return looked;
    }

    /** Ends it: at once where it waits or reads, after the commit where it stores. */
    void stop() {
        stopped.set(true);
        close();
        Thread working = thread;
        if (working != null) {
            working.interrupt();
        }
    }

    /** Has it look now if it waits; a pass that is under way looks anyhow. */
    void wake() {
        if (waiting) {
            close();
        }
    }

    private void close() {
        Place place = open.get();
        if (place != null) {
            try {
                place.close();
            } catch (IOException already) {
                LOG.debugf("Closing %s: %s", settings, already.getMessage());
            }
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            while (!stopped.get()) {
                visit();
            }
            leave();
        } catch (IOException | SQLException | InterruptedException | RuntimeException fault) {
            if (stopped.get()) {
                leave();
            } else {
                fail(fault);
            }
        } catch (Error fault) {
            fail(fault);
            throw fault;
        }
    }

    private void leave() {
        Thread.interrupted();
        try {
            leases.release(lease);
        } catch (SQLException away) {
            LOG.debugf("The lease of %s ends by itself: %s", settings, away.getMessage());
        }
    }

    /** One opening of the place, for as long as nobody closes it. */
    private void visit() throws IOException, SQLException, InterruptedException {
        Subscription subscription = subscriptions.find(lease.sourceId()).orElseThrow(Places::removed);
        settings = subscription.settings();
        try (Place place = places.open(lease.sourceId())) {
            open.set(place);
            boolean undisturbed = true;
            while (undisturbed && !stopped.get()) {
                looked = Instant.now();
                pass(subscription, place);
                leases.succeeded(lease);
                undisturbed = waitFor(subscription, place);
            }
        } finally {
            open.set(null);
        }
    }

    /** Returns whether the place is as it was when it was opened. */
    private boolean waitFor(Subscription subscription, Place place)
            throws IOException, SQLException, InterruptedException {
        waiting = true;
        Instant earliest = Instant.now().plus(LEAST_PAUSE);
        try {
            place.await(subscription.poll());
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), earliest).toMillis()));
        } finally {
            waiting = false;
        }
        Optional<Leases.Orders> orders = leases.orders(lease, looked);
        if (orders.isEmpty() || !orders.get().active()) {
            stopped.set(true);
        }
        return orders.isPresent() && !orders.get().askedSince();
    }

    /** Only so many at a time, so that memory does not grow with the number of sources. */
    private void pass(Subscription subscription, Place place) throws IOException, InterruptedException {
        Target target = new Target(
                subscription.listId(),
                OptionalLong.of(lease.sourceId()),
                transaction -> Leases.check(transaction, lease));
        for (Source source : place.sources()) {
            turns.acquire();
            try {
                ingest.run(target, List.of(source), (name, bytes, messages) -> {});
            } finally {
                turns.release();
            }
            if (stopped.get()) {
                return;
            }
        }
    }

    private void fail(Throwable fault) {
        String reason = Faults.inWords(fault);
        LOG.warnf("%s: %s", settings, reason);
        try {
            leases.failed(lease, reason);
        } catch (SQLException away) {
            // The lease ends by itself, and the next holder finds what is wrong.
            LOG.warnf("The database is away: %s", away.getMessage());
        }
    }
}
