package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchLinesTest {

    private static final String GIT = "diff --git a/boat.c b/boat.c\nindex 1..2 100644\n--- a/boat.c\n+++ b/boat.c\n"
            + "@@ -1,3 +1,3 @@ int row(void)\n int oars;\n-int old;\n+int fresh;\n\n";

    @Test
    void aMailOfGitHasWordsFilesAPatchAndASignature() {
        Document page =
                Rendered.page("Row faster.\n\nSigned-off-by: Ann Sample <ann@example.org>\n---\n boat.c | 2 +-\n"
                        + " 1 file changed, 1 insertion(+), 1 deletion(-)\n\n" + GIT + "-- \n2.39.5\n");
        assertThat(page.select(".plain:not(.patch)").text()).startsWith("--- boat.c | 2 +-");
        assertThat(page.select(".text").eachText())
                .containsExactly("Row faster.", "Signed-off-by: Ann Sample <ann@example.org>");
        assertThat(page.select(".patch .head")).hasSize(4);
        assertThat(page.select(".patch .hunk").text()).startsWith("@@ -1,3 +1,3 @@");
        assertThat(page.select(".patch .del").text()).isEqualTo("-int old;");
        assertThat(page.select(".patch .add").text()).isEqualTo("+int fresh;");
        assertThat(page.select(".sig").text()).isEqualTo("-- 2.39.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Index: a.c\n===================================================================\n--- a.c\t(revision 1)\n+++ a.c\t(working copy)\n@@ -1 +1 @@\n-a\n+b",
                "diff -r 1a2b a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-a\n+b",
                "--- a.c.orig\n+++ a.c\n@@ -1 +1 @@\n-a\n+b",
                "*** a.c.orig\n--- a.c\n***************\n*** 1,2 ****\n- a\n  c\n--- 1,2 ----\n+ b\n  c",
                "12c12\n< a\n---\n> b",
                "@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file",
            })
    void patchesOfManyProgramsAreOnes(String patch) {
        Document page = Rendered.page("Words before.\n\n" + patch + "\n\nWords after.");
        assertThat(page.select(".patch").eachText()).hasSize(1);
        assertThat(page.select(".patch").first().wholeText()).isEqualTo(patch);
        assertThat(page.select(".patch .add, .patch .del")).hasSize(2);
        assertThat(page.select(".text").eachText()).containsExactly("Words before.", "Words after.");
    }

    @Test
    void wordsAfterAHunkAreNotPartOfIt() {
        Document page = Rendered.page(GIT + "- this is an item\n- and another\n+1 from me");
        assertThat(page.select(".patch").text()).doesNotContain("item");
        assertThat(page.select(".text").text()).contains("- this is an item");
    }

    @Test
    void aLineThatBrokeOnTheJourneyDoesNotEndAHunk() {
        String broken =
                "@@ -1,2 +1,2 @@\n-a line of code that is so long that a program broke it somewhere(in,\nhere);\n+b\n c";
        assertThat(Rendered.page(broken).select(".patch").first().wholeText()).isEqualTo(broken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Some words\n---\nand others",
                "--- this is how\nsome people write",
                "*** NOTE ***\nall is well",
                "+1\n+1",
                "- one\n- two\n- three",
                "Index: see below",
                "diff is a program"
            })
    void wordsAreNoPatch(String words) {
        assertThat(Rendered.page(words).select(".patch")).isEmpty();
        assertThat(Rendered.page("> " + words.replace("\n", "\n> ") + "\n\nMine.")
                        .select(".patch"))
                .isEmpty();
    }

    @Test
    void aPatchUnderReviewKeepsItsColumns() {
        Document page = Rendered.page(
                ("Why.\n" + GIT).indent(0).lines().map(line -> "> " + line).reduce("", (a, b) -> a + b + "\n")
                        + "Why not?\n> +\tint other;\n> +\tint more;\n>  }\nBecause.");
        assertThat(page.select("blockquote .patch")).hasSize(2);
        assertThat(page.select("blockquote .text").text()).isEqualTo("Why.");
        assertThat(page.select("blockquote .add").eachText())
                .containsExactly("+int fresh;", "+ int other;", "+ int more;");
        assertThat(page.select(".text:not(blockquote *)").eachText()).containsExactly("Why not?", "Because.");
    }
}
