package org.salonarchive.source.mhonarc;

/**
 * Undoes the markup that MHonArc makes of plain text: {@code pre} around all of it; or, for flowed text (RFC 3676) and
 * with its setting {@code fancyquote}, {@code pre} and {@code tt} around lines and {@code blockquote} around what is
 * quoted; or, with {@code nonfixed}, {@code br} behind each line. One pass, no recursion.
 */
final class PlainRun {

    private static final String PRE = "<pre>";
    private static final String PRE_END = "</pre>";
    private static final String STYLED_PRE = "<pre style=\"margin: 0em;\">";
    private static final String QUOTE = "<blockquote style=\"border-left: #5555EE solid";
    private static final String CLASSED_QUOTE = "<blockquote class=\"";
    private static final String QUOTED = "&gt;";
    private static final String SPACE = "&nbsp;";
    private static final int LONGEST_TAG = 16 << 10;

    private final String html;
    private final boolean flowed;
    private final StringBuilder out = new StringBuilder();
    private boolean pre;
    private boolean teletype;
    private boolean sawTeletype;
    private boolean sawBreak;
    private boolean fixed;
    private int quotes;
    private boolean lineStart = true;

    private PlainRun(String html, boolean flowed) {
        this.html = html;
        this.flowed = flowed;
    }

    /**
     * What was read.
     *
     * @param isText whether there is no markup in it but what MHonArc makes of text
     * @param end where the text ends in the HTML, or up to where it was read in vain
     */
    record Found(boolean isText, Piece.Text text, int end) {

        static Found nothing(int end) {
            return new Found(false, new Piece.Text("", false), end);
        }
    }

    /** Whether the tag at this place may be the first of a text's. */
    static boolean opens(String html, int at) {
        return html.startsWith(PRE, at)
                || html.startsWith(STYLED_PRE, at)
                || html.startsWith("<tt>", at)
                || isQuote(html, at);
    }

    private static boolean isQuote(String html, int at) {
        return html.startsWith(QUOTE, at) || html.startsWith(CLASSED_QUOTE, at);
    }

    /** Reads as far as the markup is that of one text. */
    static Found read(String html, int begin) {
        if (html.startsWith(PRE, begin)) {
            return readSimple(html, begin + PRE.length());
        }
        PlainRun run = new PlainRun(html, false);
        int end = run.run(begin);
        if (run.isOpen() && end < html.length()) {
            return Found.nothing(end);
        }
        if (run.sawTeletype) {
            run = new PlainRun(html.substring(0, end), true);
            run.run(begin);
        }
        return new Found(true, run.text(), end);
    }

    private static Found readSimple(String html, int begin) {
        StringBuilder text = new StringBuilder();
        int at = begin;
        while (at < html.length()) {
            int tag = html.indexOf('<', at);
            int textEnd = tag < 0 ? html.length() : tag;
            text.append(html, at, textEnd);
            if (html.startsWith(PRE_END, textEnd)) {
                return simple(text, textEnd + PRE_END.length());
            }
            int close = html.indexOf('>', textEnd);
            if (tag >= 0 && (close < 0 || !isOfText(html, tag))) {
                return Found.nothing(tag);
            }
            at = tag < 0 ? html.length() : close + 1;
        }
        return simple(text, html.length());
    }

    private static Found simple(StringBuilder text, int end) {
        return new Found(true, new Piece.Text(PageText.unescaped(text.toString()), false), end);
    }

    /** A link that was found in the text, or the slant of a quoted line. */
    private static boolean isOfText(String html, int tag) {
        return html.startsWith("<a ", tag)
                || html.startsWith("</a>", tag)
                || html.startsWith("</i>", tag)
                || html.startsWith("<i>", tag) && html.startsWith(QUOTED, tag - QUOTED.length());
    }

    private Piece.Text text() {
        String text = out.toString();
        boolean spaced = sawBreak && text.indexOf(' ') < 0;
        return new Piece.Text(PageText.unescaped(spaced ? text.replace(SPACE, " ") : text), flowed);
    }

    private boolean isOpen() {
        return pre || teletype || quotes > 0;
    }

    /** Reads to the end, or to what is no text's, and returns where that is. */
    private int run(int begin) {
        int at = begin;
        while (at < html.length()) {
            int tag = html.indexOf('<', at);
            int textEnd = tag < 0 ? html.length() : tag;
            boolean between = fixed && !pre && !teletype;
            if (between && !html.substring(at, textEnd).isBlank()) {
                return at;
            }
            if (!between) {
                text(at, textEnd);
            }
            at = textEnd;
            int next = at < html.length() ? tag(at) : at;
            if (next < 0) {
                return at;
            }
            at = next;
        }
        return at;
    }

    /** Where to go on behind a tag; -1 when it is none of the text's. */
    private int tag(int at) {
        int close = html.indexOf('>', at);
        if (close < 0 || close - at > LONGEST_TAG) {
            return -1;
        }
        int next = close + 1;
        boolean within = pre || teletype;
        if (html.startsWith("<a ", at) || html.startsWith("</a>", at)) {
            return within || !fixed ? next : -1;
        }
        if (html.startsWith("<br>", at)) {
            return within || fixed ? -1 : lineBreak(at, next);
        }
        if (html.startsWith(PRE_END, at) || html.startsWith(STYLED_PRE, at)) {
            return pre(html.startsWith(STYLED_PRE, at), next);
        }
        if (html.startsWith("<tt>", at) || html.startsWith("</tt>", at)) {
            return teletype(html.startsWith("<tt>", at), next);
        }
        return within ? -1 : quote(at, next);
    }

    private int pre(boolean opens, int next) {
        if (opens == pre || teletype || sawBreak) {
            return -1;
        }
        pre = opens;
        fixed = true;
        // Browsers leave out a line end there, so that MHonArc writes one.
        return opens && html.startsWith("\n", next) ? next + 1 : next;
    }

    private int teletype(boolean opens, int next) {
        if (opens == teletype || pre || sawBreak) {
            return -1;
        }
        teletype = opens;
        sawTeletype = true;
        fixed = true;
        return next;
    }

    private int quote(int at, int next) {
        if (isQuote(html, at)) {
            quotes++;
            return next;
        }
        if (quotes > 0 && html.startsWith("</blockquote>", at)) {
            quotes--;
            return next;
        }
        return -1;
    }

    /** Mostly there is a line end beside it in the text itself. */
    private int lineBreak(int at, int next) {
        sawBreak = true;
        if (!html.startsWith("\n", next) && (at == 0 || html.charAt(at - 1) != '\n')) {
            out.append('\n');
            lineStart = true;
        }
        return next;
    }

    private void text(int begin, int end) {
        int at = begin;
        while (at < end) {
            int lineEnd = html.indexOf('\n', at);
            int next = lineEnd < 0 || lineEnd >= end ? end : lineEnd + 1;
            beginLine(at);
            if (flowed && lineStart && html.startsWith("--\n", at)) {
                out.append("-- \n");
            } else {
                out.append(html, at, next);
            }
            lineStart = html.charAt(next - 1) == '\n';
            at = next;
        }
    }

    /** The marks of quotes; in flowed text also the space before what would be misread. */
    private void beginLine(int at) {
        if (!lineStart) {
            return;
        }
        boolean empty = html.charAt(at) == '\n';
        boolean misread =
                flowed && (html.charAt(at) == ' ' || html.startsWith(QUOTED, at) || html.startsWith("From ", at));
        out.append(QUOTED.repeat(quotes)).append(quotes > 0 && !empty || quotes == 0 && misread ? " " : "");
    }
}
