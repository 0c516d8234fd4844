package org.salonarchive.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.salonarchive.admin.Multipart.Part;

/** Forms with files are read as they come, wherever the wire cuts them. */
class MultipartTest {

    private static final String TYPE = "multipart/form-data; charset=x; boundary=\"b o\"";

    /** Gives a few bytes at a time. */
    private static InputStream dripping(byte[] bytes, int most) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(length, most));
            }
        };
    }

    private static List<String> read(byte[] body, int most) throws IOException {
        Multipart form = Multipart.of(TYPE, dripping(body, most)).orElseThrow();
        List<String> seen = new ArrayList<>();
        for (Optional<Part> part = form.next(); part.isPresent(); part = form.next()) {
            seen.add(part.get().name() + "/" + part.get().fileName() + "/"
                    + new String(part.get().content().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
        return seen;
    }

    private static byte[] body(String content) {
        return ("--b o\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\ntoken\r\n--b o\r\n"
                        + "content-disposition: form-data; name=\"file\"; filename=\"a b.mbox\"\r\nX: y\r\n\r\n"
                        + content
                        + "\r\n--b o--\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void partsAreTheSameHoweverTheyArrive() throws IOException {
        byte[] random = new byte[200_000];
        new Random(1).nextBytes(random);
        for (String content : List.of(
                "",
                "\r\n",
                "\r\n--b",
                "\r\n--b \r\n--b \r\n",
                "\r\r\n--b\r\n-",
                "x".repeat(65_536),
                new String(random, StandardCharsets.ISO_8859_1))) {
            for (int most : new int[] {1, 2, 3, 7, 64, 65_535, 1 << 20}) {
                assertThat(read(body(content), most)).containsExactly("csrf//token", "file/a b.mbox/" + content);
            }
        }
    }

    @Test
    void whatIsCutAnywhereIsNeverTakenForWhole() {
        byte[] whole = body("content");
        for (int cut = 0; cut < whole.length - 6; cut++) {
            byte[] part = java.util.Arrays.copyOf(whole, cut);
            assertThatThrownBy(() -> read(part, 5)).as("cut at " + cut).isInstanceOf(IOException.class);
        }
    }

    @Test
    void otherContentIsNoForm() {
        for (String type : List.of("", "null", "multipart/form-data", "multipart/mixed; boundary=b", "text/plain")) {
            assertThat(Multipart.of(type, InputStream.nullInputStream()))
                    .as(type)
                    .isEmpty();
        }
    }

    @Test
    void aHeaderWithoutAnEndIsRefused() {
        byte[] endless = ("--b o\r\nX: " + "y".repeat(100_000)).getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(endless, 1_000)).isInstanceOf(IOException.class);
    }

    @Test
    void namesOfFilesMeanNothingToTheFileSystem() {
        assertThat(Uploads.safe("../../etc/passwd")).isEqualTo("passwd");
        assertThat(Uploads.safe("C:\\x\\y z.mbox")).isEqualTo("y_z.mbox");
        assertThat(Uploads.safe("...")).isEqualTo("mailbox");
        assertThat(Uploads.safe(".arriving")).isEqualTo("arriving");
        assertThat(Uploads.safe("a\u0000b\n")).isEqualTo("a_b_");
        assertThat(Uploads.safe("x".repeat(300))).hasSize(100);
    }
}
