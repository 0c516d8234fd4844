package org.salonarchive.source.imap;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;
import org.salonarchive.source.net.HostRule;

/**
 * One connection to a mailbox, signed in. It only ever says EXAMINE, FETCH of things that change nothing, LIST,
 * NOOP and IDLE. Whatever goes wrong ends it, with an {@link IOException} for the operator.
 */
final class ImapConnection implements Closeable {

    /** What an answer that lists things or says little may have. */
    static final int ANSWER_BYTES = 1 << 20;

    /** At most so much of a message is asked for at once. */
    static final int CHUNK = 512 << 10;

    private static final int LIST_BYTES = 4 << 20;

    /** How often a wait looks whether its thread is wanted elsewhere. */
    private static final Duration GLANCE = Duration.ofSeconds(2);

    private final ImapSettings settings;
    private final Timeouts timeouts;
    private final SecureLine line;
    private final Wire wire;

    /** Messages in the folder, as far as the server has told; -1 while none is open. */
    private int exists = -1;

    private int known;

    private ImapConnection(ImapSettings settings, Timeouts timeouts, SecureLine line, Wire wire) {
        this.settings = settings;
        this.timeouts = timeouts;
        this.line = line;
        this.wire = wire;
    }

    /**
     * Connects and signs in.
     *
     * @param secret the password, or an access token where the settings name a place to have them
     */
    static ImapConnection open(
            ImapSettings settings, String secret, HostRule hosts, SSLContext trust, Timeouts timeouts)
            throws IOException {
        SecureLine line = SecureLine.open(settings, addresses(settings, hosts), trust, timeouts);
        try {
            ImapConnection connection =
                    new ImapConnection(settings, timeouts, line, Wire.over(line, settings, timeouts));
            try {
                new SignIn(settings, connection.wire, connection::allow).with(secret);
                connection.compress();
                return connection;
            } catch (IOException | ProtocolException | RuntimeException failed) {
                connection.close();
                throw failed;
            }
        } catch (ProtocolException refused) {
            line.close();
            throw Trouble.brokenOff(settings, timeouts, refused);
        } catch (IOException failed) {
            line.close();
            throw Trouble.brokenOff(settings, timeouts, failed);
        } catch (RuntimeException failed) {
            line.close();
            throw failed;
        }
    }

    private static List<InetAddress> addresses(ImapSettings settings, HostRule hosts) throws IOException {
        try {
            return hosts.resolve(settings.host());
        } catch (UnknownHostException unknown) {
            throw new IOException("There is no server " + settings.host() + ": check its name.", unknown);
        }
    }

    private void allow(int bytes) {
        line.allow(bytes, timeouts.answer());
    }

    private void compress() throws IOException {
        if (wire.hasCapability("COMPRESS=DEFLATE")
                && last(command(ANSWER_BYTES, "COMPRESS DEFLATE", null)).isOK()) {
            line.compress();
        }
    }

    private Response[] command(int bytes, String words, @Nullable Argument arguments) throws IOException {
        allow(bytes);
        Response[] answers = wire.command(words, arguments);
        Response last = last(answers);
        if (last.isBYE()) {
            close();
            throw Trouble.ended(settings, timeouts, last);
        }
        for (Response answer : answers) {
            note(answer);
        }
        return answers;
    }

    private static Response last(Response[] answers) {
        return answers[answers.length - 1];
    }

    private void note(Response answer) {
        if (answer instanceof IMAPResponse untagged && exists >= 0) {
            if (untagged.keyEquals("EXISTS")) {
                exists = untagged.getNumber();
            } else if (untagged.keyEquals("EXPUNGE")) {
                exists = Math.max(0, exists - 1);
                known = Math.max(0, known - 1);
            }
        }
    }

    private IOException refused(String what, Response answer) {
        return new IOException(
                settings.server() + " does not " + what + "." + Trouble.quoted(answer.getRest(), settings));
    }

    /** Whether the server still answers. */
    boolean answers() {
        try {
            return last(command(ANSWER_BYTES, "NOOP", null)).isOK();
        } catch (IOException gone) {
            return false;
        }
    }

