package org.salonarchive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.salonarchive.message.MessageParser;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;
import org.salonarchive.testing.Corpora;

/** What is cut out of a message and put together again is the message, byte for byte. */
class RawFormTest {

    private static final Receipt RECEIPT = new Receipt("test", 0, new byte[0], "none", Optional.empty());
    private static final MessageParser PARSER = new MessageParser();

    private static RawForm stored(byte[] bytes) {
        return RawForm.of(bytes, PARSER.parse(bytes), RECEIPT, Dictionary.NONE);
    }

    private static byte[] random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] mail(String newLine, String... parts) {
        StringBuilder mail = new StringBuilder("Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n");
        for (String part : parts) {
            mail.append("--b\n").append(part).append('\n');
        }
        return mail.append("--b--\n").toString().replace("\n", newLine).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String base64(byte[] content, int lineLength) {
        return "Content-Type: image/png; name=i.png\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder(lineLength, new byte[] {'\n'}).encodeToString(content);
    }

    @Test
    void anAttachmentIsTheSameHoweverItWasWrapped() {
        byte[] content = random(1, 50_000);
        RawForm one = stored(mail("\n", "\ntext", base64(content, 76)));
        RawForm other = stored(mail("\r\n", base64(content, 60) + "\n\n", "\nanother text"));
        assertThat(one.cuts()).singleElement().satisfies(cut -> {
            assertThat(cut.sha256()).isEqualTo(Arrival.sha256(content));
            assertThat(cut.size()).isEqualTo(content.length);
        });
        assertThat(other.cuts())
                .singleElement()
                .satisfies(cut -> assertThat(cut.sha256()).isEqualTo(Arrival.sha256(content)));
        assertThat(one.attachments())
                .singleElement()
                .satisfies(attachment ->
                        assertThat(attachment.sha256()).isEqualTo(HexFormat.of().formatHex(Arrival.sha256(content))));
    }

    @Test
    void base64ThatCannotBeMadeAgainStaysAsItStands() {
        String lines = base64(random(2, 20_000), 76);
        String irregular = lines.substring(0, 5_000) + "\n" + lines.substring(5_000);
        byte[] mail = mail("\n", irregular);
        RawForm form = stored(mail);
        assertThat(form.cuts())
                .singleElement()
                .satisfies(cut -> assertThat(cut.wrapping()).isEqualTo(Wrapping.NONE));
        assertThat(form.bytes()).isEqualTo(mail);
    }

    @Test
    void textToBeReadAndSmallAttachmentsStayInTheMessage() {
        String text = "\n" + "A line of text.\n".repeat(2_000);
        RawForm form = stored(mail("\n", text, base64(random(3, 500), 76)));
        assertThat(form.cuts()).isEmpty();
        assertThat(form.attachments())
                .singleElement()
                .satisfies(attachment -> assertThat(attachment.name()).isEqualTo("i.png"));
    }

    @Test
    void partsOfAMessageThatWasItselfEncodedStayInIt() {
        byte[] inner = mail("\n", base64(random(4, 30_000), 76));
        byte[] outer = mail(
                "\n",
                "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                        + Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(inner));
        RawForm form = stored(outer);
        assertThat(form.attachments())
                .singleElement()
                .satisfies(attachment -> assertThat(attachment.size()).isEqualTo(30_000));
        assertThat(form.bytes()).isEqualTo(outer);
    }

    @Property(tries = 300)
    void anyMessageComesBackAsItWas(@ForAll long seed) {
        byte[] mail = damaged(new Random(seed));
        assertThat(stored(mail).bytes()).isEqualTo(mail);
    }

    /** Attachments of all sizes and encodings, some bytes of the whole changed, lost or doubled. */
    private static byte[] damaged(Random random) {
        String[] parts = new String[1 + random.nextInt(4)];
        for (int i = 0; i < parts.length; i++) {
            byte[] content = random(random.nextInt(), random.nextInt(40_000));
            parts[i] = switch (random.nextInt(4)) {
                case 0 -> "\n" + "text\n".repeat(random.nextInt(4_000));
                case 1 ->
                    "Content-Type: application/x; name=x\n\n"
                            + new String(content, StandardCharsets.ISO_8859_1).replace("--b", "");
                default -> base64(content, 4 * (1 + random.nextInt(30))) + "\n".repeat(random.nextInt(3));
            };
        }
        byte[] whole = mail(random.nextBoolean() ? "\n" : "\r\n", parts);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int each = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(30_000);
        for (byte b : whole) {
            if (random.nextInt(each) != 0) {
                out.write(b);
            } else if (random.nextBoolean()) {
                out.write(random.nextInt());
                out.write(b);
            }
        }
        return out.toByteArray();
    }

    @Test
    void realMailComesBackAsItWas() throws IOException {
        try (Stream<Path> mails = Files.walk(Corpora.require("corpora/mime"))) {
            for (Path mail : mails.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(mail);
                assertThat(stored(bytes).bytes()).as(mail.toString()).isEqualTo(bytes);
            }
        }
        for (Source source : Sources.find(List.of(Corpora.require("corpora/lists/cocci-2019.mbox.gz")))
                .sources()) {
            try (Reading reading = source.read(Optional.empty())) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    byte[] bytes = ((RawMessage) item.get()).bytes();
                    assertThat(stored(bytes).bytes()).isEqualTo(bytes);
                }
            }
        }
    }
}
