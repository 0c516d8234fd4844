package org.salonarchive.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.HeaderSection;
import org.salonarchive.message.HtmlText;
import org.salonarchive.render.Flow;
import org.salonarchive.render.HtmlRenderer;
import org.salonarchive.render.HtmlSetting;
import org.salonarchive.render.PlainTextRenderer;
import org.salonarchive.render.RenderedHtml;
import org.salonarchive.render.SafeHtml;

/** What is shown of a message's body, part by part, as long as there is room. */
final class Sections {

    private final BodyView view;
    private final HtmlSetting setting;
    private final List<MessageView.Section> all = new ArrayList<>();
    private final Set<String> contentIds = new HashSet<>();
    private int room;
    private int imagesLeftOut;
    private boolean cut;
    private boolean tooLongForHtml;
    private boolean formatted;

    /** @param room characters of text */
    Sections(BodyView view, HtmlSetting setting, int room) {
        this.view = view;
        this.setting = setting;
        this.room = room;
    }

    List<MessageView.Section> all() {
        return all;
    }

    /** The Content-IDs of images that stand in the text. */
    Set<String> contentIds() {
        return contentIds;
    }

    /** How many images of the text are elsewhere and were left out. */
    int imagesLeftOut() {
        return imagesLeftOut;
    }

    /** Whether there was too little room. */
    boolean isCut() {
        return cut;
    }

    /** Whether HTML was too long to be shown as such. */
    boolean isTooLongForHtml() {
        return tooLongForHtml;
    }

    /** Whether any of it is HTML, so that there is more than one way to look at it. */
    boolean isFormatted() {
        return formatted;
    }

    void add(BodyPart part) {
        if (part.kind() == BodyPart.Kind.MESSAGE) {
            add(heading(part), "", Flow.FIXED);
            return;
        }
        Optional<BodyPart> html = html(part);
        formatted |= html.isPresent();
        if (html.isEmpty() || view.kind() == BodyView.Kind.TEXT || !addHtml(part, html.get())) {
            addText(part);
        }
    }

    /** The part itself, or what its sender offers in its place. */
    private static Optional<BodyPart> html(BodyPart part) {
        if (part.kind() == BodyPart.Kind.HTML) {
            return Optional.of(part);
        }
        return part.alternatives().stream()
                .filter(other -> other.kind() == BodyPart.Kind.HTML)
                .reduce((first, last) -> last);
    }

    private boolean addHtml(BodyPart part, BodyPart html) {
        if (view.kind() == BodyView.Kind.ORIGINAL) {
            all.add(MessageView.Section.framed(view.frame(html)));
            imagesLeftOut += view.imagesElsewhere(html);
            return true;
        }
        String source = html.text();
        Optional<RenderedHtml> rendered = source.isBlank() ? Optional.empty() : HtmlRenderer.render(source, setting);
        tooLongForHtml |= rendered.isEmpty() && HtmlRenderer.isTooLong(source);
        Optional<RenderedHtml> better = rendered.filter(article -> article.letters() <= room)
                .filter(article -> part == html || article.isBetterThan(part.text()));
        better.ifPresent(article -> {
            room -= article.letters();
            imagesLeftOut += article.imagesLeftOut();
            contentIds.addAll(article.contentIds());
            all.add(MessageView.Section.article(article.html()));
        });
        return better.isPresent();
    }

    private void addText(BodyPart part) {
        if (part.kind() == BodyPart.Kind.HTML) {
            add(List.of(), HtmlText.toText(part.text()), Flow.FIXED);
        } else {
            add(List.of(), part.text(), flow(part), part.isListFooter() ? "body quiet" : "body");
        }
    }

    private void add(List<String> heading, String text, Flow flow) {
        add(heading, text, flow, "body");
    }

    private void add(List<String> heading, String text, Flow flow, String className) {
        String shown = text;
        if (text.length() > room) {
            cut = true;
            int lineEnd = text.lastIndexOf('\n', room);
            shown = text.substring(0, lineEnd > 0 ? lineEnd : room);
        }
        room -= shown.length();
        SafeHtml body = PlainTextRenderer.render(shown, flow, setting.mask());
        if (!heading.isEmpty() || !body.value().isEmpty()) {
            all.add(new MessageView.Section(heading, body, className, ""));
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
                heading.add(name + ": " + setting.mask().maskText(value));
            }
        }
        return heading.isEmpty() ? List.of("An attached message") : heading;
    }
}
