package org.salonarchive.source.imap;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Place;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.source.net.HostRule;
import org.salonarchive.source.net.Trust;

/**
 * A folder of a mailbox on an IMAP server (RFC 9051, RFC 3501), only looked at: nothing in it is marked, moved or
 * deleted. It keeps one connection from pass to pass and makes a new one when that is dead. One thread at a time
 * uses it; another may close it.
 */
public final class ImapFolder implements Place {

    private final ImapSettings settings;
    private final HostRule hosts;
    private final SSLContext trust;
    private final Timeouts timeouts;
    private final InstantSource clock;
    private final Optional<AccessTokens> tokens;
    private final Object waiting = new Object();
    private volatile @Nullable ImapConnection connection;
    private volatile boolean closed;

    /**
     * Nothing is connected yet.
     *
     * @param renewed hears of refresh tokens that take the place of the one in the settings
     * @throws IllegalArgumentException when the settings are of no use, with a sentence for the operator
     * @throws IOException when the trusted certificates cannot be read
     */
    public static ImapFolder of(
            SourceSettings settings, HostRule hosts, Trust trust, Timeouts timeouts, RenewedToken renewed)
            throws IOException {
        try {
            return new ImapFolder(
                    ImapSettings.of(settings), hosts, trust.context(), timeouts, InstantSource.system(), renewed);
        } catch (GeneralSecurityException unusable) {
            throw new IOException("The trusted certificates cannot be used: check the file that holds them.", unusable);
        }
    }

    ImapFolder(
            ImapSettings settings,
            HostRule hosts,
            SSLContext trust,
            Timeouts timeouts,
            InstantSource clock,
            RenewedToken renewed) {
        this.clock = clock;
        this.settings = settings;
        this.hosts = hosts;
        this.trust = trust;
        this.timeouts = timeouts;
        this.tokens = settings.tokens().map(source -> new AccessTokens(source, hosts, trust, timeouts, clock, renewed));
    }

    /**
     * What a folder holds, for whoever has just said where it is.
     *
     * @param messages how many there are, whether they are of the list or not
     * @param newest when the server got the last of them; empty when there is none or it does not say
     */
    public record Contents(int messages, Optional<Instant> newest) {}

    /**
     * Looks whether the folder can be read.
     *
     * @throws IOException that says in plain words what failed and what mends it: a {@link NoSuchFolder}, a
     *     {@link SignInRefused}, a {@link org.salonarchive.source.net.RefusedHost} or another
     */
    public Contents test() throws IOException {
        ImapConnection to = connected();
        to.examine();
        Optional<Listed> last = to.lastMessage();
        if (last.isEmpty()) {
            return new Contents(0, Optional.empty());
        }
        int number = last.get().number();
        Optional<Instant> newest =
                to.list(number, number, "UID INTERNALDATE").stream().findFirst().flatMap(Listed::received);
        return new Contents(number, newest);
    }

    @Override
    public String look() throws IOException {
        Contents found = test();
        String newest = found.newest()
                .map(at -> ", the newest of " + LocalDate.ofInstant(at, ZoneOffset.UTC))
                .orElse("");
        return "%,d messages in %s%s.".formatted(found.messages(), settings.folder(), newest);
    }

    @Override
    public List<Source> sources() throws IOException {
        connected();
        return List.of(new Folder());
    }

    private ImapConnection connected() throws IOException {
        ImapConnection present = connection;
        if (present != null && present.answers()) {
            return present;
        }
        disconnect();
        if (closed) {
            throw new IOException(settings.name() + " was closed.");
        }
        ImapConnection fresh = connect();
        connection = fresh;
        if (closed) {
            disconnect();
            throw new IOException(settings.name() + " was closed.");
        }
        return fresh;
    }

    private ImapConnection connect() throws IOException {
        try {
            String secret = tokens.isPresent() ? tokens.get().token() : settings.password();
            return ImapConnection.open(settings, secret, hosts, trust, timeouts);
        } catch (SignInRefused refused) {
            tokens.ifPresent(AccessTokens::forget);
            throw refused;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(settings.name() + " was given up while asking for an access token.", stopped);
        }
    }

    /** Hears of new mail within moments where the server has IDLE, else waits all the time. */
    @Override
    public void await(Duration atMost) throws IOException, InterruptedException {
        ImapConnection present = connection;
        try {
            if (present == null || !present.idle(atMost)) {
                sleep(atMost);
            }
        } catch (IOException gone) {
            disconnect();
            if (!closed) {
                throw gone;
            }
        }
    }

    private void sleep(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (waiting) {
            for (long rest = atMost.toNanos(); !closed && rest > 0; rest = end - System.nanoTime()) {
                waiting.wait(Math.max(1, rest / 1_000_000));
            }
        }
    }

    private void disconnect() throws IOException {
        ImapConnection present = connection;
        connection = null;
        if (present != null) {
            present.close();
        }
    }

    /** Ends the connection at once, and with it a pass or a wait of another thread. */
    @Override
    public void close() throws IOException {
        closed = true;
        synchronized (waiting) {
            waiting.notifyAll();
        }
        disconnect();
    }

    /** Never with secrets. */
    @Override
    public String toString() {
        return settings.name();
    }

    /** The folder as something to read. */
    private final class Folder implements Source {

        @Override
        public String name() {
            return settings.name() + settings.filter().mark();
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public Reading read(Optional<Checkpoint> after) throws IOException {
            ImapConnection present = connection;
            if (present == null) {
                present = connected();
            }
            Opened opened = present.examine();
            ImapCheckpoint mark = ImapCheckpoint.resume(after, opened.validity(), opened.uidNext());
            return new ImapReading(settings, present, mark, clock.instant());
        }
    }
}
