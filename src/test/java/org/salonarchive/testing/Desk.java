package org.salonarchive.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A browser without scripts, as far as these pages need one: it keeps cookies, and sends what forms send. */
public final class Desk {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String origin;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    /** @param origin such as {@code http://localhost:8081} */
    public Desk(String origin) {
        this.origin = origin.replaceAll("/+$", "");
    }

    public HttpResponse<String> get(String path) {
        return send(request(path));
    }

    /** A page that must be there. */
    public Document page(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.body(), origin + path);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path)).timeout(PATIENCE);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Sends fields, and nothing that was not said. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> escape(field.getKey()) + "=" + escape(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Fills in a form of a page and sends it: its hidden fields go along. */
    public HttpResponse<String> submit(String page, String action, Map<String, String> typed) {
        Map<String, String> fields = new TreeMap<>();
        page(page)
                .select("form[action=" + action + "] input[type=hidden]")
                .forEach(hidden -> fields.put(hidden.attr("name"), hidden.val()));
        assertThat(fields).as(page + " has a form for " + action).containsKey("csrf");
        fields.putAll(typed);
        return post(action, fields);
    }

    /** Sends a file by the form of the uploads. */
    public HttpResponse<String> upload(String name, byte[] bytes) {
        return upload(name, bytes, BodyPublishers::ofByteArray);
    }

    /** Sends a file by the form of a page, which takes it at its own address. */
    public HttpResponse<String> upload(String page, String name, byte[] bytes) {
        return upload(page, name, bytes, BodyPublishers::ofByteArray);
    }

    /** @param publisher in which way the body is sent */
    public HttpResponse<String> upload(String name, byte[] bytes, Function<byte[], BodyPublisher> publisher) {
        return upload("/admin/upload", name, bytes, publisher);
    }

    private HttpResponse<String> upload(
            String page, String name, byte[] bytes, Function<byte[], BodyPublisher> publisher) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--xyz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + token(page)
                        + "\r\n--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n--xyz--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(request(page)
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(publisher.apply(body.toByteArray())));
    }

    /** An uploaded file that waits, as its page lists it; null when none of that name does. */
    public @Nullable Element waiting(String name) {
        return page("/admin/upload")
                .select(".uploads li:has(h3:contains(" + name + "))")
                .first();
    }

    /** The form's token of a page. */
    public String token(String page) {
        return page(page).select("input[name=csrf]").first().val();
    }

    public Desk signIn(String name, String password) {
        HttpResponse<String> answer =
                submit("/admin/sign-in", "/admin/sign-in", Map.of("name", name, "password", password));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return this;
    }

    public List<HttpCookie> cookies() {
        return new ArrayList<>(cookies.getCookieStore().getCookies());
    }

    /** Waits until something is so, and fails when it does not come to it. */
    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}
