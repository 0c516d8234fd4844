package org.salonarchive.search;

import java.util.Arrays;

/** A set of ids, which PostgreSQL gives one after another: a bit for each, in pages of those that are near. */
final class IdSet {

    private static final int PAGE_BITS = 16;
    private static final int WORD_BITS = 6;
    private static final int IN_PAGE = (1 << PAGE_BITS) - 1;
    private static final long[] NONE = {};

    private long[][] pages = {};

    /** Adds an id. */
    void add(long id) {
        int page = Math.toIntExact(id >>> PAGE_BITS);
        if (page >= pages.length) {
            int before = pages.length;
            pages = Arrays.copyOf(pages, Math.max(page + 1, 2 * before));
            Arrays.fill(pages, before, pages.length, NONE);
        }
        if (pages[page] == NONE) {
            pages[page] = new long[1 << PAGE_BITS - WORD_BITS];
        }
        pages[page][(int) id >>> WORD_BITS & IN_PAGE >>> WORD_BITS] |= 1L << id;
    }

    /** Whether it is in the set. */
    boolean has(long id) {
        long page = id >>> PAGE_BITS;
        if (page >= pages.length) {
            return false;
        }
        long[] words = pages[(int) page];
        return words != NONE && (words[(int) id >>> WORD_BITS & IN_PAGE >>> WORD_BITS] & 1L << id) != 0;
    }
}
