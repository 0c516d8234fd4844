package org.salonarchive.ingest.push;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.salonarchive.ingest.Deliveries;
import org.salonarchive.ingest.follow.Subscription;
import org.salonarchive.ingest.follow.Subscriptions;
import org.salonarchive.source.OversizeMessage;
import org.salonarchive.source.Provenance;
import org.salonarchive.source.Quoting;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.SourceLimits;

/** Gives a message that a list server hands over to the list whose posting address it names. */
@ApplicationScoped
class Handover {

    /** A larger message is not even put aside. */
    static final long LARGEST = 1L << 30;

    private static final Logger LOG = Logger.getLogger(Handover.class);

    /** What may be in memory at once is one message of the largest size, or so many of an eighth of it. */
    private static final int SHARES = 8;

    private static final long PATIENCE_SECONDS = 60;

    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final Clock clock = Clock.systemUTC();
    private final Semaphore room = new Semaphore(SHARES, true);

    Handover(Subscriptions subscriptions, Deliveries deliveries) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
    }

    /** What a list server is to know. */
    enum Answer {
        /** The message is on disk, in the list or put aside. */
        KEPT,
        /** No list has this address. */
        UNKNOWN,
        /** The operator lets the source rest: come again. */
        PAUSED,
        /** The database is away, or too much comes at once: come again. */
        AWAY
    }

    /** What would be answered now, were a message given for this address: {@link Answer#KEPT} when it is welcome. */
    Answer welcome(String address) {
        try {
            return subscriptions.handedTo(address).map(Handover::welcome).orElse(Answer.UNKNOWN);
        } catch (SQLException away) {
            LOG.warnf("Mail is not taken now, since the database is away: %s", away.getMessage());
            return Answer.AWAY;
        }
    }

    /** The list that has this posting address. */
    Optional<String> list(String address) throws SQLException {
        return subscriptions.handedTo(address).map(Subscription::list);
    }

    private static Answer welcome(Subscription subscription) {
        return subscription.paused() ? Answer.PAUSED : Answer.KEPT;
    }

    /**
     * Keeps a message durably for the list with this posting address.
     *
     * @param road by which it came, a word for its provenance
     * @param file its bytes; stays as it is
     */
    Answer give(String address, String road, Path file) throws InterruptedException {
        try {
            Optional<Subscription> found = subscriptions.handedTo(address);
            if (found.isEmpty() || found.get().paused()) {
                return found.map(Handover::welcome).orElse(Answer.UNKNOWN);
            }
            return inTurn(found.get(), road, file);
        } catch (SQLException away) {
            LOG.warnf("Mail for %s is not taken now, since the database is away: %s", address, away.getMessage());
        } catch (IOException unread) {
            LOG.errorf(
                    "Mail for %s is not taken now, since its temporary file cannot be read (is the disk full?): %s",
                    address, unread.getMessage());
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "Mail for %s is not taken now", address);
        }
        return Answer.AWAY;
    }

    private Answer inTurn(Subscription subscription, String road, Path file)
            throws SQLException, IOException, InterruptedException {
        long size = Files.size(file);
        int shares = (int) Math.min(SHARES, 1 + size * SHARES / SourceLimits.MESSAGE_BYTES);
        if (!room.tryAcquire(shares, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warnf("Mail for %s is not taken now, since too much comes at once", subscription.settings());
            return Answer.AWAY;
        }
        try {
            store(subscription, road, file, size);
            return Answer.KEPT;
        } finally {
            room.release(shares);
        }
    }

    private void store(Subscription subscription, String road, Path file, long size) throws SQLException, IOException {
        Provenance provenance = new Provenance(
                road + ":" + subscription.settings().get("address"),
                0,
                new byte[0],
                Quoting.NONE,
                Optional.of(clock.instant()));
        if (size <= SourceLimits.MESSAGE_BYTES) {
            take(subscription, new RawMessage(Files.readAllBytes(file), provenance));
            return;
        }
        // Whoever takes it removes its file, but another list may be given the same.
        try (OversizeMessage message = new OversizeMessage(sameAgain(file), size, sha256(file), provenance)) {
            take(subscription, message);
        }
    }

    private void take(Subscription subscription, SourceItem message) throws SQLException {
        Deliveries.Outcome outcome = deliveries.take(subscription.listId(), subscription.id(), message);
        LOG.debugf("%s: %s", subscription.settings(), outcome);
    }

    private static Path sameAgain(Path file) throws IOException {
        Path same = IncomingFile.newFile();
        try {
            Files.delete(same);
            return Files.createLink(same, file);
        } catch (UnsupportedOperationException | IOException noLinks) {
            return Files.copy(file, same, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static byte[] sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
