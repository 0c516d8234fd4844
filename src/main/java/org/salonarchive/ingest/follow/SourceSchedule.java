package org.salonarchive.ingest.follow;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.salonarchive.ingest.Ingest;

/**
 * Follows all sources whose turn it is, together with any number of other processes on the same database: each source
 * has one follower, wherever it runs.
 */
@ApplicationScoped
public class SourceSchedule {

    private static final Logger LOG = Logger.getLogger(SourceSchedule.class);
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(8);

    /** Sources that a process takes in one glance; the next ones a second later, or another process. */
    private static final int AT_ONCE = 8;

    private final Leases leases;
    private final Subscriptions subscriptions;
    private final Places places;
    private final Ingest ingest;
    private final Semaphore turns =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    private final Map<Long, Follower> followers = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Optional<ExecutorService> threads = Optional.empty();
    private Instant renewed = Instant.EPOCH;

    SourceSchedule(Leases leases, Subscriptions subscriptions, Places places, Ingest ingest) {
        this.leases = leases;
        this.subscriptions = subscriptions;
        this.places = places;
        this.ingest = ingest;
    }

    /** Begins to follow; ends with the application. */
    public synchronized void start() {
        if (threads.isEmpty()) {
            ExecutorService pool = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "salon-follow");
                thread.setDaemon(true);
                return thread;
            });
            threads = Optional.of(pool);
            pool.execute(this::schedule);
        }
    }

    private void schedule() {
        try {
            while (!stopped.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                glance();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void glance() {
        try {
            if (renewed.plus(RENEWAL).isBefore(Instant.now())) {
                renew();
                renewed = Instant.now();
            }
            obey();
            for (Lease lease : leases.takeDue(AT_ONCE)) {
                follow(lease);
            }
        } catch (SQLException | RuntimeException away) {
            // Whatever it was, the next glance is a second later, and tells again if it lasts.
            LOG.debugf("Sources cannot be looked after: %s", away.getMessage());
        }
    }

    private void follow(Lease lease) {
        Follower follower = new Follower(lease, subscriptions, places, leases, ingest, turns);
        followers.put(lease.sourceId(), follower);
        threads.orElseThrow().execute(() -> {
            try {
                follower.run();
            } finally {
                followers.remove(lease.sourceId(), follower);
            }
        });
    }

    private void renew() throws SQLException {
        for (Follower follower : followers.values()) {
            if (!leases.renew(follower.lease())) {
                follower.stop();
            }
        }
    }

    /** Paused and removed sources are left, those that somebody asked about are looked at. */
    private void obey() throws SQLException {
        for (Follower follower : followers.values()) {
            Optional<Leases.Orders> orders = leases.orders(follower.lease(), follower.looked());
            if (orders.isEmpty() || !orders.get().active()) {
                follower.stop();
            } else if (orders.get().askedSince()) {
                follower.wake();
            }
        }
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
        followers.values().forEach(Follower::stop);
        threads.ifPresent(pool -> {
            pool.shutdown();
            try {
                pool.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            pool.shutdownNow();
        });
    }
}
