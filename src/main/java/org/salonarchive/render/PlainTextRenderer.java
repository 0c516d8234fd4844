package org.salonarchive.render;

import java.util.ArrayList;
import java.util.List;
import org.salonarchive.message.passage.Block;
import org.salonarchive.message.passage.Blocks;
import org.salonarchive.message.passage.ForwardedHeading;
import org.salonarchive.message.passage.PatchLines;
import org.salonarchive.message.passage.QuoteMarks;

/**
 * Plain text of a mail as HTML: links, folded quotes, a quiet signature, patches in colour. The author's own
 * words never fold. Linear in the length of the text, one pass from text to markup.
 */
public final class PlainTextRenderer {

    /** A quote of more lines folds. */
    private static final int OPEN_QUOTE_LINES = 4;

    private static final int DEEPEST_QUOTE = 8;

    private final List<String> lines;
    private final QuoteMarks marks;
    private final Markup markup;
    private final Links links;

    private PlainTextRenderer(String text, AddressMask mask) {
        lines = List.of(text.split("\n", -1));
        marks = new QuoteMarks(lines);
        markup = new Markup(text.length());
        links = new Links(mask);
    }

    /**
     * Renders text.
     *
     * @param flow how its lines were broken (RFC 3676)
     */
    public static SafeHtml render(String text, Flow flow, AddressMask mask) {
        PlainTextRenderer renderer =
                new PlainTextRenderer(flow.join(text.replace("\r", "").stripTrailing()), mask);
        renderer.blocks();
        return renderer.markup.safe();
    }

    private void blocks() {
        List<Block> blocks = Blocks.of(lines, marks);
        boolean answers = blocks.stream().anyMatch(b -> b.kind() == Block.Kind.WORDS || b.kind() == Block.Kind.PATCH);
        int originalEnd = -1;
        for (Block block : blocks) {
            if (originalEnd >= 0 && block.from() >= originalEnd) {
                markup.tag("</blockquote></details>\n");
                originalEnd = -1;
            }
            switch (block.kind()) {
                case WORDS -> passage(lines.subList(block.from(), block.to()), false);
                case PATCH -> patch(lines.subList(block.from(), block.to()));
                case SIGNATURE -> div("sig", lines.subList(block.from(), block.to()));
                case HEADING -> div(Paragraph.LINES.className(), lines.subList(block.from(), block.to()));
                case QUOTE -> quote(block, answers && originalEnd < 0);
                case OPEN_QUOTE -> quote(block, false);
                case ORIGINAL -> {
                    original(block);
                    originalEnd = block.to();
                }
            }
        }
        markup.tag(originalEnd >= 0 ? "</blockquote></details>\n" : "");
    }

    /** Patches, and between them what may be the rest of one where reviewers quote it, or paragraphs. */
    private void passage(List<String> passage, boolean quoted) {
        int at = 0;
        while (at < passage.size()) {
            int start = at;
            while (start < passage.size() && !PatchLines.startsAt(passage, start)) {
                start++;
            }
            List<String> before = passage.subList(at, start);
            if (quoted && PatchLines.looksLikeOne(before)) {
                patch(before);
            } else {
                paragraphs(before);
            }
            at = start < passage.size() ? PatchLines.end(passage, start) : start;
            if (start < at) {
                patch(passage.subList(start, at));
            }
        }
    }

    /** One may be prose, the next a table. An empty line ends it, or the line that git puts above the changed files. */
    private void paragraphs(List<String> passage) {
        int at = 0;
        for (int end = 1; end <= passage.size(); end++) {
            if (end == passage.size()
                    || passage.get(end).isBlank()
                    || passage.get(end).equals("---")) {
                paragraph(passage.subList(passage.get(at).isBlank() ? at + 1 : at, end));
                at = end;
            }
        }
    }

    private void paragraph(List<String> paragraph) {
        if (!paragraph.isEmpty()) {
            div(Paragraph.of(paragraph).className(), paragraph);
        }
    }

