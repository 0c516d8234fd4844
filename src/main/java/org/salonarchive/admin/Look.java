package org.salonarchive.admin;

import java.io.IOException;
import java.io.Serial;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.salonarchive.ingest.doctor.Diagnosis;
import org.salonarchive.ingest.doctor.Examination;
import org.salonarchive.source.Source;

/** A look at an uploaded file: it waits, goes on, and ends with a diagnosis or with the reason why there is none. */
final class Look implements Runnable {

    private static final Logger LOG = Logger.getLogger(Look.class);

    private final Source source;
    private final long most;
    private volatile State state = State.WAITING;
    private volatile long bytesRead;
    private volatile long messages;
    private volatile Optional<Diagnosis> diagnosis = Optional.empty();
    private volatile String failure = "";

    /** How it is. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED;

        boolean isOver() {
            return this == DONE || this == FAILED;
        }
    }

    /** More messages than there is memory for. */
    private static final class TooMany extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        TooMany(String message) {
            super(message);
        }
    }

    /** @param most messages for which there is memory */
    Look(Source source, long most) {
        this.source = source;
        this.most = most;
    }

    @Override
    public void run() {
        state = State.RUNNING;
        try {
            diagnosis =
                    Optional.of(new Examination(ZoneId.of("UTC"), Instant.now()).of(List.of(source), this::advanced));
            state = State.DONE;
        } catch (IOException | TooMany fault) {
            fail(String.valueOf(fault.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            fail("It was stopped.");
        } catch (RuntimeException | Error fault) {
            LOG.errorf(fault, "The uploaded file %s could not be examined", source.name());
            fail("Salon failed at it; its log tells why. The file is as it was.");
        }
    }

    private void advanced(String file, long bytes, long soFar) {
        bytesRead = bytes;
        messages = soFar;
        if (soFar > most) {
            throw new TooMany(String.format(
                    Locale.ROOT,
                    "It has more than %,d messages, and looking at more needs memory that Salon needs for its readers."
                            + " \"salon import --dry-run\" on the command line looks at any number. To import them needs no"
                            + " more memory than usual.",
                    most));
        }
    }

    private void fail(String reason) {
        failure = reason;
        state = State.FAILED;
    }

    State state() {
        return state;
    }

    /** How far of {@link #size} it came. */
    long bytesRead() {
        return bytesRead;
    }

    long size() {
        return source.size();
    }

    /** Messages looked at so far. */
    long messages() {
        return messages;
    }

    /** What was found, once it is done. */
    Optional<Diagnosis> diagnosis() {
        return diagnosis;
    }

    /** Why there is no diagnosis; empty unless it failed. */
    String failure() {
        return failure;
    }
}
