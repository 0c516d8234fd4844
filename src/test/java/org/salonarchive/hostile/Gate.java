package org.salonarchive.hostile;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.PfxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.salonarchive.testing.TestCertificate;

/**
 * The only way out of the browser: a proxy that knows the site under a name for each {@link Mode}, takes away
 * what that mode does without, and counts every request for anywhere else, which it refuses. Chromium opens a
 * connection to the server of a frame before it looks whether the page's policy allows the frame; so whoever asks for a
 * TLS connection gets one, and what is counted is what is asked for within.
 */
final class Gate implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("http://([a-z]+)[.]salon[.]test(/.*)?");

    /** Chromium's own conversation with its maker. */
    private static final Pattern OF_THE_BROWSER = Pattern.compile(
            "(http://)?((accounts|www|clients2)[.]google[.]com|[a-z0-9-]+[.](googleapis|gvt1)[.]com)(:443|/.*)");

    private static final Pattern TLS = Pattern.compile(".*:443");

    private static final int LONGEST_LINE = 65_536;

    /** They speak of one connection only, or of a length that changes. */
    private static final List<String> OF_THE_CONNECTION =
            List.of("connection", "content-length", "transfer-encoding", "keep-alive");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final NetClient connector;
    private final HttpServer server;

    /** Everybody else, as a browser sees them within a tunnel. */
    private final HttpServer others;

    private final int site;
    private final Queue<String> foreign = new ConcurrentLinkedQueue<>();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    /** A page that the gate gives itself. */
    record Page(Map<String, String> headers, String content) {}

    /**
     * @param site the port at which the site really answers
     * @param certificate that everybody else shows
     */
    Gate(int site, TestCertificate certificate) {
        this.site = site;
        client = vertx.createHttpClient(
                new HttpClientOptions().setMaxInitialLineLength(LONGEST_LINE), new PoolOptions().setHttp1MaxSize(16));
        connector = vertx.createNetClient();
        server = listen(new HttpServerOptions(), this::answer);
        others = listen(
                new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PfxOptions()
                                .setPath(certificate.store().toString())
                                .setPassword(TestCertificate.PASSWORD)),
                request -> refuse(request, "https://" + request.authority() + request.uri()));
    }

    private HttpServer listen(HttpServerOptions options, Handler<HttpServerRequest> handler) {
        return vertx.createHttpServer(options.setMaxInitialLineLength(LONGEST_LINE))
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Where the browser finds it. */
    String address() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Puts a page at an address that the site does not have. */
    void put(String path, Page page) {
        pages.put(path, page);
    }

    /** Removes what was put. */
    void clear() {
        pages.clear();
    }

    /** What was asked of others than the site since this was asked last, so that none is told twice or never. */
    List<String> foreign() {
        List<String> told = new ArrayList<>();
        for (String request = foreign.poll(); request != null; request = foreign.poll()) {
            told.add(request);
        }
        return told;
    }

    private void answer(HttpServerRequest request) {
        Matcher address = ADDRESS.matcher(request.uri());
        boolean ofTheBrowser = OF_THE_BROWSER.matcher(request.uri()).matches();
        if (request.method() == HttpMethod.CONNECT && TLS.matcher(request.uri()).matches() && !ofTheBrowser) {
            tunnel(request);
            return;
        }
        if (request.method() == HttpMethod.CONNECT || !address.matches()) {
            refuse(request, request.uri());
            return;
        }
        Mode mode = Mode.of(address.group(1));
        String path = address.group(2) == null ? "/" : address.group(2);
        Page page = pages.get(path);
        if (page == null) {
            forward(request, mode, path);
        } else {
            page.headers().forEach((name, value) -> mode.header(request.response(), name, value));
            request.response().end(page.content());
        }
    }

    private void refuse(HttpServerRequest request, String address) {
        if (!OF_THE_BROWSER.matcher(address).matches()) {
            foreign.add(request.method() + " " + address);
        }
        request.response().setStatusCode(502).end();
    }

    private void tunnel(HttpServerRequest request) {
        connector
                .connect(others.actualPort(), "127.0.0.1")
                .compose(within -> request.toNetSocket().onSuccess(browser -> {
                    browser.pipeTo(within);
                    within.pipeTo(browser);
                }))
                .onFailure(fault -> request.response().setStatusCode(504).end());
    }

    private void forward(HttpServerRequest request, Mode mode, String path) {
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost("localhost")
                .setPort(site)
                .setURI(path)
                .putHeader("Host", request.getHeader("Host"));
        request.body()
                .compose(body -> client.request(options).compose(asked -> asked.send(body)))
                .compose(answer -> answer.body().map(body -> new Answer(answer, body)))
                .onSuccess(answer -> answer.pass(request.response(), mode))
                .onFailure(fault -> request.response().setStatusCode(504).end());
    }

    private record Answer(HttpClientResponse head, Buffer body) {

        void pass(HttpServerResponse response, Mode mode) {
            response.setStatusCode(head.statusCode());
            MultiMap headers = head.headers();
            headers.forEach((name, value) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                    mode.header(response, name, value);
                }
            });
            response.end(body);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
