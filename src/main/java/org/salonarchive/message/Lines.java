package org.salonarchive.message;

/** Finds lines in bytes; a line ends with LF, CRLF or a bare CR. */
final class Lines {
    private Lines() {}

    /** Where the line that holds this position ends: its first CR or LF, or the end of all. */
    static int end(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
    }

    /** Where the next line begins, given where one ends. CR CR LF, which some gateways write, is one line end. */
    static int next(byte[] bytes, int lineEnd, int end) {
        if (lineEnd >= end) {
            return end;
        }
        if (bytes[lineEnd] == '\n') {
            return lineEnd + 1;
        }
        if (lineEnd + 1 < end && bytes[lineEnd + 1] == '\n') {
            return lineEnd + 2;
        }
        boolean doubled = lineEnd + 2 < end && bytes[lineEnd + 1] == '\r' && bytes[lineEnd + 2] == '\n';
        return doubled ? lineEnd + 3 : lineEnd + 1;
    }

    /** Where the line end before this line begins: the end of the content before a boundary. */
    static int beforeLineEnd(byte[] bytes, int lineBegin, int from) {
        int i = lineBegin;
        if (i > from && bytes[i - 1] == '\n') {
            i--;
        }
        if (i > from && bytes[i - 1] == '\r') {
            i--;
        }
        return i;
    }

    static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    static boolean startsWith(byte[] bytes, int from, int end, String ascii) {
        if (end - from < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