    private void div(String name, List<String> text) {
        markup.tag("<div class=\"" + name + "\" dir=\"auto\">");
        links.write(markup, joined(text));
        markup.tag("</div>\n");
    }

    private void patch(List<String> patch) {
        markup.tag("<div class=\"plain patch\" dir=\"auto\">");
        for (int i = 0; i < patch.size(); i++) {
            String name = PatchLines.nameOf(patch.get(i));
            markup.tag(i > 0 ? "\n" : "").tag(name.isEmpty() ? "" : "<span class=\"" + name + "\">");
            links.write(markup, patch.get(i));
            markup.tag(name.isEmpty() ? "" : "</span>");
        }
        markup.tag("</div>\n");
    }

    private void original(Block block) {
        List<String> shown = new ArrayList<>();
        List<String> folded = new ArrayList<>();
        for (String line : lines.subList(block.from(), block.words())) {
            (ForwardedHeading.tellsWhoOrWhen(line) ? shown : folded).add(line);
        }
        summary(shown, count(block));
        markup.tag("<blockquote dir=\"auto\">\n");
        if (folded.stream().anyMatch(line -> !line.isBlank())) {
            div(Paragraph.LINES.className(), folded);
        }
    }

    private void quote(Block block, boolean mayFold) {
        List<String> attribution = lines.subList(block.from(), block.words());
        boolean folds = mayFold && block.to() - block.words() > OPEN_QUOTE_LINES;
        if (folds) {
            summary(attribution, count(block));
        } else if (block.words() > block.from()) {
            markup.tag("<p class=\"attribution\" dir=\"auto\">");
            links.write(markup, said(attribution));
            markup.tag("</p>\n");
        }
        int level = 0;
        int at = block.words();
        while (at < block.to()) {
            int end = endOfLevel(at, block.to());
            level = nest(level, depth(at));
            List<String> words = words(at, end);
            passage(words, true);
            at = end;
        }
        nest(level, 0);
        markup.tag(folds ? "</details>\n" : "\n");
    }

    /** Who said it stays to be seen, however much folds. */
    private void summary(List<String> attribution, int count) {
        String said = said(attribution);
        markup.tag("<details class=\"quote\"><summary>");
        if (!said.isEmpty()) {
            markup.tag("<bdi>");
            links.write(markup, said);
            markup.tag("</bdi> ");
        }
        markup.tag("<span class=\"n\">" + count + " quoted lines</span></summary>\n");
    }

    /** Lines that say something. */
    private int count(Block block) {
        return (int) lines.subList(block.words(), block.to()).stream()
                .filter(line -> !line.isBlank())
                .count();
    }

    /** Empty lines belong to what stands above them. */
    private int endOfLevel(int from, int to) {
        int end = from + 1;
        while (end < to && (lines.get(end).isBlank() || depth(end) == depth(from))) {
            end++;
        }
        return end;
    }

    private int depth(int line) {
        return Math.min(marks.level(line), DEEPEST_QUOTE);
    }

    /** Lines without marks; the end of a line that was broken off joins it again. */
    private List<String> words(int from, int to) {
        List<String> words = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            if (marks.isTailOfQuote(i) && !words.isEmpty()) {
                words.add(words.remove(words.size() - 1).stripTrailing() + " " + marks.words(i));
            } else {
                words.add(marks.words(i));
            }
        }
        return words;
    }

    /** Opens and closes blockquotes until this many are open. */
    private int nest(int level, int wanted) {
        for (int i = level; i < wanted; i++) {
            markup.tag("<blockquote dir=\"auto\">");
        }
        for (int i = level; i > wanted; i--) {
            markup.tag("</blockquote>");
        }
        return wanted;
    }

    private static String said(List<String> attribution) {
        return String.join(" ", attribution.stream().map(String::strip).toList())
                .strip();
    }

    private static String joined(List<String> text) {
        return String.join("\n", text).stripTrailing();
    }
}
