package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mail of the golden corpus says what stands beside it, with either line end. */
class GoldenMailTest {
    private static final Path CORPUS = Path.of("src/test/resources/mail");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> mails() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files
                    .map(file -> CORPUS.relativize(file).toString())
                    .filter(name -> name.endsWith(".eml"))
                    .map(name -> name.substring(0, name.length() - ".eml".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("mails")
    void saysWhatItsGoldenSays(String name) throws IOException {
        byte[] mail = Files.readAllBytes(CORPUS.resolve(name + ".eml"));
        Path golden = CORPUS.resolve(name + ".json");
        String facts = facts(mail);

        if (Files.notExists(golden)) {
            Files.writeString(golden, facts);
            fail("There was no %s; it was written, look at it", golden);
        }
        assertThat(facts).isEqualTo(Files.readString(golden));
        assertThat(facts(withCrLf(mail))).isEqualTo(Files.readString(golden));
    }

    private static String facts(byte[] mail) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(MailFacts.of(new MessageParser().parse(mail)))
                        .replace("\r\n", "\n")
                + "\n";
    }

    private static byte[] withCrLf(byte[] mail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte b : mail) {
            if (b == '\n') {
                bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            } else {
                bytes.write(b);
            }
        }
        return bytes.toByteArray();
    }
}
