package org.salonarchive.reader.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.archive.LegacyLink;
import org.salonarchive.archive.LegacyLink.Scheme;
import org.salonarchive.message.MessageId;

class LegacyAddressTest {

    static Stream<Arguments> addresses() {
        String hash = new MessageId("a@example.org").hash().base32();
        LegacyAddress volume = new LegacyAddress.Index("dev", "2008-April", "thread");
        LegacyAddress dates = new LegacyAddress.Index("dev", "2008-April", "date");
        return Stream.of(
                Arguments.of("dev", new LegacyAddress.Home("dev")),
                Arguments.of("dev/", new LegacyAddress.Home("dev")),
                Arguments.of("dev//index.html", new LegacyAddress.Home("dev")),
                Arguments.of("dev/maillist.html", new LegacyAddress.Home("dev")),
                Arguments.of("dev/threads.html", new LegacyAddress.Home("dev")),
                Arguments.of("dev/2008-April", volume),
                Arguments.of("dev/2008-April/", volume),
                Arguments.of("dev/2008-April/index.html", volume),
                Arguments.of("dev/2008-April/thread.html", volume),
                Arguments.of("dev/2008-April/threads.html", volume),
                Arguments.of("dev/2008-April/thrd12.html", volume),
                Arguments.of("dev/2008-April/date.html", dates),
                Arguments.of("dev/2008-April/maillist.html", dates),
                Arguments.of("dev/2008-April/mail3.html", dates),
                Arguments.of("dev/2008-April/author.html", new LegacyAddress.Index("dev", "2008-April", "author")),
                Arguments.of("dev/2008-April/subject.html", new LegacyAddress.Index("dev", "2008-April", "subject")),
                Arguments.of("dev/2008-April/016543.html", page(Scheme.PIPERMAIL, "2008-April", 16_543)),
                Arguments.of("dev/2008-April/1016543.html", page(Scheme.PIPERMAIL, "2008-April", 1_016_543)),
                Arguments.of("dev/2008-April/msg00012.html", page(Scheme.MHONARC, "2008-April", 12)),
                Arguments.of("dev/2008-04/msg00012.html.gz", page(Scheme.MHONARC, "2008-04", 12)),
                Arguments.of("dev/msg00012.html", page(Scheme.MHONARC, "", 12)),
                Arguments.of("dev/2008-April.txt", new LegacyAddress.Text("dev", "2008-April")),
                Arguments.of("dev/2008-April.txt.gz", new LegacyAddress.Text("dev", "2008-April")),
                Arguments.of("dev.mbox/dev.mbox", new LegacyAddress.Mailbox("dev")),
                Arguments.of(
                        "dev/attachments/20080401/0123abcd/a.pdf",
                        new LegacyAddress.File("dev", "attachments/20080401/0123abcd/a.pdf")),
                Arguments.of("dev/2008-04/msg00001/r.pdf", new LegacyAddress.File("dev", "2008-04/msg00001/r.pdf")),
                Arguments.of(
                        "dev/2008-April/pdfQun6zncSlp.pdf",
                        new LegacyAddress.File("dev", "2008-April/pdfQun6zncSlp.pdf")),
                Arguments.of("dev/pdf00000.pdf", new LegacyAddress.File("dev", "pdf00000.pdf")),
                Arguments.of("list/dev@example.org/", new LegacyAddress.Home("dev@example.org")),
                Arguments.of("list/dev@example.org/latest", new LegacyAddress.Home("dev@example.org")),
                Arguments.of(
                        "list/dev@example.org/message/" + hash + "/",
                        new LegacyAddress.Hashed("dev@example.org", new MessageId("a@example.org").hash(), false)),
                Arguments.of(
                        "list/dev@example.org/thread/" + hash + "/",
                        new LegacyAddress.Hashed("dev@example.org", new MessageId("a@example.org").hash(), true)),
                Arguments.of(
                        "list/dev@example.org/2008/4/", new LegacyAddress.Index("dev@example.org", "2008-04", "date")),
                Arguments.of("list/dev@example.org/export/dev.mbox.gz", new LegacyAddress.Mailbox("dev@example.org")),
                Arguments.of("list/dev/2008-04/", new LegacyAddress.Index("dev", "2008-04", "date")));
    }

    private static LegacyAddress page(Scheme scheme, String volume, int number) {
        return new LegacyAddress.Page("dev", new LegacyLink.Page(scheme, volume, number));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void readsWhatAnOldAddressNames(String path, LegacyAddress address) {
        assertThat(LegacyAddress.of(path)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//"})
    void namesNoListWhereThereIsNone(String path) {
        assertThat(LegacyAddress.of(path)).isEmpty();
    }

    @Test
    void takesAnAbsurdNumberForAFile() {
        assertThat(LegacyAddress.of("dev/2008-April/99999999999.html"))
                .contains(new LegacyAddress.File("dev", "2008-April/99999999999.html"));
    }

    @Test
    void takesTheDomainOffAName() {
        assertThat(LegacyResource.names("Whatwg-whatwg.org")).containsExactly("whatwg-whatwg.org", "whatwg");
        assertThat(LegacyResource.names("my_list_example.org")).contains("my_list", "my_list_example.org");
        assertThat(LegacyResource.names("dev@lists.example.org")).contains("dev");
        assertThat(LegacyResource.names("dev")).containsExactly("dev");
    }
}
