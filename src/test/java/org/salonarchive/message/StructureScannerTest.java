package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StructureScannerTest {
    private final Defects defects = new Defects();

    @Test
    void numbersPartsAsImapDoes() {
        assertThat(structure("""
                        Content-Type: multipart/mixed; boundary=a

                        --a

                        one
                        --a
                        Content-Type: message/rfc822

                        Content-Type: multipart/alternative; boundary=b

                        --b

                        two one
                        --b
                        Content-Type: multipart/mixed; boundary=c

                        --c

                        two two one
                        --c--
                        --b--
                        --a
                        Content-Type: message/rfc822

                        Subject: x

                        three one
                        --a--
                        """))
                .isEqualTo("multipart/mixed(1 text/plain, 2 message/rfc822(2 multipart/alternative(2.1 text/plain,"
                        + " 2.2 multipart/mixed(2.2.1 text/plain))), 3 message/rfc822(3.1 text/plain))");
        assertThat(defects.list()).isEmpty();
    }

    @Test
    void givesEachPartItsContent() {
        Entity root =
                scan("Content-Type: multipart/mixed; boundary=a\r\n\r\npreamble\r\n--a\r\n\r\none\r\n\r\n--a  \r\n"
                        + "X: y\r\n\r\ntwo\r\n--a--\r\nepilogue\r\n");

        assertThat(root.children()).extracting(StructureScannerTest::content).containsExactly("one\r\n", "two");
        assertThat(root.children().get(1).header().first("X")).hasValue("y");
    }

    @Test
    void readsAPartWithoutABody() {
        Entity root = scan("Content-Type: multipart/mixed; boundary=a\n\n--a\nX: y\n--a\n--a--\n");

        assertThat(root.children()).extracting(StructureScannerTest::content).containsExactly("", "");
        assertThat(root.children().get(0).header().first("X")).hasValue("y");
    }

    @Test
    void takesTheInnerBoundaryBeforeItsPrefix() {
        assertThat(structure("Content-Type: multipart/mixed; boundary=ab\n\n--ab\n"
                        + "Content-Type: multipart/mixed; boundary=a\n\n--a\n\nx\n--a--\n--ab\n\ny\n--ab--\n"))
                .isEqualTo("multipart/mixed(1 multipart/mixed(1.1 text/plain), 2 text/plain)");
        assertThat(defects.list()).isEmpty();
    }

    @Test
    void closesInnerPartsAtAnOuterBoundary() {
        assertThat(structure("Content-Type: multipart/mixed; boundary=a\n\n--a\n"
                        + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--a\n\ny\n"))
                .isEqualTo("multipart/mixed(1 multipart/mixed(1.1 text/plain), 2 text/plain)");
        assertThat(defects.list())
                .containsExactly(
                        new Defect(Defect.Kind.BOUNDARY_NOT_CLOSED, "part 1", ""),
                        new Defect(Defect.Kind.BOUNDARY_NOT_CLOSED, "body", ""));
    }

    @Test
    void guessesABoundaryThatIsMissingOrNeverComes() {
        String parts = "\n\n--real\nContent-Type: text/html\n\nx\n--real\nContent-Type: text/plain\n\ny\n--real--\n";

        assertThat(structure("Content-Type: multipart/mixed" + parts))
                .isEqualTo("multipart/mixed(1 text/html, 2 text/plain)");
        assertThat(structure("Content-Type: multipart/mixed; boundary=other" + parts))
                .isEqualTo("multipart/mixed(1 text/html, 2 text/plain)");
        assertThat(defects.list()).extracting(Defect::kind).containsOnly(Defect.Kind.BOUNDARY_MISSING);
    }

    @Test
    void readsAMultipartWithoutPartsAsText() {
        assertThat(structure("Content-Type: multipart/mixed; boundary=a\n\nonly text\n"))
                .isEqualTo("1 text/plain");
        assertThat(structure("Content-Type: message/rfc822\n\nContent-Type: multipart/mixed\n\nonly text\n"))
                .isEqualTo("1 message/rfc822(1.1 text/plain)");
    }

    @Test
    void decodesNestedMessages() {
        String nested = Base64.getMimeEncoder()
                .encodeToString("Content-Type: text/html\n\nx".getBytes(StandardCharsets.US_ASCII));

        assertThat(structure("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + nested))
                .isEqualTo("1 message/rfc822(1.1 text/html)");
    }

    @Test
    void assumesMessagesInDigests() {
        assertThat(structure("Content-Type: multipart/digest; boundary=a\n\n--a\n\nSubject: x\n\ny\n--a--\n"))
                .isEqualTo("multipart/digest(1 message/rfc822(1.1 text/plain))");
    }

    @Test
    void stopsAtTheDepthBound() {
        String message = "Content-Type: message/rfc822\n\n".repeat(100) + "Subject: x\n\ny";

        assertThat(deepest(scan(message))).isEqualTo(ParseLimits.NESTING);
        assertThat(defects.list()).extracting(Defect::kind).containsExactly(Defect.Kind.NESTED_TOO_DEEP);
    }

    @Test
    void leavesTheRestInTheLastOfTooManyParts() {
        Entity root = scan("Content-Type: multipart/mixed; boundary=a\n\n" + "--a\n\nx\n".repeat(5_000));

        assertThat(root.children()).hasSize(ParseLimits.PARTS - 1);
        assertThat(content(root.children().get(ParseLimits.PARTS - 2)))
                .endsWith("--a\n\nx\n")
                .startsWith("x\n--a");
        assertThat(defects.list()).extracting(Defect::kind).contains(Defect.Kind.TOO_MANY_PARTS);
    }

    private String structure(String message) {
        return describe(scan(message));
    }

    private Entity scan(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
        return new StructureScanner(defects).scan(bytes, bytes.length);
    }

    private static String describe(Entity entity) {
        String self = (entity.number() + " " + entity.fields().mediaType()).strip();
        return entity.children().isEmpty()
                ? self
                : self
                        + entity.children().stream()
                                .map(StructureScannerTest::describe)
                                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static int deepest(Entity root) {
        int deepest = 0;
        List<Entity> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Entity entity = open.remove(open.size() - 1);
            deepest = Math.max(deepest, entity.depth());
            open.addAll(entity.children());
        }
        return deepest;
    }

    private static String content(Entity entity) {
        return new String(Content.read(entity.content(), 1 << 20), StandardCharsets.US_ASCII);
    }
}
