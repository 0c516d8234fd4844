package org.salonarchive.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MailmanFormTest {

    private static final String HEAD = "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String PART =
            "--b\r\nContent-Disposition: form-data; name=\"message\"; filename=\"message.txt\"\r\n\r\n";

    @Test
    void givesUpABodyThatGrowsBeyondTheLimitWithoutHavingSaidItsLength() throws Exception {
        Vertx vertx = Vertx.vertx();
        CompletableFuture<Throwable> fault = new CompletableFuture<>();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> MailmanForm.read(request, 10_000)
                        .onFailure(fault::complete)
                        .onFailure(told -> request.connection().close()));
        try {
            int port = server.listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS)
                    .actualPort();
            try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
                OutputStream out = socket.getOutputStream();
                out.write((HEAD + chunk(PART) + chunk("x".repeat(10_000))).getBytes(StandardCharsets.US_ASCII));
                assertThat(fault.get(30, TimeUnit.SECONDS)).isInstanceOf(MailmanForm.TooLarge.class);
            }
            Lists.await("no temporary file stays", () -> Lists.temporaryFiles() == 0);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
