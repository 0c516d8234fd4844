package org.salonarchive.source.mhonarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the body of a page apart. MHonArc writes what it makes of the parts one behind the other, with nothing between
 * them; what it makes of anything but HTML is known by its form.
 */
final class BodyScan {

    private static final String BEGIN_MESSAGE =
            "<blockquote><small>---&nbsp;<i>Begin&nbsp;Message</i>&nbsp;---</small>";
    private static final String END_MESSAGE = "<br><small>---&nbsp;<i>End Message</i>&nbsp;---</small></blockquote>";
    private static final String NOTE = "<br><tt>&lt;&lt;&lt; ";
    private static final String NOTE_END = " &gt;&gt;&gt;</tt><br>";

    private static final String LINK = "<a\\s+href=\"(?<href>[^\"<>]{1,1000})\"[^<>]*>";
    private static final Pattern ATTACHED =
            Pattern.compile("(?:<p>|<table border=\"1\"[^<>]*>\\s*<tr[^<>]*><td>)<strong>"
                    + "(?:Attachment:\\s*|<a\\s[^<>]*><img\\s[^<>]*alt=\"Attachment:\"[^<>]*></a>\\s*)"
                    + LINK + "<tt>(?<label>[^<>]{0,2000})</tt></a></strong><br>\\s*"
                    + "<em>Description:</em>(?<description>[^<>]{0,2000})(?:</p>|</td></tr></table>)\\s*");
    private static final Pattern IMAGE =
            Pattern.compile("<p>" + LINK + "<img\\s[^<>]*src=\"[^\"<>]{1,1000}\"[^<>]*></a></p>\\s*");
    private static final Pattern DECODED = Pattern.compile(LINK + "(?<label>[^<>]{1,1000}|<img\\s[^<>]*>)</a><br>\\n");
    private static final Pattern TITLE = Pattern.compile("<address>Title: <strong>[^<]{0,2000}</strong></address>\\s*");

    private static final Pattern TAG_NAME = Pattern.compile("</?([A-Za-z][A-Za-z0-9]{0,15})");
    /** Elements that end by themselves. */
    private static final Set<String> OPEN_ENDED =
            Set.of("p", "br", "hr", "img", "li", "dt", "dd", "tr", "td", "th", "wbr", "input", "col", "area", "a");

    private static final int LONGEST_FORM = 6_000;
    private static final int DEEPEST = 5;

    /** Of what the body was made, as far as the page says it. */
    enum Kind {
        TEXT,
        /** HTML, perhaps with images. */
        HTML,
        /** One of several forms of the same. */
        CHOICE,
        MIXED;

        private static final Set<String> RICH =
                Set.of("text/html", "text/x-html", "text/enriched", "text/richtext", "text/tab-separated-values");

        static Kind of(String mediaType) {
            if (RICH.contains(mediaType)) {
                return HTML;
            }
            if (mediaType.equals("multipart/alternative") || mediaType.equals("multipart/related")) {
                return CHOICE;
            }
            return mediaType.startsWith("text/") || mediaType.equals("message/partial") ? TEXT : MIXED;
        }
    }

    private final String html;
    private final Predicate<String> derived;
    private final boolean splits;
    private final int depth;
    private final List<Piece> pieces = new ArrayList<>();
    /** Within what was read in vain nothing else is tried: reading stays one pass. */
    private int triedUpTo;

    private boolean messagesEnded;
    private int htmlStart;
    private int open;

    private BodyScan(String html, boolean splits, Predicate<String> derived, int depth) {
        this.html = html;
        this.splits = splits;
        this.derived = derived;
        this.depth = depth;
    }

    /**
     * The pieces in order.
     *
     * @param derived whether a link leads to a file that was made of a part; others are the mail's own
     */
    static List<Piece> pieces(String body, Kind kind, Predicate<String> derived) {
        return pieces(body, kind, derived, 0);
    }

    private static List<Piece> pieces(String body, Kind kind, Predicate<String> derived, int depth) {
        if (kind == Kind.TEXT) {
            PlainRun.Found text = PlainRun.read(body, 0);
            if (text.isText() && isBlank(body, text.end(), body.length())) {
                return List.of(text.text());
            }
        }
        boolean startsAsText = kind == Kind.CHOICE && PlainRun.opens(body, begin(body));
        return new BodyScan(body, kind == Kind.MIXED || kind == Kind.TEXT || startsAsText, derived, depth).scan();
    }

    private static int begin(String body) {
        int at = 0;
        while (at < body.length() && Character.isWhitespace(body.charAt(at))) {
            at++;
        }
        return at;
    }

    private List<Piece> scan() {
        int tag = html.indexOf('<');
        while (tag >= 0) {
            int end = pieceAt(tag);
            if (end < 0) {
                count(tag);
                end = tag + 1;
            } else {
                htmlStart = end;
                open = 0;
            }
            tag = html.indexOf('<', end);
        }
        flush(html.length());
        return pieces;
    }

