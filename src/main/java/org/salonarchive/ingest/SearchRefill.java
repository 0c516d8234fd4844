package org.salonarchive.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import org.jboss.logging.Logger;
import org.salonarchive.archive.SearchState;

/** Reads the words of messages that came before an update, in the background and once. */
@ApplicationScoped
public class SearchRefill {

    private static final Logger LOG = Logger.getLogger(SearchRefill.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final SearchState state;
    private final Rebuild rebuild;
    private Instant told = Instant.EPOCH;

    SearchRefill(SearchState state, Rebuild rebuild) {
        this.state = state;
        this.rebuild = rebuild;
    }

    /** Starts it where it is needed. When the service ends before it is done, the next start begins again and skips nothing. */
    public void startIfNeeded() {
        try {
            if (!state.isComplete()) {
                Thread thread = new Thread(this::run, "salon-words");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (SQLException fault) {
            LOG.errorf("Whether all messages can be found could not be seen: %s", fault.getMessage());
        }
    }

    private void run() {
        try {
            LOG.info("Reading the words of all messages anew, after an update; searches find more and more of them");
            RebuildReport report = rebuild.run(OptionalInt.empty(), Set.of(Rebuild.Part.SEARCH), this::tell);
            LOG.infof("The words of %,d messages are read", report.messages());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOG.errorf(
                    "The words of older messages could not be read: %s; salon rebuild search does it",
                    fault.getMessage());
        }
    }

    private void tell(long messages, long total) {
        Instant now = Instant.now();
        if (told.plus(BETWEEN_LINES).isBefore(now)) {
            told = now;
            LOG.infof("Words of %,d of %,d messages", messages, total);
        }
    }
}
