package org.salonarchive.archive.index;

/**
 * What one byte says of a word in a message: with which weights it stands there (the upper four bits, a {@link
 * Weight#bit()} each) and how often (the lower four), fifteen for as often and oftener.
 */
public final class Mark {

    /** So often and oftener. */
    public static final int OFTEN = 15;

    private static final int WEIGHTS = 4;

    /** The commonest marks, which take no byte of their own: once, in this weight. */
    private static final int[] COMMON = {of(Weight.OWN.bit(), 1), of(Weight.QUOTED.bit(), 1), of(Weight.ASIDE.bit(), 1)
    };

    /** Bits of a code. */
    static final int CODE_BITS = 2;

    /** The code of all other marks, which are written out. */
    static final int WRITTEN_OUT = COMMON.length;

    private Mark() {}

    static int of(int weights, int times) {
        return weights << WEIGHTS | Math.min(times, OFTEN);
    }

    /** The set of weights. */
    public static int weights(int mark) {
        return mark >> WEIGHTS;
    }

    /** How often, up to {@link #OFTEN}. */
    public static int times(int mark) {
        return mark & OFTEN;
    }

    /** The code of a mark. */
    static int code(int mark) {
        for (int code = 0; code < COMMON.length; code++) {
            if (COMMON[code] == mark) {
                return code;
            }
        }
        return WRITTEN_OUT;
    }

    /** The mark of a code. */
    static int ofCode(int code) {
        return COMMON[code];
    }

    static boolean isOfOneWeight(int mark) {
        return Integer.bitCount(weights(mark)) == 1;
    }
}
