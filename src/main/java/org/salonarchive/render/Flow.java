package org.salonarchive.render;

/** How the lines of a text were broken: format=flowed of RFC 3676. */
public enum Flow {
    /** Lines are as the author broke them. */
    FIXED,
    /** A line that ends in a space goes on in the next. */
    FLOWED,
    /** The same, and the space itself is not part of the text (DelSp=yes). */
    FLOWED_WITHOUT_SPACE;

    private static final String SIGNATURE = "-- ";

    /** Joins what was broken only for the journey; the signature line and quotes of other depth stay apart. */
    String join(String text) {
        if (this == FIXED) {
            return text;
        }
        StringBuilder joined = new StringBuilder(text.length());
        boolean first = true;
        int openLevel = -1;
        for (String line : text.split("\n", -1)) {
            int level = level(line);
            String content = unstuffed(line, level);
            if (openLevel == level && !content.equals(SIGNATURE)) {
                joined.append(content);
            } else {
                joined.append(first ? "" : "\n").append(marks(level)).append(content);
            }
            first = false;
            boolean flows = content.endsWith(" ") && !content.equals(SIGNATURE);
            openLevel = flows ? level : -1;
            if (flows && this == FLOWED_WITHOUT_SPACE) {
                joined.setLength(joined.length() - 1);
            }
        }
        return joined.toString();
    }

    private static String marks(int level) {
        return level == 0 ? "" : ">".repeat(level) + " ";
    }

    /** Marks of a flowed text stand without spaces between them (RFC 3676 section 4.5). */
    private static int level(String line) {
        int level = 0;
        while (level < line.length() && line.charAt(level) == '>') {
            level++;
        }
        return level == 1 && line.startsWith(">From ") ? 0 : level;
    }

    /** Without the space that was put before a line; what would look like a quote then keeps it. */
    private static String unstuffed(String line, int level) {
        boolean stuffed = level < line.length() && line.charAt(level) == ' ' && !line.startsWith(" >");
        return line.substring(stuffed ? level + 1 : level);
    }
}
