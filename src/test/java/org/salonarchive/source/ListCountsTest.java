package org.salonarchive.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salonarchive.testing.Corpora;

/** Real lists have as many messages as were counted in them by other means. */
class ListCountsTest {

    @ParameterizedTest
    @CsvSource({
        "lists/linux-mips-1996-2002.mbox.gz, 12531",
        "lists/pipermail-gpsd-dev, 9631",
        "lists/pipermail-gpt-usuarios, 858",
        "lists/cocci-2019.mbox.gz, 908",
        "lists/batman-2020-2021.mbox.gz, 984",
        "lists/blinux-2023-2026.mbox.gz, 1751",
        "lists/linux-ntb-googlegroups.mbox.gz, 1303",
        "lists/kernel-hardening-2019.mbox.gz, 1722",
        "lists/ksummit-2021-2022.mbox.gz, 934",
        "lists/spamassassin-easy-ham-1.mbox.gz, 2500",
        "lists/3gpp-evs.listserv.mbox, 50",
        "lists/notmuch-lkml.maildir.tar.gz, 210",
        "lists/notmuch-default.maildir.tar.gz, 53",
        "mbox-edge/mail-box-45.mbox, 45",
        "mbox-edge/hypermail-y2k.mbox, 12",
        "mbox-edge/dialects/a-bom.mbox, 5",
        "mbox-edge/dialects/a-crlf.mbox, 5",
        "mbox-edge/dialects/a-from-line-forms.mbox, 5",
        "mbox-edge/dialects/a-mboxcl.mbox, 5",
        "mbox-edge/dialects/a-mboxcl2.mbox, 5",
        "mbox-edge/dialects/a-mboxo.mbox, 5",
        "mbox-edge/dialects/a-mboxrd.mbox, 5",
        "mbox-edge/dialects/a-no-blank-line.mbox, 5",
        "mbox-edge/dialects/a-no-final-newline.mbox, 5",
        "mbox-edge/dialects/a-wrong-content-length.mbox, 5",
        "mbox-edge/dialects/a.mmdf, 5",
    })
    void holdsEveryMessage(String path, int expected) throws IOException {
        int messages = 0;
        for (Source source :
                Sources.find(List.of(Corpora.require("corpora/" + path))).sources()) {
            try (Reading reading = source.read(Optional.empty())) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    assertThat(item.get()).isInstanceOf(RawMessage.class);
                    messages++;
                }
            }
        }
        assertThat(messages).as(Path.of(path).getFileName().toString()).isEqualTo(expected);
    }
}
