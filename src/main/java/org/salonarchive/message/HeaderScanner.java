package org.salonarchive.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Reads a header section from bytes, leniently: any line ends, space before the colon, junk lines, separator lines of
 * an mbox within, a missing empty line before the body.
 */
final class HeaderScanner {
    private static final int NAME_BYTES = 256;
    private static final int FOLDS = 20;

    /** Names that tell a header field from a line of text with a colon in it. */
    private static final Set<String> USUAL_NAMES = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "subject",
            "date",
            "received",
            "references",
            "sender",
            "status",
            "lines",
            "newsgroups",
            "organization",
            "precedence",
            "path",
            "keywords",
            "comments",
            "priority",
            "importance");

    private final byte[] bytes;
    private final int end;
    private final String place;
    private final Defects defects;
    private final List<RawField> fields = new ArrayList<>();
    private int budget;
    private int kept;
    private int at;

    /**
     * @param end where the bytes to look at end
     * @param place for defects
     */
    HeaderScanner(byte[] bytes, int end, String place, Defects defects) {
        this.bytes = bytes;
        this.end = end;
        this.place = place;
        this.defects = defects;
    }

    /**
     * @param bodyBegin where the body begins
     * @param bytes how many bytes were kept
     */
    record Scanned(HeaderSection header, int bodyBegin, int bytes) {}

    /**
     * @param mayKeep bytes that may be kept
     * @param isBoundary whether a multipart's boundary begins at a position, which ends the section too
     */
    Scanned scan(int begin, int mayKeep, IntPredicate isBoundary) {
        budget = Math.min(mayKeep, ParseLimits.HEADER_SECTION_BYTES);
        at = begin;
        while (at < end) {
            int lineEnd = Lines.end(bytes, at, end);
            int next = Lines.next(bytes, lineEnd, end);
            if (lineEnd == at) {
                return scanned(next);
            }
            if (bytes[at] == '-' && isBoundary.test(at)) {
                return scanned(at);
            }
            int colon = colon(at, lineEnd);
            if (colon > 0) {
                at = field(colon, lineEnd);
            } else if (isSeparator(lineEnd)) {
                note(at > begin, "a separator line of an mbox");
                at = next;
            } else if (Lines.isBlank(bytes, at, lineEnd)) {
                return scanned(next);
            } else if (isField(next)) {
                note(true, text(at, Math.min(lineEnd, at + 80)));
                at = next;
            } else {
                defects.add(Defect.Kind.HEADER_NOT_ENDED, place);
                return scanned(at);
            }
        }
        return scanned(end);
    }

    private void note(boolean isDefect, String detail) {
        if (isDefect) {
            defects.add(Defect.Kind.HEADER_LINE, place, detail);
        }
    }

    private Scanned scanned(int bodyBegin) {
        return new Scanned(new HeaderText(fields, place, defects).decoded(), bodyBegin, kept);
    }

    private boolean isSeparator(int lineEnd) {
        return Lines.startsWith(bytes, at, lineEnd, "From ") || Lines.startsWith(bytes, at, lineEnd, ">From ");
    }

    /** Where the colon after the field name of this line stands; -1 when the line begins with none. */
    private int colon(int begin, int lineEnd) {
        int i = begin;
        while (i < lineEnd && bytes[i] > ' ' && bytes[i] < 0x7f && bytes[i] != ':') {
            i++;
        }
        if (i == begin || i - begin > NAME_BYTES) {
            return -1;
        }
        while (i < lineEnd && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        return i < lineEnd && bytes[i] == ':' ? i : -1;
    }

    /** Whether this line is a field for sure: one of the usual names, or a name of several words. */
    private boolean isField(int begin) {
        int lineEnd = Lines.end(bytes, begin, end);
        int colon = begin < end ? colon(begin, lineEnd) : -1;
        if (colon < 0) {
            return false;
        }
        String name = name(begin, colon);
        return USUAL_NAMES.contains(name.toLowerCase(Locale.ROOT)) || name.indexOf('-') > 0 && isName(name);
    }

    private static boolean isName(String name) {
        return name.chars()
                .allMatch(c -> c == '-' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
    }

    private String name(int begin, int colon) {
        int i = colon;
        while (bytes[i - 1] == ' ' || bytes[i - 1] == '\t') {
            i--;
        }
        return text(begin, i);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }

    /** Takes a field with its continuation lines and returns where the next line begins. */
    private int field(int colon, int firstLineEnd) {
        int lineEnd = firstLineEnd;
        int next = Lines.next(bytes, lineEnd, end);
        while (next < end && (bytes[next] == ' ' || bytes[next] == '\t')) {
            int nextEnd = Lines.end(bytes, next, end);
            int afterNext = Lines.next(bytes, nextEnd, end);
            if (Lines.isBlank(bytes, next, nextEnd) && !isField(afterFolds(afterNext))) {
                break;
            }
            lineEnd = nextEnd;
            next = afterNext;
        }
        keep(name(at, colon), colon + 1, lineEnd);
        return next;
    }

    /**
     * QUIRK: RFC 5322 §4.2 lets a line of white space continue a field, and some mailers do so before more
     * continuation lines; others write it for the empty line before the body. A field after it decides.
     */
    private int afterFolds(int begin) {
        int i = begin;
        for (int lines = 0; lines < FOLDS && i < end && (bytes[i] == ' ' || bytes[i] == '\t'); lines++) {
            i = Lines.next(bytes, Lines.end(bytes, i, end), end);
        }
        return i;
    }

    private void keep(String name, int from, int to) {
        byte[] value = to - from <= ParseLimits.FIELD_BYTES ? unfolded(from, to) : halves(name, from, to);
        if (fields.size() >= ParseLimits.FIELDS || kept + value.length + name.length() > budget) {
            defects.add(Defect.Kind.HEADER_TOO_LONG, place);
            return;
        }
        kept += value.length + name.length();
        fields.add(new RawField(name, value));
    }

    private byte[] halves(String name, int from, int to) {
        defects.add(Defect.Kind.FIELD_TOO_LONG, place, name);
        int half = ParseLimits.FIELD_BYTES / 2;
        byte[] first = unfolded(from, from + half);
        byte[] gap = (" " + RawField.GAP + " ").getBytes(StandardCharsets.UTF_8);
        byte[] last = unfolded(to - half, to);
        byte[] value = new byte[first.length + gap.length + last.length];
        System.arraycopy(first, 0, value, 0, first.length);
        System.arraycopy(gap, 0, value, first.length, gap.length);
        System.arraycopy(last, 0, value, first.length + gap.length, last.length);
        return value;
    }

    /** RFC 5322 §2.2.3: takes the line ends out, the white space after them stays. */
    private byte[] unfolded(int from, int to) {
        byte[] value = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] != '\n' && bytes[i] != '\r') {
                value[length++] = bytes[i];
            }
        }
        return length == value.length ? value : Arrays.copyOf(value, length);
    }
}
