package org.salonarchive.source.mhonarc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** The characters of a page. MHonArc writes ASCII with references mostly, and what its settings say otherwise. */
final class PageText {

    private static final Charset FALLBACK = Charset.forName("windows-1252");
    private static final Pattern META =
            Pattern.compile("(?i)<meta\\b[^>]{0,300}\\bcharset\\s*=\\s*[\"']?([\\w.:-]{1,40})");
    private static final int META_WITHIN = 8 << 10;
    private static final char ESCAPE = 0x1B;

    private PageText() {}

    /** The charset of a page: UTF-8 where it can be, else what the page says. */
    static Charset charset(byte[] page, String latin1) {
        Charset declared = declared(latin1);
        boolean escapes = declared.name().startsWith("ISO-2022") && latin1.indexOf(ESCAPE) >= 0;
        return !escapes && isUtf8(page) ? StandardCharsets.UTF_8 : declared;
    }

    private static Charset declared(String latin1) {
        int head = Math.max(latin1.indexOf("<!--X-Head-End"), 0);
        Matcher meta = META.matcher(latin1.substring(head, Math.min(latin1.length(), head + META_WITHIN)));
        try {
            Charset named = meta.find() ? Charset.forName(meta.group(1)) : FALLBACK;
            return named.equals(StandardCharsets.ISO_8859_1) || named.equals(StandardCharsets.US_ASCII)
                    ? FALLBACK
                    : named;
        } catch (UnsupportedCharsetException | IllegalCharsetNameException unknown) {
            return FALLBACK;
        }
    }

    private static boolean isUtf8(byte[] page) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(page));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    /** A piece of a page whose bytes stand as characters of ISO 8859-1. */
    static String decoded(String latin1, Charset charset) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), charset);
    }

    /** Text with references undone. */
    static String unescaped(String html) {
        return html.indexOf('&') < 0 ? html : Parser.unescapeEntities(html, false);
    }

    /** The words of a short piece of HTML, on one line. */
    static String words(String html) {
        return unescaped(html.replaceAll("<[^<>]*>", ""))
                .replaceAll("\\s+", " ")
                .strip();
    }
}
