package org.salonarchive.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LmtpWireTest {

    private static final String LETTERS = "..\r\r\n\nab\0\u00ff";

    @Test
    void takesAwayTheDotsThatWerePutBeforeDotsAndNothingElse() throws Exception {
        Random random = new Random(7);
        List<String> messages = new ArrayList<>(List.of("", ".\r\n", "..\r\n", ".\r\r\n", "\r\r\n.\r\n", "\n.\r\n"));
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            // Some are longer than the buffer, so that everything meets its end once.
            int length = random.nextInt(i % 10 == 0 ? 40_000 : 60);
            for (int j = 0; j < length; j++) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            messages.add(text + "\r\n");
        }
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                LmtpWire wire = new LmtpWire(server.accept(), Duration.ofSeconds(30))) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(client, messages));
            for (String message : messages) {
                ByteArrayOutputStream read = new ByteArrayOutputStream();
                wire.message(read, Duration.ofSeconds(30));
                assertThat(read.toByteArray()).isEqualTo(message.getBytes(StandardCharsets.ISO_8859_1));
            }
            sent.join();
            assertThat(wire.command()).contains("QUIT");
        }
    }

    private static void send(Socket client, List<String> messages) {
        try {
            OutputStream out = client.getOutputStream();
            for (String message : messages) {
                out.write((LmtpClient.stuffed(message) + ".\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            out.write("QUIT\r\n".getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }
}
