package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.MessageParser;
import org.salonarchive.testing.Corpora;

/** What holds for the HTML of every mail: ours, and real mail where it stands beside the project. */
class HtmlPropertiesTest {

    private static final HtmlSetting SETTING = new HtmlSetting(AddressMask.SHOWN, 2, true, id -> Optional.empty());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNSEEN =
            "script,style,title,head,template,noscript,object,svg,math,select,textarea,iframe,map,[hidden],"
                    + "[style*=display:none],[style*=display: none],[style*=visibility:hidden],[style*=mso-hide],"
                    + "[style*=font-size:0],[style*=mso-list:Ignore]";

    /** The share of the words of HTML mail that a reader must find again. */
    private static final double KEPT = 0.995;

    @Test
    void keepsTheWordsOfOurMails() throws IOException {
        Words words = new Words();
        for (Path mail : mails(Path.of("src/test/resources/mail"))) {
            words.add(Files.readAllBytes(mail));
        }

        assertThat(words.share()).isGreaterThanOrEqualTo(KEPT);
    }

    @Test
    void keepsTheWordsOfRealMails() throws IOException {
        Words words = new Words();
        for (Path mail : mails(Corpora.require("corpora/mime"))) {
            words.add(Files.readAllBytes(mail));
        }
        for (String list :
                List.of("linux-ntb-googlegroups", "blinux-2023-2026", "cocci-2019", "kernel-hardening-2019")) {
            Corpora.eachMessage(list, Integer.MAX_VALUE, words::add);
        }

        assertThat(words.documents).isGreaterThan(200);
        assertThat(words.share()).isGreaterThanOrEqualTo(KEPT);
    }

    @Test
    void whatPassedTheGatePassesUnchanged() throws IOException {
        for (Path mail : mails(Path.of("src/test/resources/mail"))) {
            for (BodyPart part :
                    new MessageParser().parse(Files.readAllBytes(mail)).parts()) {
                if (part.kind() == BodyPart.Kind.HTML) {
                    isUnchanged(part.text());
                }
            }
        }
    }

    @Test
    void hostilePassesTheGateUnchangedAsWell() throws IOException {
        try (Stream<Path> files = Files.list(Corpora.require("corpora-xss"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    isUnchanged(JSON.readTree(line).get("payload").asText());
                }
            }
        }
    }

    private static void isUnchanged(String html) {
        Optional<RenderedHtml> once = HtmlRenderer.render(html, SETTING);
        once.ifPresent(
                article -> assertThat(MailPolicy.article(article.html().value()).value())
                        .isEqualTo(article.html().value()));
        String original = original(html);
        String twice = original(original);
        assertThat(attributes(twice)).isEqualTo(attributes(original));
        assertThat(original(twice)).isEqualTo(twice);
    }

    private static String original(String html) {
        String whole = MailDocument.of(html).body().html();
        return MailPolicy.original(whole, id -> Optional.empty(), false).value();
    }

    /** The gate may put a list around items in passing; it takes nothing more away. */
    private static List<String> attributes(String html) {
        return Jsoup.parse(html).body().getAllElements().stream()
                .filter(element -> element.attributesSize() > 0)
                .map(element -> element.normalName() + element.attributes().html())
                .toList();
    }

    private static List<Path> mails(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        }
    }

    /** Looks for the words of documents, in their order, in what was rendered of them. */
    private static final class Words {
        private int documents;
        private long all;
        private long kept;

        double share() {
            return kept / (double) all;
        }

        void add(byte[] mail) {
            for (BodyPart part : new MessageParser().parse(mail).parts()) {
                if (part.kind() == BodyPart.Kind.HTML) {
                    HtmlRenderer.render(part.text(), SETTING)
                            .ifPresent(
                                    article -> add(part.text(), article.html().value()));
                }
            }
        }

        private void add(String html, String article) {
            documents++;
            String rendered = letters(Jsoup.parse(article).body().wholeText());
            for (String word : words(html)) {
                all++;
                kept += rendered.contains(word) ? 1 : 0;
            }
        }

        private static List<String> words(String html) {
            Document document = Jsoup.parse(html);
            StyleSheets.apply(document);
            document.select(UNSEEN).remove();
            List<String> words = new ArrayList<>();
            document.body().traverse((node, depth) -> {
                if (node instanceof TextNode text) {
                    for (String word : text.getWholeText().split("\\s+")) {
                        String letters = letters(word);
                        if (!letters.isEmpty()) {
                            words.add(letters);
                        }
                    }
                }
            });
            return words;
        }

        private static String letters(String text) {
            return text.replaceAll("[^\\p{L}\\p{N}]+", "");
        }
    }
}
