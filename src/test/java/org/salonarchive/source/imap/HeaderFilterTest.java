package org.salonarchive.source.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeaderFilterTest {

    private static boolean takes(HeaderFilter filter, String header) {
        return filter.takes(header.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aListIdIsTheWholeOfWhatStandsInBrackets() {
        HeaderFilter filter = new HeaderFilter("Salon <salon.Example.org>", "", "");
        assertThat(takes(filter, "LIST-ID: =?utf-8?q?Der_Salon?=\r\n\t<Salon.example.ORG>\r\n\r\n"))
                .isTrue();
        assertThat(takes(filter, "List-Id: salon.example.org\n\n")).isTrue();
        assertThat(takes(filter, "List-Id: <not-salon.example.org>\r\n\r\n")).isFalse();
        assertThat(takes(filter, "List-Id: salon.example.org <other.example.org>\r\n\r\n"))
                .isFalse();
        assertThat(takes(filter, "X-List-Id: <salon.example.org>\r\n\r\n")).isFalse();
        assertThat(takes(filter, "Subject: x\r\n\r\nList-Id: <salon.example.org>\r\n"))
                .isFalse();
        assertThat(takes(filter, "")).isFalse();
    }

    @Test
    void aTagIsFoundInAnEncodedOrFoldedSubject() {
        HeaderFilter filter = new HeaderFilter("", "[Salön]", "");
        assertThat(takes(filter, "Subject: Re: [salön] tea\r\n\r\n")).isTrue();
        assertThat(takes(filter, "Subject: =?utf-8?B?W1NhbMO2bl0gdGVh?=\r\n\r\n"))
                .isTrue();
        assertThat(takes(filter, "Subject: =?utf-8?Q?Re=3A_[Sal?=\r\n =?utf-8?Q?=C3=B6n]_tea?=\r\n\r\n"))
                .isTrue();
        assertThat(takes(filter, "Subject: Salön\r\n\r\n")).isFalse();
        assertThat(takes(filter, "Comment: [Salön]\r\n\r\n")).isFalse();
    }

    @Test
    void aRecipientIsAWholeAddress() {
        HeaderFilter filter = new HeaderFilter("", "", "salon@example.org");
        assertThat(takes(filter, "To: Anna <anna@example.org>,\r\n The Salon <SALON@example.org>\r\n\r\n"))
                .isTrue();
        assertThat(takes(filter, "Cc: salon@example.org\r\n\r\n")).isTrue();
        assertThat(takes(filter, "Delivered-To: salon@example.org\r\n\r\n")).isTrue();
        assertThat(takes(filter, "X-Original-To: salon@example.org\r\n\r\n")).isTrue();
        assertThat(takes(filter, "List-Post: <mailto:salon@example.org>\r\n\r\n"))
                .isTrue();
        assertThat(takes(filter, "To: beausalon@example.org\r\n\r\n")).isFalse();
        assertThat(takes(filter, "To: salon@example.org.example.com\r\n\r\n")).isFalse();
        assertThat(takes(filter, "From: salon@example.org\r\n\r\n")).isFalse();
    }

    @Test
    void allThatWasSaidMustHold() {
        HeaderFilter filter = new HeaderFilter("salon.example.org", "[salon]", "");
        assertThat(takes(filter, "List-Id: <salon.example.org>\r\nSubject: [salon] a\r\n\r\n"))
                .isTrue();
        assertThat(takes(filter, "List-Id: <salon.example.org>\r\nSubject: a\r\n\r\n"))
                .isFalse();
        assertThat(new HeaderFilter("", " ", "").takesAll()).isTrue();
        assertThat(takes(new HeaderFilter("", "", ""), "x")).isTrue();
    }

    @Test
    void aHostileHeaderTakesLittleTime() {
        HeaderFilter filter = new HeaderFilter("a.b", "[x]", "a@b");
        String words = "Subject: " + "=?utf-8?q?a?= ".repeat(8_000) + "\r\n";
        String addresses = "To: " + "xa@b,".repeat(20_000) + "\r\n";
        String folds = "List-Id: <\r\n" + " <a\r\n".repeat(20_000);
        long start = System.nanoTime();
        assertThat(takes(filter, words + addresses + folds)).isFalse();
        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }
}
