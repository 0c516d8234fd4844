package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObscuredAddressTest {

    /** Pipermail's translations of " at ". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada at example.org",
                "ada a example.org",
                "ada en example.org",
                "ada op example.org",
                "ada w example.org",
                "ada na example.org",
                "ada la example.org",
                "ada em example.org",
                "ada στο example.org",
                "ada на example.org",
                "ada ＠ example.org",
                "ada在example.org",
                "ada於example.org",
                "ada tại example.org",
                "ada عند example.org",
                "ada  example.org",
                "ada(a)example.org"
            })
    void turnsWholeAddressesBack(String text) {
        assertThat(ObscuredAddress.rebuild(text)).hasValue("ada@example.org");
        assertThat(ObscuredAddress.parse(text + " (Ada (of) Byron)"))
                .hasValue(new MailboxAddress("Ada (of) Byron", "ada@example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "look at example.org today",
                "ada at home",
                "ada at example.org, bob at example.org",
                "ada@example.org",
                "A. at B. at C.org",
                "",
                " at example.org"
            })
    void leavesOtherTextAlone(String text) {
        assertThat(ObscuredAddress.parse(text)).isEmpty();
    }
}
