package org.salonarchive.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Plain text of a mail as HTML: links, folded quotes, a quiet signature, patches in colour. The author's own
 * words never fold. Linear in the length of the text, one pass from text to markup.
 */
public final class PlainTextRenderer {

    /** A quote of more lines folds. */
    private static final int OPEN_QUOTE_LINES = 4;

    private static final int LONGEST_SIGNATURE = 12;
    private static final int LONGEST_ATTRIBUTION = 300;
    private static final int FOOTER_ROW = 20;

    private static final List<String> ATTRIBUTIONS = List.of(
            "wrote",
            "writes",
            "said:",
            "schrieb",
            "a écrit",
            "escribió",
            "escribio",
            "ha scritto",
            "scrisse",
            "escreveu",
            "schreef",
            "napisał",
            "написал",
            "пишет",
            "skrev",
            "kirjoitti",
            "írta",
            "napsal",
            "yazdı",
            "さんは書きました",
            "wrote：",
            "写道",
            "寫道",
            "έγραψε",
            "כתב",
            "كتب",
            "@");

    private final List<String> lines;
    private final Markup markup;
    private final Links links;
    private int at;

    private PlainTextRenderer(String text, AddressMask mask) {
        lines = List.of(text.split("\n", -1));
        markup = new Markup(text.length());
        links = new Links(mask);
    }

    /**
     * Renders text.
     *
     * @param flow how its lines were broken (RFC 3676)
     */
    public static SafeHtml render(String text, Flow flow, AddressMask mask) {
        PlainTextRenderer renderer = new PlainTextRenderer(flow.join(text.stripTrailing()), mask);
        renderer.blocks();
        return renderer.markup.safe();
    }

    private void blocks() {
        while (at < lines.size()) {
            if (lines.get(at).isBlank()) {
                at++;
            } else if (isSignature(at)) {
                block("sig", lines.size(), false);
            } else if (quoteLevel(lines.get(at)) > 0) {
                quote(List.of());
            } else if (attributionLines() > 0) {
                int count = attributionLines();
                List<String> attribution = lines.subList(at, at + count);
                at += count;
                quote(attribution);
            } else if (PatchLines.startsAt(lines, at)) {
                block("plain patch", PatchLines.end(lines, at), true);
            } else {
                ownWords(endOfOwnWords());
            }
        }
    }

    /** Paragraph by paragraph: one may be prose and the next a table. */
    private void ownWords(int end) {
        while (at < end) {
            int last = at;
            while (last < end && !lines.get(last).isBlank()) {
                last++;
            }
            if (last > at) {
                block(Paragraph.of(lines.subList(at, last)).className(), last, false);
            }
            at = Math.min(last + 1, end);
        }
    }

    /** The author's own words go on to the next quote, attribution, patch or signature. */
    private int endOfOwnWords() {
        int start = at;
        int end = at + 1;
        while (end < lines.size()
                && quoteLevel(lines.get(end)) == 0
                && !isSignature(end)
                && !PatchLines.startsAt(lines, end)
                && !isAttributionAt(end)) {
            end++;
        }
        at = start;
        return end;
    }

    private boolean isAttributionAt(int line) {
        int here = at;
        at = line;
        boolean attribution = attributionLines() > 0;
        at = here;
        return attribution;
    }

    private void block(String name, int end, boolean patch) {
        int last = end;
        while (last > at && lines.get(last - 1).isBlank()) {
            last--;
        }
        markup.tag("<div class=\"" + name + "\" dir=\"auto\">");
        for (int i = at; i < last; i++) {
            String span = patch ? PatchLines.nameOf(lines.get(i)) : "";
            markup.tag(span.isEmpty() ? "" : "<span class=\"" + span + "\">");
            links.write(markup, lines.get(i));
            markup.tag(span.isEmpty() ? "" : "</span>").tag(i + 1 < last ? "\n" : "");
        }
        markup.tag("</div>\n");
        at = end;
    }

