package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.salonarchive.testing.Corpora;

/**
 * What the parser says of each mail that other parsers are tested with, against what a person found right. Words of
 * these mails stand here as hashes only. The new facts of a mail that differs are written to {@code target}.
 */
class CorpusFactsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/mail/corpus-facts.txt");
    private static final Path FOUND = Path.of("target/corpus-facts.txt");
    /** A longer file name says too much. */
    private static final int PLAIN_NAME = 24;

    @Test
    void saysOfEachMailWhatWasFoundRight() throws IOException {
        TreeMap<String, String> found = new TreeMap<>();
        for (Path mail : mails()) {
            found.put(mail.getFileName().toString(), facts(Files.readAllBytes(mail)));
        }
        Files.createDirectories(FOUND.getParent());
        StringBuilder all = new StringBuilder();
        found.forEach((name, facts) -> all.append(name).append('\n').append(facts));
        Files.writeString(FOUND, all);
        if (Files.notExists(GOLDEN)) {
            fail("There was no %s; look at %s and keep it", GOLDEN, FOUND);
        }

        TreeMap<String, String> golden = golden();
        assertThat(found.keySet()).isEqualTo(golden.keySet());
        assertThat(found).allSatisfy((name, facts) -> assertThat(facts).as(name).isEqualTo(golden.get(name)));
    }

    private static List<Path> mails() throws IOException {
        try (Stream<Path> files = Files.list(Corpora.require("corpora/mime"))) {
            return files.filter(file -> file.toString().endsWith(".eml")).toList();
        }
    }

    private static TreeMap<String, String> golden() throws IOException {
        TreeMap<String, String> golden = new TreeMap<>();
        String name = "";
        for (String line : Files.readAllLines(GOLDEN)) {
            name = line.startsWith(" ") ? name : line;
            golden.merge(name, line.startsWith(" ") ? line + "\n" : "", String::concat);
        }
        return golden;
    }

    private static String facts(byte[] mail) {
        ParsedMessage message = new MessageParser().parse(mail);
        StringJoiner facts = new StringJoiner("\n  ", "  ", "\n");
        facts.add(message.originationDate().map(Object::toString).orElse("no date")
                + " subject " + hash(message.subject())
                + " from " + hash(message.from().name() + "\n" + message.from().address())
                + " to " + message.to().size()
                + " cc " + message.cc().size()
                + " references " + message.references().size()
                + (message.messageIdMade()
                        ? " id made"
                        : " id " + hash(message.messageId().value()))
                + " content " + message.contentHash().base32());
        message.parts().forEach(part -> facts.add(part(message, part)));
        message.defects().forEach(defect -> facts.add(defect.kind() + " in " + defect.place()));
        return facts.toString();
    }

    private static String part(ParsedMessage message, BodyPart part) {
        String place = message.displayed().contains(part)
                ? part.isListFooter() ? "footer" : "shown"
                : message.attachments().contains(part) ? "offered" : "replaced";
        String name = part.fileName().length() <= PLAIN_NAME ? part.fileName() : hash(part.fileName());
        String text = " " + part.charset() + (part.charsetGuessed() ? "?" : "") + " " + hash(part.text())
                + (part.flowed() ? " flowed" : "");
        return part.number() + " " + part.mediaType() + " " + part.kind() + " " + place + " " + part.size()
                + (part.isText() ? text : " " + hash(part))
                + (name.isEmpty() ? "" : " name " + name);
    }

    private static String hash(BodyPart part) {
        return hash(Content.read(part.content(), ParseLimits.MESSAGE_BYTES));
    }

    private static String hash(String text) {
        return text.isEmpty() ? "-" : hash(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.sha256().digest(bytes), 0, 8);
    }
}
