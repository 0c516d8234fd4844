package org.salonarchive.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks this program itself for its pages, as a reader would, so that a file holds what a reader sees. */
public final class OwnSite {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final URI root;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param port where this program answers on this machine */
    public OwnSite(int port) {
        this.root = URI.create("http://127.0.0.1:" + port);
    }

    /** An answer; whoever asked closes its body. */
    public record Answer(int status, String type, Optional<String> location, InputStream body)
            implements AutoCloseable {

        /** Whether it is HTML. */
        public boolean isPage() {
            return type.startsWith("text/html");
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /**
     * Asks.
     *
     * @throws IOException when there is no answer
     */
    public Answer get(SiteAddress address) throws IOException {
        String query = address.query().isEmpty() ? "" : "?" + address.query();
        HttpRequest request = HttpRequest.newBuilder(root.resolve(address.path() + query))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Location"),
                    response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Reading own pages was stopped.");
        }
    }
}
