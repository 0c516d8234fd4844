package org.salonarchive.source.mhonarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.testing.Corpora;
import org.salonarchive.testing.Mhonarc;

/** Archives that the real MHonArc made come back whole, whatever its settings were. */
class MhonarcSettingsTest {

    private static final String UTF_8 = """
            <TextEncode>
            utf-8; MHonArc::Encode::from_to; MHonArc/Encode.pm
            </TextEncode>
            <CharsetConverters override>
            plain; mhonarc::htmlize;
            default; mhonarc::htmlize;
            </CharsetConverters>
            """;

    @TempDir
    private Path folder;

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of("as it comes", "", new String[] {}),
                Arguments.of("without comments", "", new String[] {"-noprintxcomments"}),
                Arguments.of("compressed", "", new String[] {"-gzipfiles"}),
                Arguments.of("compressed by name", "", new String[] {"-gzipfiles", "-gziplinks"}),
                Arguments.of("several index pages", "", new String[] {"-multipg", "-idxsize", "3"}),
                Arguments.of("dates of the mail", "<DateFields>\ndate\n</DateFields>\n", new String[] {}),
                Arguments.of("in UTF-8", UTF_8, new String[] {}),
                Arguments.of("in UTF-8, heads decoded", UTF_8 + "<DecodeHeads>\n", new String[] {}),
                Arguments.of("another prefix", "<MsgPrefix>\nnote-\n</MsgPrefix>\n", new String[] {}),
                Arguments.of("folders and names", external("subdir usename", "subdir"), new String[] {}),
                Arguments.of(
                        "icons",
                        external("useicon", "") + "<Icons>\napplication/*;/icons/x.gif\n</Icons>\n",
                        new String[] {}),
                Arguments.of("frames", external("frame", ""), new String[] {}),
                Arguments.of("fancyquote", plain("fancyquote"), new String[] {}),
                Arguments.of("fancyquote nonfixed", plain("fancyquote nonfixed"), new String[] {}),
                Arguments.of("nonfixed", plain("nonfixed"), new String[] {}),
                Arguments.of("nonfixed disableflowed", plain("nonfixed disableflowed"), new String[] {}),
                Arguments.of("nonfixed keepspace", plain("nonfixed keepspace disableflowed"), new String[] {}),
                Arguments.of("quote disableflowed", plain("quote disableflowed"), new String[] {}),
                Arguments.of("quoteclass", plain("fancyquote quoteclass=cited"), new String[] {}),
                Arguments.of("no links", plain("nourl"), new String[] {}));
    }

    private static String plain(String arguments) {
        return "<MIMEArgs>\nm2h_text_plain::filter; %s\n</MIMEArgs>\n".formatted(arguments);
    }

    private static String external(String arguments, String html) {
        return "<MIMEArgs>\nm2h_external::filter; %s\nm2h_text_html::filter; %s\n</MIMEArgs>\n"
                .formatted(arguments, html);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void lettersComeBackWhole(String name, String resources, String[] options) throws IOException {
        Path mailbox = Letters.in(folder.resolve("letters.mbox"));
        Mhonarc.archive(folder.resolve("archive"), mailbox, resources, options);

        Twins twins = Twins.of(mailbox, folder.resolve("archive"));

        // Of two forms of the article, MHonArc has only the richer one; that is what counts here, too.
        assertThat(twins.differing).isEmpty();
        assertThat(twins.messages).isEqualTo(Letters.WITH_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fancyquote", "fancyquote nonfixed", "nonfixed", "quote disableflowed"})
    void realMailComesBackWhole(String arguments) throws IOException {
        Path mailbox = real(120);
        Mhonarc.archive(folder.resolve("archive"), mailbox, plain(arguments));

        Twins twins = Twins.of(mailbox, folder.resolve("archive"));

        assertThat(twins.missing).isZero();
        assertThat(twins.messages).isGreaterThan(115);
        for (String what : new String[] {"subject", "sender", "date", "references", "attachments", "text"}) {
            assertThat(twins.differing.get(what)).as(what).isNull();
        }
    }

    /** SPAMMODE hides the domains of addresses, but not in the comment that names the sender. */
    @Test
    void addressesAreHiddenWhereTheyWereHidden() throws IOException {
        Path mailbox = Letters.in(folder.resolve("letters.mbox"));
        Mhonarc.archive(folder.resolve("archive"), mailbox, "", "-spammode");

        Twins twins = Twins.of(mailbox, folder.resolve("archive"));

        assertThat(twins.messages).isEqualTo(Letters.WITH_ID);
        assertThat(twins.differing).containsOnlyKeys("text", "text as displayed");
        assertThat(twins.differing.get("text")).hasSize(1);
        assertThat(twins.differing.get("text").get(0)).contains("zoe@xxxxxxxxxxx");
    }

    /** From a list with answers, HTML and flowed text. */
    private Path real(int most) throws IOException {
        ByteArrayOutputStream mailbox = new ByteArrayOutputStream();
        int[] left = {0};
        Corpora.eachMessage("blinux-2023-2026", 1_100, message -> {
            left[0]++;
            if (left[0] > 1_100 - most) {
                mailbox.writeBytes("From x Tue Jul 22 10:00:00 2025\n".getBytes(StandardCharsets.US_ASCII));
                String quoted = new String(message, StandardCharsets.ISO_8859_1).replaceAll("(?m)^(>*From )", ">$1");
                mailbox.writeBytes(quoted.getBytes(StandardCharsets.ISO_8859_1));
                mailbox.writeBytes(new byte[] {'\n', '\n'});
            }
        });
        return Files.write(folder.resolve("real.mbox"), mailbox.toByteArray());
    }
}
