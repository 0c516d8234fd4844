package org.salonarchive.reader;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveChanges;

/**
 * Pages as they were sent, until anything changes that any page shows. They are answered before a page would be made,
 * on the thread that reads requests; the oldest and least asked for are forgotten where an eighth of the memory is
 * full.
 */
@ApplicationScoped
class PageCache {

    /** Some pages say how long ago something was, and a query may ask for the last days. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int SHARE_OF_MEMORY = 8;
    private static final int LARGEST_PAGE = 4 << 20;
    /** What an entry takes beside its bytes. */
    private static final int ENTRY_BYTES = 1_000;

    /** Below that a packed page hardly saves a packet. */
    private static final int SMALLEST_PACKED = 1_000;

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    /** Behind the headers that every answer carries. */
    private static final int ORDER = Integer.MIN_VALUE + 1;

    private static final String ASKED = "salon.page";
    private static final Set<String> NEVER = Set.of("Authorization", "Range", "If-Match", "If-Unmodified-Since");

    private static final Set<String> PACKED_TYPES = Set.of("json", "atom+xml", "svg+xml");
    private static final Pattern NOT_TAKEN = Pattern.compile(";q=0(\\.0*)?$");

    private final ArchiveChanges changes;
    private final Cache<String, Page> pages;

    PageCache(ArchiveChanges changes) {
        this.changes = changes;
        pages = Caffeine.newBuilder()
                .expireAfterWrite(LONGEST)
                .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY)
                .weigher((String address, Page page) -> page.weight())
                .build();
    }

    /**
     * A page as it was sent.
     *
     * @param change the number of the last change that it may show
     * @param headers names and values, one after the other
     */
    record Page(long change, String tag, List<String> headers, byte[] plain, byte @Nullable [] packed) {

        /** So far only readers came who do not take it packed. */
        boolean lacksPacked() {
            return packed == null && plain.length >= SMALLEST_PACKED;
        }

        int weight() {
            return ENTRY_BYTES + plain.length + (packed == null ? 0 : packed.length);
        }
    }

    /** What is asked for, of a page that is not kept. */
    private record Asked(String address, long change) {}

    void add(@Observes Router router) {
        router.route().order(ORDER).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        OptionalLong change = changes.number();
        if (change.isEmpty()
                || request.method() != HttpMethod.GET
                || isElsewhere(request.path())
                || NEVER.stream().anyMatch(request.headers()::contains)) {
            context.next();
            return;
        }
        String address = request.scheme() + "://" + request.authority() + request.uri();
        Page page = pages.getIfPresent(address);
        boolean pack = takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        if (page == null || page.change() != change.getAsLong() || pack && page.lacksPacked()) {
            context.put(ASKED, new Asked(address, change.getAsLong()));
            context.next();
            return;
        }
        send(page, pack, request);
    }

    /** Not pages of the archive. */
    private static boolean isElsewhere(String path) {
        return path.startsWith("/admin") || path.startsWith("/api/") || path.startsWith("/q/");
    }

    private static void send(Page page, boolean pack, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        for (int i = 0; i < page.headers().size(); i += 2) {
            response.putHeader(page.headers().get(i), page.headers().get(i + 1));
        }
        if (isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH), page.tag())) {
            response.headers().remove(HttpHeaders.CONTENT_TYPE);
            response.setStatusCode(NOT_MODIFIED).end();
            return;
        }
        byte[] packed = pack ? page.packed() : null;
        // What the server is not told to leave alone it would pack again for each reader.
        response.putHeader(HttpHeaders.CONTENT_ENCODING, packed == null ? "identity" : "gzip");
        response.end(Buffer.buffer(packed == null ? page.plain() : packed));
    }

    /** RFC 9110 §13.1.2: any of the validators, weak or strong. */
    private static boolean isKnown(@Nullable String validators, String tag) {
        return validators != null
                && Arrays.stream(validators.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }

    private static boolean takesGzip(@Nullable String encodings) {
        return encodings != null
                && Arrays.stream(encodings.split(","))
                        .map(encoding -> encoding.replace(" ", "").toLowerCase(Locale.ROOT))
                        .anyMatch(encoding -> encoding.startsWith("gzip")
                                && !NOT_TAKEN.matcher(encoding).find());
    }

    /**
     * Keeps the answer to this request, if it is a page that was asked for here, and packs it for a reader who takes
     * that.
     */
    void keep(RoutingContext context, ContainerResponseContext response) {
        Asked asked = context.get(ASKED);
        if (asked == null
                || response.getStatus() != OK
                || !(response.getEntity() instanceof byte[] plain)
                || plain.length > LARGEST_PAGE
                || response.getEntityTag() == null
                || response.getHeaders().containsKey(HttpHeaders.SET_COOKIE.toString())
                || !isText(response.getMediaType())) {
            return;
        }
        List<String> headers = new ArrayList<>();
        response.getStringHeaders()
                .forEach((name, values) -> values.forEach(value -> {
                    headers.add(name);
                    headers.add(value);
                }));
        boolean pack = takesGzip(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
        byte[] packed = pack && plain.length >= SMALLEST_PACKED ? packed(plain) : null;
        pages.put(asked.address(), new Page(asked.change(), tag(response), List.copyOf(headers), plain, packed));
        if (packed != null) {
            response.setEntity(packed);
            response.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING.toString(), "gzip");
        }
    }

    private static String tag(ContainerResponseContext response) {
        return response.getStringHeaders().getFirst(HttpHeaders.ETAG.toString());
    }

    private static boolean isText(@Nullable MediaType type) {
        return type != null && (type.getType().equals("text") || PACKED_TYPES.contains(type.getSubtype()));
    }

    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException fault) {
            throw new UncheckedIOException("Writing to memory failed", fault);
        }
        return packed.toByteArray();
    }
}
