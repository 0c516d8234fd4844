package org.salonarchive.ingest.follow;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.salonarchive.ingest.ImportReport;
import org.salonarchive.ingest.Ingest;
import org.salonarchive.ingest.IngestFailure;
import org.salonarchive.ingest.Progress;
import org.salonarchive.ingest.Target;
import org.salonarchive.source.Place;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;

/** Reads a source once, for somebody who waits for it; or only looks whether it can be read. */
@ApplicationScoped
public class SourceRun {

    private final Subscriptions subscriptions;
    private final Leases leases;
    private final Places places;
    private final Ingest ingest;

    SourceRun(Subscriptions subscriptions, Leases leases, Places places, Ingest ingest) {
        this.subscriptions = subscriptions;
        this.leases = leases;
        this.places = places;
        this.ingest = ingest;
    }

    /**
     * Reads a source once, if no other process holds it.
     *
     * @return what it did; empty when another process follows the source, which was asked to look at once
     * @throws IngestFailure when it could not be read to its end; what was read is kept
     */
    public Optional<ImportReport> once(Subscription subscription, Progress progress)
            throws SQLException, InterruptedException {
        Optional<Lease> lease = leases.take(subscription.id());
        if (lease.isEmpty()) {
            subscriptions.runNow(subscription.id());
            return Optional.empty();
        }
        ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor();
        renewal.scheduleWithFixedDelay(() -> renew(lease.get()), 5, 5, TimeUnit.SECONDS);
        try {
            ImportReport report = read(subscription, lease.get(), progress);
            leases.succeeded(lease.get());
            leases.release(lease.get());
            return Optional.of(report);
        } catch (IOException | RuntimeException fault) {
            leases.failed(lease.get(), Faults.inWords(fault));
            throw fault instanceof IngestFailure told ? told : new IngestFailure(Faults.inWords(fault), fault);
        } finally {
            renewal.shutdownNow();
        }
    }

    private ImportReport read(Subscription subscription, Lease lease, Progress progress)
            throws IOException, SQLException, InterruptedException {
        Target target = new Target(
                subscription.listId(),
                OptionalLong.of(subscription.id()),
                transaction -> Leases.check(transaction, lease));
        try (Place place = places.open(subscription.id())) {
            return ingest.run(target, place.sources(), progress);
        }
    }

    private void renew(Lease lease) {
        try {
            leases.renew(lease);
        } catch (SQLException away) {
            // Once the lease is lost, the next batch cannot be committed and says so.
        }
    }

    /**
     * Looks whether a source can be read, before it is subscribed or changed.
     *
     * @param settings with their secrets
     * @param kept the source whose secrets stand for those that are not said
     * @return what is there, in a sentence
     * @throws IngestFailure when it cannot be read; the message says why, and the mend
     */
    public String look(SourceSettings settings, OptionalLong kept) throws SQLException {
        settings.mistakes().values().stream().findFirst().ifPresent(mistake -> {
            throw new IngestFailure(mistake, new IllegalArgumentException("settings"));
        });
        if (settings.kind() == SourceKind.PUSH) {
            return "Salon waits for what a list server hands over for " + settings.describe() + ".";
        }
        try (Place place = places.open(subscriptions.completed(settings, kept))) {
            return place.look();
        } catch (IOException | IllegalArgumentException fault) {
            throw new IngestFailure(Faults.inWords(fault), fault);
        }
    }
}
