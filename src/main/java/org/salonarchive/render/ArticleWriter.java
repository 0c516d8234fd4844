package org.salonarchive.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes an article: paragraphs, and what holds them. Whoever walks a document says where lines, blocks and formats
 * begin and end; the writer makes of it clean markup in which nothing is empty, nothing crosses and each paragraph is
 * one. Formats that span paragraphs are closed and opened again around them.
 */
final class ArticleWriter {

    /** A line that is so long ends a paragraph, though the mail only broke the line there. */
    private static final int FULL_LINE = 120;

    /** What holds deeper than this is not nested any more. */
    private static final int DEEPEST = 24;

    private static final char NO_BREAK_SPACE = '\u00A0';

    /** How what is written in a block is set. */
    private enum Setting {
        /** In paragraphs. */
        FLOW,
        /** Without paragraphs: a heading. */
        LINE,
        /** As it stands, white space and all. */
        FIXED
    }

    private record Holder(String open, String close, Setting setting, boolean counts) {}

    private record Format(String open, String close) {}

    private final Markup markup;
    private final Links links;
    private final AddressMask mask;
    private final List<Holder> holders = new ArrayList<>();
    private final List<Format> formats = new ArrayList<>();
    private int openHolders;
    private int openFormats;
    private int depth;
    private boolean inParagraph;
    private Break pending = Break.NONE;
    private boolean space;
    private boolean blank;
    private int line;
    private int letters;
    private String direction = "auto";

    ArticleWriter(int expected, AddressMask mask) {
        this.mask = mask;
        markup = new Markup(expected);
        links = new Links(mask);
    }

    /** What separates two pieces of text; the stronger one wins. */
    enum Break {
        NONE,
        LINE,
        PARAGRAPH
    }

    /** A block begins or ends here. */
    void boundary(Break strength) {
        if (blank && line == 0) {
            separate(Break.PARAGRAPH);
        } else if (line > 0 || strength == Break.PARAGRAPH) {
            separate(strength == Break.LINE && line >= FULL_LINE ? Break.PARAGRAPH : strength);
        }
        newLine();
    }

    /** {@code <br>}: ends a line, or is an empty one, and so a paragraph's end. */
    void lineBreak() {
        if (setting() == Setting.FIXED) {
            fixed("\n");
            return;
        }
        separate(line > 0 ? Break.LINE : Break.PARAGRAPH);
        newLine();
    }

    private void separate(Break strength) {
        if (strength.compareTo(pending) > 0) {
            pending = strength;
        }
    }

    private void newLine() {
        line = 0;
        space = false;
        blank = false;
    }

    /** Something that holds paragraphs; written only when something is in it. */
    void enter(String open, String close) {
        push(open, close, Setting.FLOW);
    }

    /** A block without paragraphs of its own. */
    void enterLine(String open, String close) {
        push(open, close, Setting.LINE);
    }

    /** A block in which white space counts. */
    void enterFixed(String open, String close) {
        push(open, close, Setting.FIXED);
    }

    private void push(String open, String close, Setting setting) {
        endParagraph();
        boolean counts = depth < DEEPEST;
        depth++;
        holders.add(new Holder(open, close, setting, counts));
    }

    /** Makes the holders that were entered appear, even if nothing is in them. */
    void appear() {
        for (; openHolders < holders.size(); openHolders++) {
            Holder holder = holders.get(openHolders);
            markup.tag(holder.counts() ? holder.open() : "");
        }
    }

    /** The holder entered last ends. */
    void leave() {
        endParagraph();
        Holder holder = holders.remove(holders.size() - 1);
        depth--;
        if (openHolders > holders.size()) {
            openHolders--;
            markup.tag(holder.counts() ? holder.close() : "");
        }
    }

    /** A format of words begins; one that already holds is not written twice. */
    void format(String open, String close) {
        boolean holds = formats.stream().anyMatch(format -> format.open().equals(open));
        formats.add(holds ? new Format("", "") : new Format(open, close));
    }

    /** The format that began last ends. */
    void endFormat() {
        Format format = formats.remove(formats.size() - 1);
        if (openFormats > formats.size()) {
            openFormats--;
            markup.tag(format.close());
        }
    }

    /** The direction of the paragraphs that follow: {@code ltr}, {@code rtl} or {@code auto}. */
    String direction(String next) {
        String before = direction;
        direction = next;
        return before;
    }

