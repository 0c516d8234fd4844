package org.salonarchive.message.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FieldWithParametersTest {

    @Test
    void readsValueAndParameters() {
        assertThat(FieldWithParameters.parse("Text/Plain; charset=\"utf-8\"; Format=flowed"))
                .isEqualTo(new FieldWithParameters("text/plain", Map.of("charset", "utf-8", "format", "flowed")));
    }

    @Test
    void passesOverComments() {
        assertThat(FieldWithParameters.parse("text/plain (a; comment=1); (b) charset (c) = utf-8 (d)"))
                .isEqualTo(new FieldWithParameters("text/plain", Map.of("charset", "utf-8")));
    }

    @Test
    void readsWithoutSemicolons() {
        assertThat(FieldWithParameters.parse("text/plain charset=utf-8 format=flowed"))
                .isEqualTo(new FieldWithParameters("text/plain", Map.of("charset", "utf-8", "format", "flowed")));
        assertThat(FieldWithParameters.parse("multipart/mixed;; boundary=a;;").parameter("boundary"))
                .isEqualTo("a");
    }

    @Test
    void keepsSpacesOfUnquotedValues() {
        assertThat(parameter("attachment; filename=This is a test.txt; size=1", "filename"))
                .isEqualTo("This is a test.txt");
    }

    @Test
    void joinsTheSegmentsOfRfc2231() {
        assertThat(parameter(
                        "message/external-body; URL*1=\"cs.utk.edu/pub/moore/bulk-mailer.tar\"; URL*0=\"ftp://\"",
                        "url"))
                .isEqualTo("ftp://cs.utk.edu/pub/moore/bulk-mailer.tar");
        assertThat(parameter(
                        "application/x-stuff; title*0*=us-ascii'en'This%20is%20even%20more%20;"
                                + " title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"",
                        "title"))
                .isEqualTo("This is even more ***fun*** isn't it!");
    }

    @Test
    void decodesTheCharsetOfRfc2231() {
        assertThat(parameter("attachment; filename*=iso-8859-1''caf%E9.txt; filename=cafe.txt", "filename"))
                .isEqualTo("café.txt");
        assertThat(parameter("attachment; filename*0*=utf-7''+AOk-", "filename"))
                .isEqualTo("é");
        assertThat(parameter("attachment; filename*=%E2%82%AC%zz%", "filename")).isEqualTo("€%zz%");
    }

    @Test
    void decodesEncodedWordsInParameters() {
        assertThat(parameter("attachment; filename=\"=?utf-8?Q?caf=C3=A9=2Etxt?=\"", "filename"))
                .isEqualTo("café.txt");
    }

    @Test
    void keepsTheBackslashesOfWindowsPaths() {
        assertThat(parameter("attachment; filename=\"C:\\Temp\\a \\\"b\\\".txt\"", "filename"))
                .isEqualTo("C:\\Temp\\a \"b\".txt");
    }

    @Test
    void theFirstParameterOfANameCounts() {
        assertThat(parameter("text/plain; charset=utf-8; charset=koi8-r", "charset"))
                .isEqualTo("utf-8");
    }

    @Property
    void readsAnyTextWithoutFailing(@ForAll String text) {
        assertThat(FieldWithParameters.parse(text)).isNotNull();
        assertThat(FieldWithParameters.parse("a/b; " + text)).isNotNull();
        assertThat(FieldWithParameters.parse("a/b; c*" + text + "=\"d" + text)).isNotNull();
    }

    private static String parameter(String field, String name) {
        return FieldWithParameters.parse(field).parameter(name);
    }
}
