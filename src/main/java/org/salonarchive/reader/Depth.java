package org.salonarchive.reader;

import java.util.stream.IntStream;

/** What a page says where answers nest deeper than it can show, on any screen or on a narrow one. */
enum Depth {
    SHOWN("", ""),
    TOO_DEEP_FOR_NARROW("narrow", "Answers deeper than three levels stand below each other on this screen."),
    TOO_DEEP("", "Answers deeper than %d levels stand below each other; on a narrow screen, than three.");

    /** As the stylesheet has it. */
    private static final int NARROW = 3;

    private final String className;
    private final String text;

    Depth(String className, String text) {
        this.className = className;
        this.text = text;
    }

    /** A remark about depths; its text is empty where there is nothing to say. */
    record Remark(String className, String text) {}

    /** @param shown how many levels a wide screen shows */
    static Remark remark(IntStream depths, int shown) {
        int deepest = depths.max().orElse(0);
        Depth depth = deepest > shown ? TOO_DEEP : deepest > NARROW ? TOO_DEEP_FOR_NARROW : SHOWN;
        return new Remark(depth.className, depth.text.formatted(shown));
    }
}
