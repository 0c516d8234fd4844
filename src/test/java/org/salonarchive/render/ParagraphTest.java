package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParagraphTest {

    private static Paragraph of(String text) {
        return Paragraph.of(List.of(text.split("\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A sentence that ends here.  Another one begins after two spaces, as was\ntaught at school.  And so on, until the paragraph ends with this;",
                "Somebody said that the boats had come late in the evening;\nall of us, who had waited for long, agreed that this was so;\nnothing else helped.",
                "This line was broken early because\nhttps://example.org/an/address/that/has/no/room/left/in/the/line/above\nstands in the next one.",
                "What it costs -- in time (and money) -- is known to each of us who were\nthere, and/or heard of it.",
            })
    void runningWordsFlow(String text) {
        assertThat(of(text)).isEqualTo(Paragraph.PROSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The boats were late;",
                "Roses are red,\nviolets are blue;\nlines of a verse\nare never too few;",
                "Ann Sample\n12 Harbour Road\nExample Town",
                "- the first item of a list, which has a line that is full of words\n- the second item, which has a line of its own that is full as well",
                "1. the first item of a list, which has a line that is full of words\n2. the second item, which has a line of its own that is full as well",
                "Reviewed-by: Ann Sample with a long name <ann@example.org>\nTested-by: Bea Sample with a long name <bea@example.org>",
                "[1] https://example.org/a/long/address/of/a/page/somewhere\n[2] https://example.org/another/long/address/of/a/page",
                "A heading\n---------",
                "\u4eca\u65e5\u306f\u826f\u3044\u5929\u6c17\u3067\u3059\u306d\n\u660e\u65e5\u3082\u6674\u308c\u3067\u3059",
            })
    void linesThatMeanSomethingStay(String text) {
        assertThat(of(text)).isEqualTo(Paragraph.LINES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "year   tonnes\n2021    4,110\n2025    2,730",
                "name  age\nAnn   31\nBea   44",
                "+-----+-----+\n| a   | b   |\n+-----+-----+",
                "a\tb\n1\t2",
                "int main(void)\n{\n    return 0;\n}",
                "$ make\ncc -o boat boat.c\n$ ./boat",
                "ann@host:~$ ls\nboat.c",
                "[    1.234567] boat: cannot row",
                "   /\\\n  /  \\\n /____\\",
                " boat.c | 12 +++---\n oar.c  |  3 +-\n 2 files changed, 8 insertions(+), 7 deletions(-)",
                "iQEzBAEBCAAdFiEEabcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKL",
            })
    void columnsCodeAndDrawingsKeepTheirSpaces(String text) {
        assertThat(of(text)).isEqualTo(Paragraph.FIXED);
    }
}