    private void quote(List<String> attribution) {
        int end = endOfQuote();
        int count = end - at;
        boolean folds = count > OPEN_QUOTE_LINES;
        String said = String.join(" ", attribution.stream().map(String::strip).toList());
        if (folds) {
            markup.tag("<details class=\"quote\"><summary>");
            links.write(markup, said.isEmpty() ? "" : said + " ");
            markup.tag("<span class=\"n\">" + count + " quoted lines</span></summary>");
        } else if (!said.isEmpty()) {
            markup.tag("<p class=\"attribution\">");
            links.write(markup, said);
            markup.tag("</p>");
        }
        int level = 0;
        for (; at < end; at++) {
            level = nest(level, Math.max(1, quoteLevel(lines.get(at))));
            links.write(markup, withoutMarks(lines.get(at)));
            markup.tag("\n");
        }
        nest(level, 0);
        markup.tag(folds ? "</details>\n" : "\n");
    }

    /** Opens and closes blockquotes until this many are open. */
    private int nest(int level, int wanted) {
        int bounded = Math.min(wanted, 8);
        for (int i = level; i < bounded; i++) {
            markup.tag("<blockquote class=\"text\" dir=\"auto\">");
        }
        for (int i = level; i > bounded; i--) {
            markup.tag("</blockquote>");
        }
        return bounded;
    }

    /** Quoted lines, and single empty lines between them. */
    private int endOfQuote() {
        int end = at;
        for (int i = at; i < lines.size(); i++) {
            if (quoteLevel(lines.get(i)) > 0) {
                end = i + 1;
            } else if (!lines.get(i).isBlank()) {
                break;
            }
        }
        return end;
    }

    /** How many {@code >} a line begins with; {@code >From} is a quoted separator, not a quote. */
    static int quoteLevel(String line) {
        int level = 0;
        int i = 0;
        while (i < line.length() && (line.charAt(i) == '>' || line.charAt(i) == ' ' && level > 0)) {
            level += line.charAt(i) == '>' ? 1 : 0;
            i++;
        }
        return level == 1 && line.startsWith(">From ") ? 0 : level;
    }

    private static String withoutMarks(String line) {
        int i = 0;
        while (i < line.length() && (line.charAt(i) == '>' || line.charAt(i) == ' ' && line.indexOf('>', i) == i + 1)) {
            i++;
        }
        return i < line.length() && i > 0 && line.charAt(i) == ' ' ? line.substring(i + 1) : line.substring(i);
    }

    /** A signature, or the footer that a list server put below everything: near the end, to the end. */
    private boolean isSignature(int line) {
        if (lines.size() - line > LONGEST_SIGNATURE) {
            return false;
        }
        String text = lines.get(line);
        return text.equals("-- ") || text.equals("--") || isFooter(line);
    }

    /** Mailman's row of underscores, ezmlm's row of dashes, each with what it says below. */
    private boolean isFooter(int line) {
        String text = lines.get(line);
        int length = text.length();
        boolean row = length >= FOOTER_ROW && (text.equals("_".repeat(length)) || text.equals("-".repeat(length)));
        if (!row) {
            return false;
        }
        String below = String.join(" ", lines.subList(line + 1, lines.size())).toLowerCase(Locale.ROOT);
        return below.contains("mailing list") || below.contains("unsubscribe") || below.contains("listinfo");
    }

    /** How many lines here say who wrote the quote that follows directly; 0 when they do not. */
    private int attributionLines() {
        List<String> found = new ArrayList<>();
        for (int i = at; i < Math.min(lines.size(), at + 3); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || quoteLevel(line) > 0) {
                return 0;
            }
            found.add(line);
            if (line.endsWith(":")) {
                return isQuoteNext(i + 1) && says(String.join(" ", found)) ? found.size() : 0;
            }
        }
        return 0;
    }

    private boolean isQuoteNext(int line) {
        int next = line < lines.size() && lines.get(line).isBlank() ? line + 1 : line;
        return next < lines.size() && quoteLevel(lines.get(next)) > 0;
    }

    /** "On … wrote:", "Am … schrieb …:" and what other mailers say. */
    private static boolean says(String text) {
        if (text.length() > LONGEST_ATTRIBUTION) {
            return false;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (String verb : ATTRIBUTIONS) {
            if (lower.contains(verb)) {
                return true;
            }
        }
        return false;
    }
}
