package org.salonarchive.render;

/**
 * Writes text of a mail with its addresses of pages as links. One pass from text to markup: nothing looks at
 * the markup again. The text may have several lines; an address goes on over the end of one only inside
 * {@code <…>} (RFC 3986 appendix C).
 */
final class Links {

    private static final String REL = "\" rel=\"nofollow noopener noreferrer ugc\">";
    private static final String MAILTO = "mailto:";
    /** Ends a sentence or an emphasis, hardly ever an address. */
    private static final String TRAILING = ".,;:!?'*~\u2019\u201D\u00BB\u203A\u2026";
    /** What Chinese and Japanese put after an address without a space. */
    private static final String IDEOGRAPHIC_STOPS = "\u3001\u3002\uFF0C\uFF1B\uFF1A\uFF01\uFF1F\uFF08\uFF09"
            + "\u300C\u300D\u300E\u300F\u3010\u3011\u300A\u300B\u3008\u3009";

    private static final int LONGEST_BROKEN = 2_000;

    private final AddressMask mask;

    Links(AddressMask mask) {
        this.mask = mask;
    }

    /** Writes text, escaped and masked, with links. */
    void write(Markup markup, String text) {
        int done = 0;
        int at = 0;
        while (at < text.length()) {
            String scheme = scheme(text, at);
            int end = scheme.isEmpty() ? at : end(text, at, scheme);
            if (isLink(text, at, end, scheme)) {
                String shown = text.substring(at, end);
                masked(markup, text.substring(done, at));
                String href = scheme.equals("www.") ? "https://" + shown : withoutBreak(shown);
                markup.tag("<a href=\"").text(href).tag(REL).text(shown).tag("</a>");
                done = end;
            }
            at = Math.max(end, at + 1);
        }
        masked(markup, text.substring(done));
    }

    private void masked(Markup markup, String text) {
        markup.text(mask.maskText(text));
    }

    /** What an address that begins here begins with, or nothing. */
    private static String scheme(String text, int at) {
        char c = text.charAt(at);
        if (c != 'h' && c != 'H' && c != 'w' && c != 'W' && c != 'm' && c != 'M') {
            return "";
        }
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        if (Character.isLetterOrDigit(before)) {
            return "";
        }
        for (String scheme : new String[] {"https://", "http://", "www.", MAILTO}) {
            boolean inside = scheme.equals("www.") && "./@-_:&=%".indexOf(before) >= 0;
            if (!inside && text.regionMatches(true, at, scheme, 0, scheme.length())) {
                return scheme;
            }
        }
        return "";
    }

    /** Where the address ends that begins here; whatever it is, nothing before its end is looked at again. */
    private int end(String text, int at, String scheme) {
        int host = at + scheme.length();
        if (scheme.equals(MAILTO)) {
            return endOfMail(text, host);
        }
        if (!beginsHost(text, host)) {
            return at;
        }
        int closing = at > 0 && endsBracket(text, at) ? endInBrackets(text, host) : -1;
        return closing >= 0 ? closing : endOfRun(text, at, host);
    }

    private boolean isLink(String text, int at, int end, String scheme) {
        int host = at + scheme.length();
        if (end <= at || scheme.equals(MAILTO)) {
            return end > at && mask == AddressMask.SHOWN;
        }
        return end > host
                && !isDeceptive(text, host, end)
                && (!scheme.equals("www.") || isNamed(text, host, end))
                && !showsAddress(text.substring(host, end));
    }

    private static boolean endsBracket(String text, int at) {
        return text.charAt(at - 1) == '<' || at > 4 && text.regionMatches(true, at - 5, "<URL:", 0, 5);
    }

    private static boolean beginsHost(String text, int host) {
        return host < text.length() && (Character.isLetterOrDigit(text.codePointAt(host)) || text.charAt(host) == '[');
    }

    /** An address such as {@code http://bank.example@evil.example/} leads elsewhere than it seems to. */
    private static boolean isDeceptive(String text, int host, int end) {
        for (int i = host; i < end && "/?#".indexOf(text.charAt(i)) < 0; i++) {
            if (text.charAt(i) == '@') {
                return true;
            }
        }
        return false;
    }

    /** Whether masking would change the address; {@code /@name} of a page is nobody's mailbox. */
    private boolean showsAddress(String address) {
        return mask != AddressMask.SHOWN
                && address.indexOf('@') >= 0
                && !mask.maskText(address.replace("/@", "/")).equals(address.replace("/@", "/"));
    }

    /** {@code www.name.tld}: there is a dot in the name, and a letter after it. */
    private static boolean isNamed(String text, int host, int end) {
        for (int i = host; i < end && "/?#:".indexOf(text.charAt(i)) < 0; i++) {
            if (text.charAt(i) == '.' && i + 1 < end && Character.isLetter(text.charAt(i + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Where the mail address ends that begins here; before it when there is none. */
    private static int endOfMail(String text, int from) {
        int sign = from;
        while (sign < text.length() && isMail(text.charAt(sign))) {
            sign++;
        }
        boolean signed = sign > from && sign < text.length() && text.charAt(sign) == '@';
        int end = signed ? AddressMask.end(text, sign) : 0;
        return end > sign + 1 ? end : 0;
    }

    private static boolean isMail(char c) {
        return Character.isLetterOrDigit(c) || "!#$*+-/=_.~".indexOf(c) >= 0;
    }

    /** Up to the closing bracket, over one line end at most; -1 when there is none near. */
    private static int endInBrackets(String text, int from) {
        boolean broken = false;
        for (int i = from; i < text.length() && i - from < LONGEST_BROKEN; i++) {
            char c = text.charAt(i);
            if (c == '>') {
                return i;
            }
            if (c == '\n' && !broken) {
                broken = true;
                while (i + 1 < text.length() && text.charAt(i + 1) == ' ') {
                    i++;
                }
            } else if (!isPart(c)) {
                return -1;
            }
        }
        return -1;
    }

    private static String withoutBreak(String address) {
        int line = address.indexOf('\n');
        return line < 0
                ? address
                : address.substring(0, line) + address.substring(line).strip();
    }

    /** Up to white space, quotes, angle brackets or a bracket that was opened before the address. */
    private static int endOfRun(String text, int start, int from) {
        int end = from;
        int[] open = new int[3];
        while (end < text.length() && isPart(text.charAt(end))) {
            int opening = "([{".indexOf(text.charAt(end));
            int closing = ")]}".indexOf(text.charAt(end));
            if (opening >= 0) {
                open[opening]++;
            }
            if (closing >= 0 && --open[closing] < 0) {
                break;
            }
            end++;
        }
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        while (end > from
                && (TRAILING.indexOf(text.charAt(end - 1)) >= 0 || before == '_' && text.charAt(end - 1) == '_')) {
            end--;
        }
        return end;
    }

    private static boolean isPart(char c) {
        return c > ' '
                && "<>\"`|\\\u00A0\u2028\u2029\uFEFF".indexOf(c) < 0
                && IDEOGRAPHIC_STOPS.indexOf(c) < 0
                && !(c >= 0x7F && c < 0xA0)
                && !(c >= '\u200B' && c <= '\u200F')
                && !(c >= '\u202A' && c <= '\u202E')
                && !(c >= '\u2066' && c <= '\u2069')
                && !Character.isWhitespace(c);
    }
}
