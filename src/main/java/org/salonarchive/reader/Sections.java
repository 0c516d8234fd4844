package org.salonarchive.reader;

import java.util.ArrayList;
import java.util.List;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.HeaderSection;
import org.salonarchive.message.HtmlText;
import org.salonarchive.render.AddressMask;
import org.salonarchive.render.Flow;
import org.salonarchive.render.PlainTextRenderer;
import org.salonarchive.render.SafeHtml;

/** What is shown of a message's body, part by part, as long as there is room. */
final class Sections {

    private final AddressMask mask;
    private final List<MessageView.Section> all = new ArrayList<>();
    private int room;
    private boolean cut;

    /** @param room characters of text */
    Sections(AddressMask mask, int room) {
        this.mask = mask;
        this.room = room;
    }

    List<MessageView.Section> all() {
        return all;
    }

    /** Whether there was too little room. */
    boolean isCut() {
        return cut;
    }

    void add(BodyPart part) {
        if (part.kind() == BodyPart.Kind.MESSAGE) {
            add(heading(part), "", Flow.FIXED);
        } else if (part.kind() == BodyPart.Kind.HTML) {
            add(List.of(), HtmlText.toText(part.text()), Flow.FIXED);
        } else {
            add(List.of(), part.text(), flow(part));
        }
    }

    private void add(List<String> heading, String text, Flow flow) {
        String shown = text;
        if (text.length() > room) {
            cut = true;
            int lineEnd = text.lastIndexOf('\n', room);
            shown = text.substring(0, lineEnd > 0 ? lineEnd : room);
        }
        room -= shown.length();
        SafeHtml body = PlainTextRenderer.render(shown, flow, mask);
        if (!heading.isEmpty() || !body.value().isEmpty()) {
            all.add(new MessageView.Section(heading, body));
        }
    }

    private static Flow flow(BodyPart part) {
        if (!part.flowed()) {
            return Flow.FIXED;
        }
        return part.delSp() ? Flow.FLOWED_WITHOUT_SPACE : Flow.FLOWED;
    }

    private List<String> heading(BodyPart part) {
        List<String> heading = new ArrayList<>();
        HeaderSection header = part.nested().orElse(part.header());
        for (String name : List.of("From", "Date", "Subject", "To")) {
            String value = header.text(name);
            if (!value.isBlank()) {
                heading.add(name + ": " + mask.maskText(value));
            }
        }
        return heading.isEmpty() ? List.of("An attached message") : heading;
    }
}
