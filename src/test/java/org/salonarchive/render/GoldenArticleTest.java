package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;

/** Each HTML mail of the golden corpus reads as the file {@code .html} beside it says. */
class GoldenArticleTest {

    private static final Path CORPUS = Path.of("src/test/resources/mail/html");
    private static final String PARTS = "/list/message/ABCDEFGHIJKLMNOPQRSTUVWXYZ234567/part/";

    static Stream<Path> mails() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("mails")
    void readsAsItsGoldenSays(Path mail) throws IOException {
        Path golden = Path.of(mail.toString().replace(".eml", ".html"));
        String article = articles(new MessageParser().parse(Files.readAllBytes(mail)));

        if (Files.notExists(golden)) {
            Files.writeString(golden, article);
            fail("There was no %s; it was written, look at it", golden);
        }
        assertThat(article).isEqualTo(Files.readString(golden));
    }

    private static String articles(ParsedMessage message) {
        boolean forwards = message.subject().startsWith("Fwd:");
        List<String> articles = new ArrayList<>();
        for (BodyPart part : message.parts()) {
            if (part.kind() == BodyPart.Kind.HTML) {
                RenderedHtml article = HtmlRenderer.render(
                                part.text(),
                                new HtmlSetting(AddressMask.MASKED, 2, !forwards, id -> address(message, id)))
                        .orElseThrow();
                articles.add(withoutRels(article.html().value()) + "\n<!-- " + article.imagesLeftOut()
                        + " images left out -->\n");
            }
        }
        return String.join("\n", articles);
    }

    private static Optional<String> address(ParsedMessage message, String contentId) {
        return message.parts().stream()
                .filter(part -> part.contentId().equals(contentId))
                .filter(part ->
                        part.mediaType().equals("image/png") || part.mediaType().equals("image/jpeg"))
                .map(part -> PARTS + part.number() + "/" + part.fileName().replace(" ", "%20"))
                .findFirst();
    }

    /** Every link has it, and it says nothing about this mail. */
    private static String withoutRels(String article) {
        return article.replace(" rel=\"nofollow noopener noreferrer ugc\"", "");
    }
}
