package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.salonarchive.message.charset.Characters;
import org.salonarchive.testing.Fit;
import org.salonarchive.testing.FuzzTarget;

/** Header sections, whole messages and their HTML, given any bytes. */
public enum MessageFuzzTarget implements FuzzTarget {
    HEADER(MessageFuzzTarget::header) {
        @Override
        public List<byte[]> seeds(byte[] mail) {
            int end = new String(mail, StandardCharsets.ISO_8859_1).indexOf("\n\n");
            return List.of(end < 0 ? mail : Arrays.copyOf(mail, end + 1));
        }
    },
    MESSAGE(MessageFuzzTarget::message) {
        @Override
        public List<byte[]> seeds(byte[] mail) {
            return List.of(mail);
        }
    },
    HTML_TEXT(MessageFuzzTarget::htmlText) {
        @Override
        public List<byte[]> seeds(byte[] mail) {
            return new MessageParser()
                    .parse(mail).parts().stream()
                            .filter(part -> part.kind() == BodyPart.Kind.HTML)
                            .map(part -> part.text().getBytes(StandardCharsets.UTF_8))
                            .toList();
        }
    };

    private final Consumer<byte[]> check;

    MessageFuzzTarget(Consumer<byte[]> check) {
        this.check = check;
    }

    @Override
    public void accept(byte[] input) {
        check.accept(input);
    }

    private static void header(byte[] input) {
        Defects defects = new Defects();
        HeaderScanner.Scanned scanned =
                new HeaderScanner(input, input.length, "header", defects).scan(0, Integer.MAX_VALUE, at -> false);
        assertThat(scanned.bodyBegin()).isBetween(0, input.length);
        assertThat(scanned.bytes()).isLessThanOrEqualTo(input.length);
        assertThat(scanned.header().fields()).hasSizeLessThanOrEqualTo(ParseLimits.FIELDS);
        for (HeaderField field : scanned.header().fields()) {
            Fit.require(field.name(), input.length);
            Fit.require(field.rawValue(), input.length);
            assertThat(field.rawValue().chars()).noneMatch(Character::isISOControl);
        }
        HeaderValues values = HeaderValues.of(scanned.header(), defects);
        assertThat(HeaderValues.of(scanned.header(), new Defects())).isEqualTo(values);
        defects.list().forEach(defect -> Fit.require(defect.detail(), 200));
    }

    private static void message(byte[] input) {
        isSane(new StructureScanner(new Defects()).scan(input, input.length));
        ParsedMessage message = new MessageParser().parse(input);
        assertThat(message.parts()).isNotEmpty().hasSizeLessThanOrEqualTo(ParseLimits.PARTS);
        assertThat(message.parts()).extracting(BodyPart::number).doesNotHaveDuplicates();
        assertThat(message.parts()).containsAll(message.displayed()).containsAll(message.attachments());
        assertThat(message.attachments()).noneMatch(message.displayed()::contains);
        assertThat(message.defects()).hasSizeLessThan(ParseLimits.DEFECTS + Defect.Kind.values().length);
        Fit.require(message.text(), ParseLimits.TEXT);
        assertThat(message.text()).doesNotContain("\r");
        for (BodyPart part : message.parts()) {
            assertThat(Content.read(part.content(), input.length + 1).length).isEqualTo((int) part.size());
            Fit.require(part.fileName(), ParseLimits.FILE_NAME);
        }
        Fit.requireAll(MailFacts.of(message));
        assertThat(MailFacts.of(new MessageParser().parse(input))).isEqualTo(MailFacts.of(message));
    }

    /**
     * Every entity stands within the one around it, and those of the same bytes stand one after the other. Of an empty
     * one the header section may end with the line end that belongs to the boundary after it.
     */
    private static void isSane(Entity root) {
        Deque<Entity> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Entity entity = open.pop();
            ByteRange range = entity.range();
            assertThat(range.begin()).isBetween(0, range.end());
            assertThat(range.end()).isLessThanOrEqualTo(range.source().length);
            int at = range.begin();
            for (Entity child : entity.children()) {
                if (child.range().source() == range.source() && child.range().length() > 0) {
                    assertThat(child.range().begin()).isGreaterThanOrEqualTo(at);
                    assertThat(child.range().end()).isLessThanOrEqualTo(range.end());
                    at = child.range().end();
                }
                open.push(child);
            }
        }
    }

    private static void htmlText(byte[] input) {
        String html = Characters.ofBody(new String(input, StandardCharsets.UTF_8));
        String text = HtmlText.toText(html);
        Fit.require(text, 20L * html.length() + 100);
        assertThat(HtmlText.toText(html)).isEqualTo(text);
    }
}