    /** Takes what begins with a tag, if it is not HTML; returns where it ends, or -1. */
    private int pieceAt(int tag) {
        if (html.startsWith(BEGIN_MESSAGE, tag)) {
            return nested(tag);
        }
        if (html.startsWith(NOTE, tag)) {
            return note(tag);
        }
        if (html.startsWith("<p><strong>", tag) || html.startsWith("<table border=\"1\"", tag)) {
            Matcher attached = form(ATTACHED, tag);
            return attached.lookingAt() && isDerived(attached)
                    ? add(
                            tag,
                            attached.end(),
                            new Piece.Attached(
                                    href(attached), words(attached, "label"), words(attached, "description")))
                    : -1;
        }
        if (html.startsWith("<p><a ", tag)) {
            Matcher image = form(IMAGE, tag);
            return image.lookingAt() && isDerived(image) ? add(tag, image.end(), new Piece.Image(href(image))) : -1;
        }
        if (!splits || open > 0) {
            return -1;
        }
        if (html.startsWith("<a href=\"", tag)) {
            return decoded(tag);
        }
        return PlainRun.opens(html, tag) ? text(tag) : -1;
    }

    private Matcher form(Pattern form, int tag) {
        return form.matcher(html).region(tag, Math.min(html.length(), tag + LONGEST_FORM));
    }

    private boolean isDerived(Matcher form) {
        return derived.test(href(form));
    }

    private static String href(Matcher form) {
        return PageText.unescaped(form.group("href"));
    }

    private static String words(Matcher form, String group) {
        return PageText.words(form.group(group));
    }

    private int text(int tag) {
        if (tag < triedUpTo) {
            return -1;
        }
        PlainRun.Found text = PlainRun.read(html, tag);
        triedUpTo = text.end();
        return text.isText() && text.end() > tag ? add(tag, text.end(), text.text()) : -1;
    }

    /** A file that stood encoded within text. */
    private int decoded(int tag) {
        Matcher file = form(DECODED, tag);
        if (!file.lookingAt() || !isDerived(file)) {
            return -1;
        }
        boolean image = file.group("label").startsWith("<");
        return add(
                tag,
                file.end(),
                image ? new Piece.Image(href(file)) : new Piece.Attached(href(file), words(file, "label"), ""));
    }

    /** What MHonArc says of a part that it left out. */
    private int note(int tag) {
        String near = html.substring(tag, Math.min(html.length(), tag + LONGEST_FORM));
        int end = near.indexOf(NOTE_END);
        if (end < 0) {
            return -1;
        }
        String words = PageText.words(near.substring(0, end));
        return add(tag, tag + end + NOTE_END.length(), new Piece.Text(words + " >>>\n", false));
    }

    private int nested(int tag) {
        int begin = tag + BEGIN_MESSAGE.length();
        int end = depth < DEEPEST && !messagesEnded ? endOfMessage(begin) : -1;
        String message = end < 0 ? "" : html.substring(begin, end);
        int listEnd = message.stripLeading().startsWith("<ul>") ? message.indexOf("</ul>") : -1;
        if (listEnd < 0) {
            messagesEnded = true;
            return -1;
        }
        Piece.Nested piece = new Piece.Nested(
                HeadField.listed(message.substring(0, listEnd)),
                pieces(message.substring(listEnd + "</ul>".length()), Kind.MIXED, derived, depth + 1));
        return add(tag, end + END_MESSAGE.length(), piece);
    }

    private int endOfMessage(int begin) {
        int level = 1;
        int at = begin;
        while (level > 0) {
            int end = html.indexOf(END_MESSAGE, at);
            if (end < 0) {
                return -1;
            }
            int inner = html.indexOf(BEGIN_MESSAGE, at);
            boolean goesIn = inner >= 0 && inner < end;
            level += goesIn ? 1 : -1;
            at = goesIn ? inner + BEGIN_MESSAGE.length() : end + END_MESSAGE.length();
        }
        return at - END_MESSAGE.length();
    }

    private int add(int begin, int end, Piece piece) {
        flush(begin);
        pieces.add(piece);
        return end;
    }

    /** Takes the HTML so far; without any element it may be text, too, each line of which ends in a break. */
    private void flush(int end) {
        if (isBlank(html, htmlStart, end)) {
            return;
        }
        String rest = TITLE.matcher(html.substring(htmlStart, end)).replaceAll("");
        PlainRun.Found text = PlainRun.read(rest, 0);
        boolean isText = splits && text.isText() && text.end() == rest.length();
        pieces.add(isText ? text.text() : new Piece.Html(rest));
    }

    /** Counts the elements that are open, so that text within HTML is not taken for a part of its own. */
    private void count(int tag) {
        Matcher name = TAG_NAME.matcher(html).region(tag, Math.min(html.length(), tag + 20));
        if (name.lookingAt() && !OPEN_ENDED.contains(name.group(1).toLowerCase(Locale.ROOT))) {
            open = Math.max(0, open + (html.charAt(tag + 1) == '/' ? -1 : 1));
        }
    }

    private static boolean isBlank(String text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
