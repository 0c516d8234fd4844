package org.salonarchive.message.field;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "report.pdf, report.pdf",
        "Présentation 1.pdf, Présentation 1.pdf",
        "../../etc/passwd, passwd",
        "C:\\Temp\\evil.exe, evil.exe",
        "a\"b<c>d|e?f*g:h, a_b_c_d_e_f_g_h",
        "name.txt..., name.txt",
        "CON, _CON",
        "com1.log, _com1.log",
        "x\u202egpj.exe, xgpj.exe",
        ".htaccess, .htaccess"
    })
    void makesNamesSafe(String name, String safe) {
        assertThat(FileName.safe(name)).isEqualTo(safe);
    }

    @ParameterizedTest
    @CsvSource({"''", "..", ".", "/", "a/", "'   '", "\u202e"})
    void leavesNothingOfWhatIsNoName(String name) {
        assertThat(FileName.safe(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf, part-2.1.pdf",
        "image/jpeg, part-2.1.jpg",
        "text/calendar, part-2.1.ics",
        "application/pgp-signature, part-2.1.asc",
        "application/ms-tnef, winmail.dat",
        "application/vnd.ms-tnef, winmail.dat",
        "application/x-unheard-of, part-2.1.bin",
        "application/a.b, part-2.1.bin",
    })
    void makesNamesOfTypes(String mediaType, String name) {
        assertThat(FileName.ofType(mediaType, "2.1")).isEqualTo(name);
    }

    @Test
    void takesControlsOut() {
        assertThat(FileName.safe("a\0b\rc\nd\u0007")).isEqualTo("a\ufffdb c d");
    }

    @Test
    void keepsTheExtensionOfLongNames() {
        assertThat(FileName.safe("x".repeat(1_000) + ".pdf"))
                .hasSize(FileName.BOUND)
                .endsWith("x.pdf");
    }

    @Property
    void isNeverAPath(@ForAll String name) {
        String safe = FileName.safe("a/" + name);

        assertThat(safe).hasSizeLessThanOrEqualTo(FileName.BOUND + 1);
        assertThat(safe.chars()).noneMatch(c -> c == '/' || c == '\\' || c == '"' || Character.isISOControl(c));
        assertThat(safe).isNotEqualTo("..").isNotEqualTo(".");
    }
}
