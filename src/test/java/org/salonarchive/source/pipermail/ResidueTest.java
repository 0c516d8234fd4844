package org.salonarchive.source.pipermail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ResidueTest {

    private static final String FOLDER = "attachments/20240610/" + Residue.digits("<1@example.org>") + "/";

    @Test
    @Timeout(20)
    void hostileTextTakesNoLongerThanOther() {
        String spaces = " ".repeat(2_000_000);
        String body = "A non-text attachment was scrubbed...\nName: a" + spaces + "b\nType: a" + spaces + "/b\n"
                + "URL: <http://x.example/" + FOLDER + "a.png>\n"
                + ("----------" + spaces + "\n" + "- ".repeat(1_000_000) + "\nURL: " + "a/".repeat(1_000_000) + "\n");
        assertThat(Residue.in(body, "<1@example.org>"))
                .singleElement()
                .extracting(Residue::name)
                .isEqualTo("a.png");
        assertThat(Residue.in("Line: x\n".repeat(300_000) + body.substring(body.indexOf('\n') + 1), "<1@example.org>"))
                .isEmpty();
        assertThat(Escaped.undone("<tt>" + "&".repeat(1_000_000) + "</tt>")).hasSize(1_000_000);
    }
}
