package org.salonarchive.message.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFieldTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 6 Mar 2023 10:15:30 +0100 | 2023-03-06T10:15:30+01:00",
                "6 Mar 2023 10:15:30 +0100 | 2023-03-06T10:15:30+01:00",
                "Mon, 06 Mar 2023 10:15 -0500 | 2023-03-06T10:15:00-05:00",
                "Mon,6 Mar 2023 10:15:30 +0100 (CET) | 2023-03-06T10:15:30+01:00",
                "Mon, 6 Mar 2023 10:15:30 GMT | 2023-03-06T10:15:30Z",
                "Mon, 6 Mar 2023 10:15:30 UT | 2023-03-06T10:15:30Z",
                "Mon, 6 Mar 2023 10:15:30 Z | 2023-03-06T10:15:30Z",
                "Tue, 23 Apr 96 13:26:53 PDT | 1996-04-23T13:26:53-07:00",
                "Tue, 23 Apr 1996 13:26:53 EST | 1996-04-23T13:26:53-05:00",
                "Tue, 23 Apr 1996 13:26:53 MET DST | 1996-04-23T13:26:53+02:00",
                "Tue, 23 Apr 1996 13:26:53 (MET DST) | 1996-04-23T13:26:53+02:00",
                "Tue, 23 Apr 1996 13:26:53 METDST | 1996-04-23T13:26:53+02:00",
                "Tue, 23 Apr 1996 13:26:53 JST | 1996-04-23T13:26:53+09:00",
                "Tue, 23 Apr 1996 13:26:53 GMT+0200 | 1996-04-23T13:26:53+02:00",
                "Tue, 23 Apr 1996 13:26:53 UTC-5 | 1996-04-23T13:26:53-05:00",
                "Tue, 23 Apr 1996 13:26:53 MET-1 | 1996-04-23T13:26:53+01:00",
                "Tue, 23 Apr 1996 13:26:53 +02:00 | 1996-04-23T13:26:53+02:00",
                "Tue, 23 Apr 1996 13:26:53 +530 | 1996-04-23T13:26:53+05:30",
                "Tue, 23 Apr 1996 13:26:53 -2200 (PDT) | 1996-04-23T13:26:53-07:00",
                "Tue, 23 Apr 1996 13:26:53 (Pacific Daylight Time) | 1996-04-23T13:26:53-07:00",
                "Tue, 23 Apr 1996 13:26:53 (Central European Summer Time) | 1996-04-23T13:26:53+02:00",
                "Tue Apr 23 13:26:53 PDT 1996 | 1996-04-23T13:26:53-07:00",
                "Tue Apr 23 13:26:53 1996 +0200 | 1996-04-23T13:26:53+02:00",
                "Tue, 23-Apr-96 13:26:53 GMT | 1996-04-23T13:26:53Z",
                "23-Apr-1996 13:26:53 GMT | 1996-04-23T13:26:53Z",
                "1996-04-23T13:26:53Z | 1996-04-23T13:26:53Z",
                "1996-04-23 13:26:53.123456 +0200 | 1996-04-23T13:26:53+02:00",
                "1996-04-23T13:26:53.5-07:00 | 1996-04-23T13:26:53-07:00",
                "19960423T132653Z | 1996-04-23T13:26:53Z",
                "Wed, 1 Jan 100 00:00:00 +0000 | 2000-01-01T00:00:00Z",
                "Sat, 1 Jan 19100 00:00:00 +0000 | 2000-01-01T00:00:00Z",
                "Sat, 1 Jan 00 00:00:00 +0000 | 2000-01-01T00:00:00Z",
                "Sat, 31 Dec 49 24:00:00 +0000 | 2050-01-01T00:00:00Z",
                "Sat, 31 Dec 1998 23:59:60 +0000 | 1998-12-31T23:59:59Z",
                "mar., 23 avr. 1996 13:26:53 +0200 | 1996-04-23T13:26:53+02:00",
                "Di, 23 Okt 1996 13:26:53 MESZ | 1996-10-23T13:26:53+02:00",
                "vie, 23 ago 1996 13:26:53 +0200 | 1996-08-23T13:26:53+02:00",
                "juil. 4 1996 10:00 +0000 | 1996-07-04T10:00:00Z",
                "4/23/96 1:26 PM EDT | 1996-04-23T13:26:00-04:00",
                "23/4/1996 13:26 +0000 | 1996-04-23T13:26:00Z",
                "23.04.1996 13:26 +0000 | 1996-04-23T13:26:00Z",
                "23 Apr 1996 13.26.53 +0000 | 1996-04-23T13:26:53Z",
                "2004年5月3日 12:00:00 +0900 | 2004-05-03T12:00:00+09:00",
                "Thu, 13 Feb 1969 23:32 -0330 (Newfoundland Time) | 1969-02-13T23:32:00-03:30",
                "Fri, 21 Nov 1997 09 :   55  :  06 -0600 | 1997-11-21T09:55:06-06:00",
                "Tue, 23 Apr 1996 12:00 AM +0000 | 1996-04-23T00:00:00Z",
                "Mon, 6 Mar 2023 10:15:30 +1400 | 2023-03-06T10:15:30+14:00",
                "Mon, 6 Mar 2023 10:15:30 -1600 (EST) | 2023-03-06T10:15:30-05:00",
                "Mon, 6 Mar 2023 10:15:30 +0000 (GMT Standard Time) | 2023-03-06T10:15:30Z",
                "Mon, 06 Mar 2023 10:15:30 +0100 () | 2023-03-06T10:15:30+01:00",
                "Mon, 6 March 2023 10:15:30 +0100 | 2023-03-06T10:15:30+01:00",
                "Monday, 06-Mar-23 10:15:30 GMT | 2023-03-06T10:15:30Z",
                "Mon, 6 Mar 123 10:15:30 +0000 | 2023-03-06T10:15:30Z",
                "Sun, 6 Mar 2033 10:15:30 +0000 | 2033-03-06T10:15:30Z"
            })
    void readsDatesThatNameAZone(String text, OffsetDateTime at) {
        assertThat(DateField.parse(text)).hasValue(new DateField(at, DateField.Zone.NAMED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tue Apr 23 13:26:53 1996 | 1996-04-23T13:26:53Z",
                "Tue, 23 Apr 1996 13:26:53 | 1996-04-23T13:26:53Z",
                "Tue, 23 Apr 1996 13:26:53 () | 1996-04-23T13:26:53Z",
                "Tue, 23 Apr 1996 13:26:53 +9999 | 1996-04-23T13:26:53Z",
                "Tue, 23 Apr 1996 13:26:53 -1430 | 1996-04-23T13:26:53Z",
                "Tue, 23 Apr 1996 13:26:53 XYZ | 1996-04-23T13:26:53Z",
                "Tue, 23 Apr 1996 13:26:53 A | 1996-04-23T13:26:53Z",
                "23 Apr 1996 | 1996-04-23T00:00:00Z",
                "2012-12-08 00:48 | 2012-12-08T00:48:00Z"
            })
    void assumesUtcWhereNoZoneIsNamed(String text, OffsetDateTime at) {
        assertThat(DateField.parse(text)).hasValue(new DateField(at, DateField.Zone.ASSUMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mon, 6 Mar 2023 10:15:30 -0000"})
    void knowsWhenTheZoneIsWithheld(String text) {
        assertThat(DateField.parse(text))
                .hasValue(new DateField(OffsetDateTime.parse("2023-03-06T10:15:30Z"), DateField.Zone.WITHHELD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<HR>",
                "yesterday",
                "Thu Jan 01 00:00:10 +0000",
                "30 Feb 2020 10:00 +0000",
                "32 Jan 2020 10:00 +0000",
                "1 Jan 2020 25:00 +0000",
                "Wed, 15 Dec 2010    59:10 -0500",
                "1 Jan 99999 00:00 +0000",
                "0 Jan 2020 00:00 +0000",
                "April 1996",
                ":::::",
                "-"
            })
    void findsNoDateInOtherText(String text) {
        assertThat(DateField.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from a by b; Mon, 6 Mar 2023 10:15:30 +0100 | 2023-03-06T10:15:30+01:00",
                "from a (b; c) by d; id 1; 6 Mar 2023 10:15:30 +0100 (CET) | 2023-03-06T10:15:30+01:00"
            })
    void readsReceivedAfterTheLastSemicolon(String text, OffsetDateTime at) {
        assertThat(DateField.parseReceived(text).map(DateField::at)).hasValue(at);
        assertThat(DateField.parseReceived("from a by b")).isEmpty();
    }

    @Property
    void readsAnyTextWithoutFailing(@ForAll @StringLength(max = 80) String text) {
        assertThat(DateField.parse(text)).isNotNull();
    }

    @Property(tries = 5_000)
    void readsAnythingLikeADateWithoutFailing(
            @ForAll
                    @CharRange(from = ' ', to = '9')
                    @Chars({'J', 'a', 'n', 'T', 'Z', 'D', 'S', 'P', 'M', '\u0661', '\u5e74'})
                    @StringLength(max = 60)
                    String text) {
        assertThat(DateField.parse("1 Jan 2000 10:00 MET " + text)).isNotNull();
        assertThat(DateField.parse(text)).isNotNull();
    }
}
