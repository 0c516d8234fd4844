package org.salonarchive.message.field;

/**
 * A number in a date; how many digits it was written with tells what it is.
 *
 * @param value of the first nine digits
 */
record DateNumber(int value, int length) {
    static final DateNumber NONE = new DateNumber(-1, 0);

    /** The year, of two and three digits as RFC 5322 §4.3 has it, and "19100" as a program of the year 2000 meant it. */
    int asYear() {
        if (length <= 2) {
            return value + (value < 50 ? 2000 : 1900);
        }
        if (length == 3) {
            return value + 1900;
        }
        return length == 5 && value >= 19_100 && value < 19_200 ? value - 19_000 + 1900 : value;
    }
}
