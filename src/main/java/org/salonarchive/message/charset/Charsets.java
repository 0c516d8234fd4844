package org.salonarchive.message.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the charset that a name in a mail means. Names are read as browsers read them (a superset where mailers
 * declare the smaller set: windows-1252 for iso-8859-1, GB18030 for gb2312), and with the spellings of odd mailers.
 */
final class Charsets {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Java's name, then what mails call it. */
    private static final String ALIASES = """
            us-ascii ascii ansi_x3.4-1968 ansi_x3.4-1986 iso_646.irv:1991 iso646-us 646 c posix us ansi_x3.110-1983
            utf-8 utf8 utf-8n utf_8 unicode-1-1-utf-8 x-utf-8 utf8mb4 utf-8-mac x-unicode20utf8 unicode
            utf-16 utf16 ucs-2 iso-10646-ucs-2 csunicode
            windows-1252 iso-8859-1 iso8859-1 iso_8859-1 iso8859_1 iso-8859_1 iso88591 iso-88591 8859-1 latin1 latin-1 \
            l1 x-latin1 x-iso-8859-1 iso_8859-1:1987 cp819 ibm819 cp1252 windows1252 x-cp1252 win-1252 x-ansi ansi \
            iso-8859-1-windows-3.0-latin-1 iso-8859-1-windows-3.1-latin-1 iso-8859 x-windows-1252
            iso-8859-2 iso8859-2 iso_8859-2 iso8859_2 latin2 latin-2 l2 iso-8859_2 x-iso-8859-2
            iso-8859-15 iso8859-15 iso_8859-15 iso8859_15 latin9 latin-9 latin0 iso-8859-1-euro
            iso-8859-16 iso8859-16 latin10
            windows-1250 cp1250 windows1250 win-1250 x-cp1250
            windows-1251 cp1251 windows1251 win-1251 x-cp1251 win1251
            windows-1253 cp1253 windows1253 win-1253
            windows-1254 iso-8859-9 iso8859-9 iso_8859-9 latin5 l5 cp1254 windows1254
            windows-1255 cp1255 windows1255 win-1255 iso-8859-8-i-windows
            windows-1256 cp1256 windows1256 win-1256
            windows-1257 cp1257 windows1257 win-1257
            windows-1258 cp1258 windows1258 win-1258
            iso-8859-6 iso-8859-6-i iso-8859-6-e arabic
            iso-8859-7 iso8859-7 iso_8859-7 greek elot_928 sun_eu_greek
            iso-8859-8 iso8859-8 iso-8859-8-i iso-8859-8-e hebrew visual
            x-windows-874 windows-874 iso-8859-11 tis-620 tis620 cp874
            koi8-r koi8r koi8_r koi8 koi x-koi8-r cskoi8r koi-8
            koi8-u koi8u koi8-ru
            ibm866 cp866 866 dos-866
            ibm437 cp437 437 ibm-437
            ibm850 cp850 850 ibm-850
            x-macroman macintosh mac x-mac-roman macroman mac-roman
            x-maccyrillic x-mac-cyrillic x-mac-ukrainian
            gb18030 gb2312 gb-2312 gb_2312 gb_2312-80 gb2312-80 gb2312_charset gbk x-gbk gbk2312 cn-gb cp936 ms936 \
            windows-936 x-gb2312 chinese iso-ir-58 euc-cn x-euc-cn gb
            big5-hkscs big5 big-5 big_5 x-big5 cn-big5 big5-eten chinesebig5 cp950 ms950 windows-950
            x-windows-949 euc-kr ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ksc5601 ks-c-5601 ksc_5601 korean x-euc-kr \
            cp949 ms949 windows-949 uhc euckr kseuc
            windows-31j shift_jis shift-jis sjis x-sjis ms_kanji cp932 ms932 windows-932 shift_jis-ms x-ms-cp932
            euc-jp x-euc-jp x-euc eucjp ujis euc-japan euc_jp
            x-windows-iso2022jp iso-2022-jp iso2022jp iso-2022jp jis x-iso-2022-jp iso-2022-jp-ms csiso2022jp \
            _iso-2022-jp$esc cp50220 cp50221
            iso-2022-jp-2 iso-2022-jp-1 iso-2022-jp-3
            iso-2022-kr iso2022kr
            utf-7 utf7 unicode-1-1-utf-7 x-unicode-2-0-utf-7 utf-7-imap unicode-2-0-utf-7
            hz-gb-2312 hz hz-gb
            """;

    private static final Map<String, String> NAMES = names();
    private static final Map<String, Optional<Charset>> FOUND = new ConcurrentHashMap<>();
    private static final int FOUND_BOUND = 500;
    private static final int NAME_BOUND = 60;

    private Charsets() {}

    /** All names that are listed here. */
    static Set<String> aliases() {
        return NAMES.keySet();
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        ALIASES.lines().forEach(line -> {
            String[] words = line.trim().split(" ");
            for (String word : words) {
                names.put(word, words[0]);
            }
        });
        return Map.copyOf(names);
    }

    /** The name in lower case that decides: Java's for what is listed above, "" for what is no name. */
    static String canonical(String declared) {
        String name = declared.strip().toLowerCase(Locale.ROOT);
        int begin = 0;
        int end = name.length();
        while (begin < end && "\"' \t".indexOf(name.charAt(begin)) >= 0) {
            begin++;
        }
        while (end > begin && "\"';, \t".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        name = name.substring(begin, end);
        String known = NAMES.get(name);
        if (known != null) {
            return known;
        }
        // A locale used as a charset: en_US.UTF-8, ja_JP.eucJP@x.
        int dot = name.lastIndexOf('.');
        if (dot > 0) {
            String codeset = name.substring(dot + 1);
            int modifier = codeset.indexOf('@');
            return canonicalOrSelf(modifier > 0 ? codeset.substring(0, modifier) : codeset);
        }
        return canonicalOrSelf(name);
    }

    private static String canonicalOrSelf(String name) {
        return NAMES.getOrDefault(name, name);
    }

    /** The charset of Java that a canonical name means; empty when Java has none of this name. */
    static Optional<Charset> find(String canonical) {
        Optional<Charset> known = FOUND.get(canonical);
        if (known != null) {
            return known;
        }
        Optional<Charset> found = lookUp(canonical);
        if (FOUND.size() < FOUND_BOUND) {
            FOUND.put(canonical, found);
        }
        return found;
    }

    private static Optional<Charset> lookUp(String name) {
        if (name.equals("utf-8")) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        return isLegal(name) && Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
    }

    private static boolean isLegal(String name) {
        if (name.isEmpty() || name.length() > NAME_BOUND || !isLetterOrDigit(name.charAt(0))) {
            return false;
        }
        return name.chars().allMatch(c -> isLetterOrDigit(c) || "-+.:_".indexOf(c) >= 0);
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }
}