    /** Lets the server tell what has come and gone. */
    void refresh() throws IOException {
        command(ANSWER_BYTES, "NOOP", null);
    }

    /**
     * Opens the folder to read only.
     *
     * @throws NoSuchFolder when there is none of that name
     */
    Opened examine() throws IOException {
        exists = -1;
        Argument name = new Argument();
        name.writeString(BASE64MailboxEncoder.encode(settings.folder()));
        Response[] answers = command(ANSWER_BYTES, "EXAMINE", name);
        Response last = last(answers);
        if (!last.isOK()) {
            List<String> folders = folders();
            if (folders.contains(settings.folder())) {
                throw refused("open the folder " + settings.folder(), last);
            }
            throw new NoSuchFolder(
                    "The mailbox of " + settings.user() + " has no folder " + settings.folder() + ". It has: "
                            + String.join(", ", folders) + ".",
                    folders);
        }
        try {
            MailboxInfo found = new MailboxInfo(answers);
            exists = Math.max(0, found.total);
            known = exists;
            return new Opened(found.uidNotSticky ? 0 : Math.max(0, found.uidvalidity), Math.max(0, found.uidnext));
        } catch (ProtocolException | RuntimeException garbage) {
            close();
            throw new IOException(settings.server() + " describes the folder in a way that is no IMAP.", garbage);
        }
    }

    private List<String> folders() throws IOException {
        return FolderNames.of(command(LIST_BYTES, "LIST \"\" \"*\"", null));
    }

    /** The last message of the folder. */
    Optional<Listed> lastMessage() throws IOException {
        if (exists == 0) {
            return Optional.empty();
        }
        Response[] answers = command(ANSWER_BYTES, "UID FETCH * (UID)", null);
        Optional<Listed> last = Listed.rows(answers).values().stream().reduce((a, b) -> a.uid() > b.uid() ? a : b);
        if (last.isEmpty()) {
            // All may have gone meanwhile; if not, this must not pass for an empty folder.
            refresh();
            if (exists > 0) {
                throw refused("tell which its last message is", last(answers));
            }
        }
        known = exists;
        return last;
    }

    /**
     * What there is of the messages with these numbers, by number, whatever order the server answers in.
     *
     * @param what {@code UID} and more
     */
    List<Listed> list(int from, int to, String what) throws IOException {
        Response[] answers = command(ANSWER_BYTES, "FETCH " + from + ":" + to + " (" + what + ")", null);
        if (last(answers).isBAD()) {
            throw refused("list messages", last(answers));
        }
        return Listed.rows(answers).values().stream()
                .filter(row -> row.number() >= from && row.number() <= to)
                .toList();
    }

    /** Whether there is a message with this UID. */
    boolean has(long uid) throws IOException {
        return find(uid, "UID").isPresent();
    }

    /**
     * What there is of the message with this UID.
     *
     * @param what {@code UID} and more
     */
    Optional<Listed> find(long uid, String what) throws IOException {
        Response[] answers = command(ANSWER_BYTES, "UID FETCH " + uid + " (" + what + ")", null);
        return Listed.rows(answers).values().stream()
                .filter(row -> row.uid() == uid)
                .findFirst();
    }

    /** Whether the connection ended, by either side. */
    boolean isEnded() {
        return line.isClosed();
    }

    /**
     * Bytes of messages, without marking them as seen.
     *
     * @param section empty for a whole message, {@code HEADER} for its header section
     * @param offset from where; at most {@code count} bytes of each are had from there
     * @return by UID; no entry for a message of which the server gave nothing
     */
    Map<Long, byte[]> bytes(Collection<Long> uids, String section, long offset, int count) throws IOException {
        String set = uids.stream().map(String::valueOf).collect(Collectors.joining(","));
        // Each with some words around it, and what else the server may want to tell meanwhile.
        long most = (count + 1_000L) * uids.size() + ANSWER_BYTES;
        Response[] answers = command(
                Math.toIntExact(most),
                "UID FETCH " + set + " (UID BODY.PEEK[" + section + "]<" + offset + "." + count + ">)",
                null);
        Map<Long, byte[]> found = new HashMap<>();
        for (Response answer : answers) {
            if (answer instanceof FetchResponse row) {
                UID uid = row.getItem(UID.class);
                BODY body = row.getItem(BODY.class);
                if (uid != null && body != null && uids.contains(uid.uid) && body.getByteArray() != null) {
                    found.put(uid.uid, piece(body, section, offset, count));
                }
            }
        }
        Response last = last(answers);
        if (last.isBAD() || isTemporary(last)) {
            throw refused("give messages at the moment", last);
        }
        return found;
    }

