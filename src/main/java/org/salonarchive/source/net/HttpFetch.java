package org.salonarchive.source.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;

/**
 * Asks web servers that may be slow, wrong or hostile: GET (RFC 9110) and nothing else, over https, from public hosts
 * at the addresses that were checked, with no cookies, no more than three redirects, each checked like the first, and
 * bounds on bytes, time and tries. One thread at a time; closing it from another ends what it does.
 */
public final class HttpFetch implements Closeable {

    private static final int REDIRECTS = 3;

    private final HostRule rule;
    private final HostRule.Lookup lookup;
    private final FetchLimits limits;
    private final Pace pace;
    private final Rest rest = new Rest();
    private final Exchange exchange;

    /** @throws IOException when the certificates to be believed cannot be read */
    public HttpFetch(HostRule rule, Trust trust) throws IOException {
        this(rule, trust, FetchLimits.USUAL, Pace.USUAL);
    }

    /** With other bounds than usual. */
    public HttpFetch(HostRule rule, Trust trust, FetchLimits limits, Pace pace) throws IOException {
        this(rule, trust, limits, pace, InetAddress::getAllByName);
    }

    HttpFetch(HostRule rule, Trust trust, FetchLimits limits, Pace pace, HostRule.Lookup lookup) throws IOException {
        this.rule = rule;
        this.lookup = lookup;
        this.limits = limits;
        this.pace = pace;
        try {
            this.exchange = new Exchange(trust.context(), limits);
        } catch (GeneralSecurityException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    /**
     * Asks for something and writes it into a file: all of it from the file's start, cutting off what was there; a
     * range at its own place, leaving the rest of the file alone. A body is complete or the request fails: one that
     * was cut is asked for again, from where it was cut if the server can and says that nothing changed.
     *
     * @param target an existing file that nobody else may read
     * @throws IOException when there is no answer that could be used, after some tries where those may help; the
     *     message is for the operator and says nothing in the server's words
     */
    public Answer get(Request request, Path target) throws IOException {
        URI address = WebAddress.of(request.url(), rule);
        try (Body body = new Body(target, request)) {
            for (int tried = 1; ; tried++) {
                try {
                    return follow(address, request, body);
                } catch (FetchFault fault) {
                    Duration pause = fault.after().orElse(pause(tried));
                    boolean again = fault.isPassing()
                            && tried < limits.tries()
                            && !rest.isEnded()
                            && pause.compareTo(limits.longestPause()) <= 0;
                    if (!again) {
                        throw rest.isEnded() ? FetchFault.lasting(address.getHost() + ": stopped.", fault) : fault;
                    }
                    sleep(pause);
                }
            }
        }
    }

    private Duration pause(int tried) {
        return limits.firstPause().multipliedBy(1L << 2 * (tried - 1));
    }

    private Answer follow(URI address, Request request, Body body) throws IOException {
        URI at = address;
        pin(at);
        for (int redirects = 0; redirects <= REDIRECTS; redirects++) {
            sleep(pace.turn(WebAddress.host(at), System.nanoTime()));
            Exchange.Outcome outcome = exchange.once(at, request, body);
            if (outcome.answer().isPresent()) {
                return outcome.answer().get();
            }
            at = redirected(at, outcome.location());
        }
        throw FetchFault.lasting(address + " redirects more than " + REDIRECTS + " times.");
    }

    private void pin(URI address) throws IOException {
        String host = WebAddress.host(address);
        exchange.pin(host, lookUp(host));
    }

    private InetAddress[] lookUp(String host) throws IOException {
        try {
            return rule.resolve(host, lookup).toArray(InetAddress[]::new);
        } catch (UnknownHostException unknown) {
            throw FetchFault.passing(unknown.getMessage(), unknown);
        }
    }

    private URI redirected(URI from, String location) throws IOException {
        try {
            URI to = WebAddress.of(from.resolve(WebAddress.parse(location)).toString(), rule);
            pin(to);
            return to;
        } catch (RefusedHost refused) {
            throw new RefusedHost(from + " redirects to an address that is not asked. " + refused.getMessage());
        }
    }

    private void sleep(Duration time) throws IOException {
        try {
            if (!rest.sleep(time)) {
                throw FetchFault.lasting("The source was stopped.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The source was stopped.");
        }
    }

    /** Which hosts it asks. */
    public HostRule rule() {
        return rule;
    }

    /** Asks a host less often from now on, because it wishes so. */
    public void slowDown(String host, Duration between) {
        pace.slowDown(host, between);
    }

    /** Whether it was closed, so that nothing more is answered. */
    public boolean isClosed() {
        return rest.isEnded();
    }

    /** Waits until it is closed, at most so long. */
    public void await(Duration atMost) throws InterruptedException {
        rest.sleep(atMost);
    }

    @Override
    public void close() {
        rest.end();
        exchange.close();
    }
}
