package org.salonarchive.render;

/** How the lines of a text were broken: format=flowed of RFC 3676. */
public enum Flow {
    /** Lines are as the author broke them. */
    FIXED,
    /** A line that ends in a space goes on in the next. */
    FLOWED,
    /** The same, and the space itself is not part of the text (DelSp=yes). */
    FLOWED_WITHOUT_SPACE;

    /** Joins what was broken only for the journey; the signature line and quotes of other depth stay apart. */
    String join(String text) {
        if (this == FIXED) {
            return text;
        }
        StringBuilder joined = new StringBuilder(text.length());
        String open = "";
        int openLevel = -1;
        for (String line : text.split("\n", -1)) {
            int level = PlainTextRenderer.quoteLevel(line);
            String content = unstuffed(line, level);
            if (openLevel == level) {
                joined.append(content);
            } else {
                joined.append(joined.isEmpty() && open.isEmpty() ? "" : "\n")
                        .append(marks(level))
                        .append(content);
            }
            open = "\n";
            boolean flows = content.endsWith(" ") && !content.equals("-- ");
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

    private static String unstuffed(String line, int level) {
        int marks = 0;
        while (level > 0 && marks < line.length() && line.charAt(marks) == '>') {
            marks++;
        }
        return marks < line.length() && line.charAt(marks) == ' ' ? line.substring(marks + 1) : line.substring(marks);
    }
}
