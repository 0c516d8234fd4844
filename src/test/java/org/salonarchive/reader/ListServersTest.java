package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.message.MessageId;

/** What the guide for list servers promises. */
class ListServersTest {

    private static final Path GUIDE = Path.of("src/main/docs/list-servers.md");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail@example.org",
                "a.b+c%d$e@example.org",
                "with'quotes'and\"more\"@example.org",
                "é@example.org"
            })
    void theShellComputesTheAddressOfAMail(String id) throws IOException, InterruptedException {
        Matcher line = Pattern.compile("```sh\n(.+)\n```").matcher(Files.readString(GUIDE));
        assertThat(line.find()).isTrue();
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", line.group(1)).redirectErrorStream(true);
        shell.environment().put("id", id);
        shell.environment().put("LC_ALL", "C.UTF-8");
        Process process = shell.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed.strip()).isEqualTo(new MessageId(id).hash().base32());
    }

    @Test
    void theExampleIsTrue() throws IOException {
        String hash = new MessageId("mail@example.org").hash().base32();
        assertThat(Files.readString(GUIDE))
                .contains("With `id=mail@example.org` it prints `" + hash + "`.", "/mylist/message/" + hash + "/>");
    }
}
