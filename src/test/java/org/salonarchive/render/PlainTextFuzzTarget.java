package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.charset.Characters;
import org.salonarchive.testing.Fit;
import org.salonarchive.testing.FuzzTarget;

/** Plain text of a mail on its way to a page: flow, quotes, patches, links. */
public enum PlainTextFuzzTarget implements FuzzTarget {
    PLAIN_TEXT;

    @Override
    public void accept(byte[] input) {
        String text = Characters.ofBody(new String(input, StandardCharsets.UTF_8));
        for (Flow flow : Flow.values()) {
            for (AddressMask mask : AddressMask.values()) {
                String html = PlainTextRenderer.render(text, flow, mask).value();
                Fit.require(html, 100L * text.length() + 100);
                assertThat(PlainTextRenderer.render(text, flow, mask).value()).isEqualTo(html);
                assertThat(html).doesNotContainPattern("(?i)<(?!/?(div|p|blockquote|details|summary|span|a)[ >])");
            }
        }
    }

    @Override
    public List<byte[]> seeds(byte[] mail) {
        return new MessageParser()
                .parse(mail).parts().stream()
                        .filter(part -> part.kind() == BodyPart.Kind.TEXT)
                        .map(part -> part.text().getBytes(StandardCharsets.UTF_8))
                        .toList();
    }
}
