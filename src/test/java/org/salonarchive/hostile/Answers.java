package org.salonarchive.hostile;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** What the site answers, without a browser. */
final class Answers {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String site;
    private final Set<String> seen = new HashSet<>();

    Answers(String site) {
        this.site = site;
    }

    HttpResponse<String> get(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(site + path)).build(),
                    BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException fault) {
            throw new IllegalStateException(path, fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Whether no address before had the same answer; what is the same need not be looked at twice. */
    boolean isNew(HttpResponse<String> answer) {
        return seen.add(answer.statusCode()
                + header(answer, "Content-Type")
                + header(answer, "Content-Security-Policy")
                + header(answer, "Location")
                + answer.body());
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