    private byte[] piece(BODY body, String section, long offset, int count) throws IOException {
        ByteArray bytes = body.getByteArray();
        long origin = Math.max(0, body.getOrigin());
        if (!body.getSection().equalsIgnoreCase(section) || origin != offset || bytes.getCount() > count) {
            close();
            throw new IOException(settings.server() + " gave other bytes of a message than were asked for.");
        }
        return Arrays.copyOfRange(bytes.getBytes(), bytes.getStart(), bytes.getStart() + bytes.getCount());
    }

    /** A no that another time may be a yes (RFC 5530). */
    private static boolean isTemporary(Response answer) {
        String said = answer.isNO() ? answer.getRest().strip().toUpperCase(Locale.ROOT) : "";
        return said.startsWith("[UNAVAILABLE]") || said.startsWith("[INUSE]") || said.startsWith("[LIMIT]");
    }

    /**
     * Waits for new mail with IDLE (RFC 2177), asked for anew before servers tire of it.
     *
     * @return false when the server cannot do that; then no time has passed
     */
    boolean idle(Duration atMost) throws IOException, InterruptedException {
        if (exists < 0 || !wire.hasCapability("IDLE")) {
            return false;
        }
        long end = System.nanoTime() + atMost.toNanos();
        while (exists <= known && end - System.nanoTime() > 0) {
            long rest = Math.min(end - System.nanoTime(), timeouts.idle().toNanos());
            idleOnce(System.nanoTime() + rest, rest);
        }
        return true;
    }

    private void idleOnce(long end, long rest) throws IOException, InterruptedException {
        line.allow(ANSWER_BYTES, timeouts.answer().plusNanos(rest));
        try {
            wire.idleStart();
            boolean more = true;
            while (more && exists <= known && end - System.nanoTime() > 0) {
                if (Thread.interrupted()) {
                    close();
                    throw new InterruptedException();
                }
                long glance = Math.min(GLANCE.toNanos(), Math.max(1_000_000, end - System.nanoTime()));
                Optional<Response> said = hear(Duration.ofNanos(glance));
                more = said.isEmpty() || wire.processIdleResponse(said.get());
            }
            if (more) {
                wire.idleAbort();
            }
            while (more) {
                Response said = hear(timeouts.read()).orElseThrow(this::silence);
                more = wire.processIdleResponse(said);
            }
            line.setSoTimeout(timeouts.readMillis());
        } catch (ProtocolException refused) {
            close();
            throw Trouble.brokenOff(settings, timeouts, refused);
        }
    }

    private IOException silence() {
        line.closeQuietly();
        wire.disconnect();
        return Trouble.silence(settings, timeouts, new SocketTimeoutException());
    }

    /** What the server says next while it is waited for mail; empty when it is silent so long. */
    private Optional<Response> hear(Duration atMost) throws IOException {
        line.setSoTimeout(Timeouts.millis(atMost));
        Response said = wire.readIdleResponse();
        if (said.isBYE() && said.getException() instanceof SocketTimeoutException && line.isBetweenAnswers()) {
            return Optional.empty();
        }
        if (said.isBYE()) {
            close();
            throw Trouble.ended(settings, timeouts, said);
        }
        note(said);
        return Optional.of(said);
    }

    /** Ends the connection at once, also while another thread waits for an answer on it. */
    @Override
    public void close() throws IOException {
        line.close();
        wire.disconnect();
    }
}
