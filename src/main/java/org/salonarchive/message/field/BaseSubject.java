package org.salonarchive.message.field;

import java.util.Locale;
import java.util.Set;
import org.salonarchive.message.charset.Characters;

/**
 * The base subject of RFC 5256 §2.1: a subject without reply and forward marks and list tags. Beyond the RFC it knows
 * the marks of mailers in other languages.
 */
public final class BaseSubject {
    /** No mark stands further to the right; it bounds the work on hostile subjects. */
    private static final int BLOBS = 5;

    private static final Set<String> MARKS = Set.of(
            // English and most others; German; Nordic; Finnish; Dutch; Spanish, Portuguese; French; Italian
            "re",
            "fw",
            "fwd",
            "aw",
            "wg",
            "sv",
            "vb",
            "vs",
            "vl",
            "antw",
            "antwort",
            "doorst",
            "rv",
            "enc",
            "res",
            "tr",
            "rif",
            "re\u0301",
            "r\u00e9",
            "r\u00e9f",
            "svar",
            "vedr",
            // Polish; Turkish; Czech; Hungarian; Icelandic; Greek; Russian
            "odp",
            "pd",
            "ynt",
            "ilt",
            "odpov\u011b\u010f",
            "v\u00e1",
            "tov\u00e1bb\u00edt\u00e1s",
            "\u00e1tk",
            "\u03b1\u03c0",
            "\u03c3\u03c7\u03b5\u03c4",
            "\u03c0\u03c1\u03b8",
            "\u043e\u0442\u0432",
            "\u043f\u0435\u0440",
            // Hebrew; Arabic; Chinese, simple and traditional; Japanese; Korean
            "\u05ea\u05d2\u05d5\u05d1\u05d4",
            "\u05d4\u05d5\u05e2\u05d1\u05e8",
            "\u0631\u062f",
            "\u56de\u590d",
            "\u7b54\u590d",
            "\u8f6c\u53d1",
            "\u56de\u8986",
            "\u7b54\u8986",
            "\u8f49\u5bc4",
            "\u8f49\u767c",
            "\u56de\u5fa9",
            "\u8fd4\u4fe1",
            "\u8ee2\u9001",
            "\ud68c\uc2e0",
            "\ub2f5\uc7a5",
            "\uc804\ub2ec");

    private static final int LONGEST_MARK = 12;

    private BaseSubject() {}

    /** The base of a decoded subject, in its own case, white space collapsed; may be empty. */
    public static String of(String subject) {
        String base = Characters.collapsed(subject);
        while (true) {
            String shorter = withoutLeaders(withoutTrailers(base));
            String inner = withoutForwardFrame(shorter);
            if (inner.length() == shorter.length()) {
                return shorter;
            }
            base = inner;
        }
    }

    /** Takes "(fwd)" off the end. */
    private static String withoutTrailers(String subject) {
        int end = subject.length();
        while (end > 0) {
            if (subject.charAt(end - 1) == ' ') {
                end--;
            } else if (end >= 5 && subject.regionMatches(true, end - 5, "(fwd)", 0, 5)) {
                end -= 5;
            } else {
                break;
            }
        }
        return subject.substring(0, end);
    }

    /** Takes reply marks and, as long as something is left, tags off the beginning. */
    private static String withoutLeaders(String subject) {
        int begin = 0;
        while (true) {
            int next = afterMark(subject, begin);
            if (next == begin) {
                int blob = afterBlob(subject, begin);
                next = blob < subject.length() ? blob : begin;
            }
            if (next == begin) {
                return subject.substring(begin);
            }
            begin = next;
        }
    }

    /** Where the text after "[tag] Re[2]: " begins; where it began when no mark stands here. */
    private static int afterMark(String subject, int begin) {
        int i = begin;
        for (int blobs = 0; blobs < BLOBS; blobs++) {
            int blob = afterBlob(subject, i);
            if (blob == i) {
                break;
            }
            i = blob;
        }
        int end = i;
        while (end < subject.length() && end - i <= LONGEST_MARK && isMarkCharacter(subject.charAt(end))) {
            end++;
        }
        if (!MARKS.contains(subject.substring(i, end).toLowerCase(Locale.ROOT))) {
            return begin;
        }
        int colon = afterBlob(subject, skipCount(subject, skipSpaces(subject, end)));
        return colon < subject.length() && isColon(subject.charAt(colon)) ? skipSpaces(subject, colon + 1) : begin;
    }

    private static boolean isMarkCharacter(char c) {
        return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean isColon(char c) {
        return c == ':' || c == '\uff1a';
    }

    /** Skips the count of "Re^2:", "Re(2):", "Re*2:" and "Re 2:". */
    private static int skipCount(String subject, int begin) {
        int i = begin;
        while (i < subject.length() && i - begin < 6 && "^*()0123456789".indexOf(subject.charAt(i)) >= 0) {
            i++;
        }
        return skipSpaces(subject, i);
    }

    /** Where the text after "[…] " begins; where it began when no such stands here. */
    private static int afterBlob(String subject, int begin) {
        if (begin >= subject.length() || subject.charAt(begin) != '[') {
            return begin;
        }
        for (int i = begin + 1; i < subject.length() && subject.charAt(i) != '['; i++) {
            if (subject.charAt(i) == ']') {
                return skipSpaces(subject, i + 1);
            }
        }
        return begin;
    }

    private static int skipSpaces(String subject, int begin) {
        int i = begin;
        while (i < subject.length() && subject.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    /** Takes "[fwd: …]" off. */
    private static String withoutForwardFrame(String subject) {
        boolean framed = subject.regionMatches(true, 0, "[fwd:", 0, 5) && subject.endsWith("]");
        return framed ? subject.substring(5, subject.length() - 1).strip() : subject;
    }
}
