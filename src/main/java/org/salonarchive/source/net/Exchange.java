package org.salonarchive.source.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;

/** One request and its answer at a time, each on a connection of its own to an address that was checked before. */
final class Exchange implements Closeable {

    private static final String AGENT = "Salon (mailing-list archive)";
    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_FIELDS = 100;

    private final FetchLimits limits;
    private final Map<String, InetAddress[]> pinned = new ConcurrentHashMap<>();
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor watches;

    /**
     * What came of one request.
     *
     * @param location where the server sends us when there is no answer
     */
    record Outcome(Optional<Answer> answer, String location) {}

    Exchange(SSLContext context, FetchLimits limits) {
        this.limits = limits;
        this.client = client(context, limits, new Pinned(pinned));
        this.watches = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "salon-fetch-watch");
            thread.setDaemon(true);
            return thread;
        });
        watches.setRemoveOnCancelPolicy(true);
        // Hundreds of sources wait most of the time, and need no thread then.
        watches.setKeepAliveTime(10, TimeUnit.SECONDS);
        watches.allowCoreThreadTimeOut(true);
    }

    private static CloseableHttpClient client(SSLContext context, FetchLimits limits, DnsResolver resolver) {
        Http1Config bounds = Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_FIELDS)
                .build();
        Timeout connect = Timeout.of(limits.connect());
        Timeout silence = Timeout.of(limits.silence());
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                                context, HostnameVerificationPolicy.BOTH, new DefaultHostnameVerifier()))
                        .setDefaultTlsConfig(
                                TlsConfig.custom().setHandshakeTimeout(connect).build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(silence)
                                .build())
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(bounds)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(silence)
                        .setProtocolUpgradeEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                // A server may close a kept connection at any time; one for each request cannot be confused.
                .setConnectionReuseStrategy((request, response, ignored) -> false)
                .setUserAgent(AGENT)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** Says which addresses a host has; it is never looked up here. */
    void pin(String host, InetAddress[] addresses) {
        pinned.put(host, addresses);
    }

    Outcome once(URI at, Request request, Body body) throws IOException {
        HttpGet get = get(at, request, body);
        Watch watch = new Watch(limits, get::cancel);
        long window = limits.window().toNanos();
        ScheduledFuture<?> watching = watches.scheduleAtFixedRate(watch, window, window, TimeUnit.NANOSECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(null, get, null);
            try {
                return outcome(at, request, body, watch, response);
            } finally {
                // Cut off first, since closing would read the rest, which may have no end.
                get.cancel();
                Closer.closeQuietly(response);
            }
        } catch (FetchFault | RefusedHost itself) {
            throw itself;
        } catch (IOException fault) {
            throw watch.wasSlow() ? tooSlow(at, fault) : Faults.explain(at, fault, body.written());
        } finally {
            watching.cancel(false);
        }
    }

    private FetchFault tooSlow(URI at, IOException fault) {
        return FetchFault.lasting(
                at.getHost() + " answers too slowly: less than " + limits.windowBytes() + " bytes in "
                        + limits.window().toSeconds() + " s, or not done after "
                        + limits.whole().toMinutes() + " minutes.",
                fault);
    }

    private static HttpGet get(URI at, Request request, Body body) {
        HttpGet get = new HttpGet(at);
        get.setHeader(HttpHeaders.ACCEPT, "*/*");
        get.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        if (body.resumable().isPresent()) {
            get.setHeader(HttpHeaders.RANGE, "bytes=" + body.written() + "-");
            get.setHeader(HttpHeaders.IF_RANGE, body.resumable().get());
            return get;
        }
        request.etag().ifPresent(tag -> get.setHeader(HttpHeaders.IF_NONE_MATCH, tag));
        request.lastModified().ifPresent(date -> get.setHeader(HttpHeaders.IF_MODIFIED_SINCE, date));
        if (request.isRange()) {
            get.setHeader(HttpHeaders.RANGE, "bytes=" + request.from() + "-" + (request.to() < 0 ? "" : request.to()));
        }
        return get;
    }

    private static Outcome outcome(URI at, Request request, Body body, Watch watch, ClassicHttpResponse response)
            throws IOException {
        Head head = new Head(at, response);
        return switch (response.getCode()) {
            case 200 -> answer(whole(request, body, watch, head));
            case 206 -> answer(part(request, body, watch, head));
            case 301, 302, 303, 307, 308 -> new Outcome(Optional.empty(), head.location());
            case 304 -> answer(unchanged(request, body, head));
            case 404, 410 -> answer(head.answer(Answer.Kind.MISSING, 0, -1));
            case 416 -> answer(beyond(request, body, head));
            default -> throw head.fault();
        };
    }

    private static Outcome answer(Answer answer) {
        return new Outcome(Optional.of(answer), "");
    }

    private static Answer whole(Request request, Body body, Watch watch, Head head) throws IOException {
        body.restart(head.etag());
        if (head.length() > request.mostBytes()) {
            throw Body.tooLarge(request);
        }
        long size = take(head, body, 0, watch);
        return head.answer(Answer.Kind.WHOLE, size, size);
    }

    private static Answer part(Request request, Body body, Watch watch, Head head) throws IOException {
        Optional<Head.Range> range = head.range();
        if (body.resumable().isPresent()) {
            return rest(body, watch, head, range);
        }
        if (!request.isRange()) {
            throw FetchFault.lasting(head.at() + " answers with a part, though all was asked for.");
        }
        boolean asked = range.isPresent()
                && range.get().first() == request.from()
                && (request.to() < 0 || range.get().last() <= request.to());
        if (!asked) {
            return head.answer(Answer.Kind.NOT_IN_RANGES, 0, -1);
        }
        body.restartRange();
        long size = take(head, body, request.from(), watch);
        if (size != range.get().size()) {
            throw FetchFault.passing(head.at() + " answers with " + size + " bytes and says that they are "
                    + range.get().size() + ".");
        }
        return head.answer(Answer.Kind.RANGE, size, range.get().total());
    }

    /** Goes on with a body that was cut. */
    private static Answer rest(Body body, Watch watch, Head head, Optional<Head.Range> range) throws IOException {
        long before = body.written();
        boolean same = range.isPresent()
                && range.get().first() == before
                && head.etag().equals(body.resumable());
        if (!same) {
            throw changed(body, head);
        }
        long size = take(head, body, before, watch);
        if (size != range.get().size()
                || range.get().total() >= 0 && before + size != range.get().total()) {
            body.restart(Optional.empty());
            throw FetchFault.passing(head.at() + " was cut short.");
        }
        return head.answer(Answer.Kind.WHOLE, before + size, before + size);
    }

    private static Answer unchanged(Request request, Body body, Head head) throws IOException {
        if (body.resumable().isPresent()) {
            throw changed(body, head);
        }
        return head.unchanged(request);
    }

    private static FetchFault changed(Body body, Head head) throws IOException {
        body.restart(Optional.empty());
        return FetchFault.passing(head.at() + " changed while it was read.");
    }

    private static Answer beyond(Request request, Body body, Head head) throws IOException {
        if (body.resumable().isPresent() || !request.isRange()) {
            throw changed(body, head);
        }
        return head.answer(Answer.Kind.NOT_IN_RANGES, 0, -1);
    }

    private static long take(Head head, Body body, long at, Watch watch) throws IOException {
        HttpEntity entity = head.entity();
        return entity == null ? 0 : body.take(entity.getContent(), at, watch);
    }

    @Override
    public void close() {
        watches.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    /** Knows what was checked, and asks nobody. */
    private record Pinned(Map<String, InetAddress[]> addresses) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] checked = addresses.get(host.toLowerCase(Locale.ROOT));
            if (checked == null) {
                throw new UnknownHostException(host + " was not checked.");
            }
            return checked;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