    /** Running text: white space is one space, addresses of pages become links unless {@code linked} already. */
    void text(String text, boolean linked) {
        if (setting() == Setting.FIXED) {
            fixed(text, linked);
            return;
        }
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && isSpace(text.charAt(at))) {
                at++;
            }
            if (at > start) {
                spaces(text, start, at);
            }
            int word = at;
            while (at < text.length() && !isSpace(text.charAt(at))) {
                at++;
            }
            if (at > word) {
                word(text.substring(word, at), linked);
            }
        }
    }

    private void spaces(String text, int from, int to) {
        boolean one = to - from == 1 && text.charAt(from) == NO_BREAK_SPACE;
        blank |= text.indexOf(NO_BREAK_SPACE, from) >= 0 && text.indexOf(NO_BREAK_SPACE, from) < to;
        if (one && from > 0 && to < text.length() && line > 0) {
            markup.text(text, from, to);
        } else {
            space = line > 0;
        }
    }

    private void word(String word, boolean linked) {
        if (isUnseen(word.codePointAt(0)) && word.codePoints().allMatch(ArticleWriter::isUnseen)) {
            blank = true;
            return;
        }
        begin();
        line += word.length();
        letters += word.length();
        if (!linked && (word.indexOf(':') >= 0 || word.indexOf('@') >= 0 || word.indexOf('.') >= 0)) {
            links.write(markup, word);
        } else {
            markup.text(linked ? mask.maskText(word) : word);
        }
    }

    /** Characters with which newsletters pad what a mailer shows of them in its list. */
    private static boolean isUnseen(int c) {
        return c >= 0x200B && c <= 0x200F || c == 0xFEFF || c == 0x34F || c == 0xAD || c == 0x2060;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == NO_BREAK_SPACE;
    }

    /** Our own markup within a line, such as an image. */
    void inline(String tag) {
        begin();
        line++;
        markup.tag(tag);
    }

    /** Our own markup on its own, such as a rule. */
    void block(String tag) {
        endParagraph();
        appear();
        markup.tag(tag);
    }

    private void fixed(String text) {
        fixed(text, true);
    }

    private void fixed(String text, boolean linked) {
        if (text.isEmpty() || line == 0 && text.isBlank() && openHolders < holders.size()) {
            return;
        }
        appear();
        openFormats();
        if (linked) {
            markup.text(mask.maskText(text));
        } else {
            String rest = text;
            for (int end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
                links.write(markup, rest.substring(0, end));
                markup.tag("\n");
                rest = rest.substring(end + 1);
            }
            links.write(markup, rest);
        }
        line++;
        letters += text.length();
    }

    private void begin() {
        appear();
        switch (setting()) {
            case FLOW -> beginInFlow();
            case LINE -> {
                markup.tag(pending == Break.NONE || line > 0 ? "" : "<br>").tag(space ? " " : "");
                openFormats();
            }
            case FIXED -> openFormats();
        }
        pending = Break.NONE;
        space = false;
        blank = false;
    }

    private void beginInFlow() {
        if (inParagraph && pending == Break.PARAGRAPH) {
            endParagraph();
        }
        if (!inParagraph) {
            markup.tag(direction.equals("auto") ? "<p dir=\"auto\">" : "<p dir=\"" + direction + "\">");
            inParagraph = true;
        } else if (pending == Break.LINE) {
            markup.tag("<br>");
        } else if (space) {
            markup.tag(" ");
        }
        openFormats();
    }

    private void openFormats() {
        for (; openFormats < formats.size(); openFormats++) {
            markup.tag(formats.get(openFormats).open());
        }
    }

    private void endParagraph() {
        while (openFormats > 0) {
            openFormats--;
            markup.tag(formats.get(openFormats).close());
        }
        if (inParagraph) {
            markup.tag("</p>\n");
            inParagraph = false;
        }
        pending = Break.NONE;
        newLine();
    }

    private Setting setting() {
        return holders.isEmpty()
                ? Setting.FLOW
                : holders.get(holders.size() - 1).setting();
    }

    /** How many characters of text were written, white space apart. */
    int letters() {
        return letters;
    }

    /** All that was written. */
    String written() {
        endParagraph();
        return markup.safe().value();
    }
}
