package org.salonarchive.message.field;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Reads a date from left to right: each number, word or sign says by itself and by what was read before it what it is.
 * Words that mean nothing (weekdays, of any language) are passed over.
 */
final class DateScanner {
    private static final int UNSET = -1;

    private final String text;
    private final DateZone zone = new DateZone();
    private int at;

    private int year = UNSET;
    private int month = UNSET;
    private int day = UNSET;
    private int hour = UNSET;
    private int minute;
    private int second;

    DateScanner(String text) {
        this.text = text;
    }

    Optional<DateField> scan() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                number(digits());
            } else if (Character.isLetter(c)) {
                word(letters());
            } else if ((c == '+' || c == '-') && isDigit(peek(1)) && hour != UNSET) {
                offset(c == '-' ? -1 : 1);
            } else {
                // Brackets too: a comment such as "(MET DST)" may be the only one to name the zone.
                at++;
            }
        }
        return result();
    }

    private void number(DateNumber number) {
        int value = number.value();
        char next = peek(0);
        if (hour == UNSET && isTimeColon()) {
            time(value);
        } else if (isSign(next) && Character.isLetterOrDigit(peek(1)) && number.length() <= 4) {
            group(number, next);
        } else if (number.length() == 8 && year == UNSET) {
            setDate(value / 10_000, value / 100 % 100, value % 100);
        } else if (number.length() == 6 && year != UNSET && hour == UNSET) {
            setTime(value / 10_000, value / 100 % 100, value % 100);
        } else if (next == '\u5e74') {
            year = value;
        } else if (next == '\u6708') {
            month = value;
        } else if (next == '\u65e5') {
            day = value;
        } else {
            plain(number);
        }
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '/' || c == '.';
    }

    private void plain(DateNumber number) {
        if (year == UNSET && (number.length() >= 3 || day != UNSET)) {
            year = number.asYear();
        } else if (day == UNSET && number.length() <= 2) {
            day = number.value();
        }
    }

    private boolean isTimeColon() {
        int colon = afterSpaces(at);
        int digit = afterSpaces(colon + 1);
        return colon < text.length()
                && text.charAt(colon) == ':'
                && digit < text.length()
                && isDigit(text.charAt(digit));
    }

    private int afterSpaces(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private void time(int hours) {
        int minutes = afterColon();
        int seconds = isTimeColon() ? afterColon() : 0;
        if ((peek(0) == '.' || peek(0) == ',') && isDigit(peek(1))) {
            at++;
            digits();
        }
        setTime(hours, minutes, seconds);
    }

    private int afterColon() {
        at = afterSpaces(afterSpaces(at) + 1);
        return digits().value();
    }

    private void setTime(int hours, int minutes, int seconds) {
        hour = hours;
        minute = minutes;
        second = seconds;
    }

    private void setDate(int years, int months, int days) {
        year = years;
        month = months;
        day = days;
    }

    /** Numbers and words with the same sign between: 1996-04-23, 23-Apr-96, 4/23/96, 23.4.1996, or the time 13.26.53. */
    private void group(DateNumber first, char sign) {
        at++;
        boolean named = Character.isLetter(peek(0));
        DateNumber middle = named ? new DateNumber(DateWords.month(letters()), 0) : digits();
        DateNumber third = DateNumber.NONE;
        if (peek(0) == sign && isDigit(peek(1))) {
            at++;
            third = digits();
        }
        boolean isTime = sign == '.' && (third == DateNumber.NONE || day != UNSET && month != UNSET);
        if (named) {
            namedGroup(first, middle.value(), third);
        } else if (isTime) {
            if (hour == UNSET && middle.length() == 2) {
                setTime(first.value(), middle.value(), Math.max(third.value(), 0));
            }
        } else if (third != DateNumber.NONE) {
            numericGroup(first, middle.value(), third, sign);
        } else {
            plain(first);
            plain(middle);
        }
    }

    private void namedGroup(DateNumber first, int namedMonth, DateNumber third) {
        if (namedMonth == 0) {
            plain(first);
            return;
        }
        month = namedMonth;
        if (first.length() > 2) {
            year = first.value();
            day = third.value();
        } else {
            day = first.value();
            year = third == DateNumber.NONE ? year : third.asYear();
        }
    }

    private void numericGroup(DateNumber first, int middle, DateNumber third, char sign) {
        int value = first.value();
        if (first.length() > 2 || value > 31) {
            setDate(first.asYear(), middle, third.value());
        } else if (value <= 12 && (sign == '/' || middle > 12)) {
            // American; with slashes even where it could be otherwise.
            setDate(third.asYear(), value, middle);
        } else {
            setDate(third.asYear(), middle, value);
        }
    }

    private void word(String word) {
        if (hour != UNSET && zone.take(word)) {
            return;
        }
        int named = DateWords.month(word);
        if (named > 0 && (hour == UNSET || month == UNSET)) {
            // The last one counts: a weekday such as "mar" (martes, mardi) comes before the month.
            month = named;
        } else if (hour != UNSET && hour < 12 && word.equalsIgnoreCase("pm")) {
            hour += 12;
        } else if (hour == 12 && word.equalsIgnoreCase("am")) {
            hour = 0;
        }
    }

    private void offset(int sign) {
        at++;
        DateNumber digits = digits();
        int afterColon = 0;
        if (digits.length() <= 2 && peek(0) == ':' && isDigit(peek(1))) {
            at++;
            afterColon = digits().value();
        }
        zone.take(sign, digits, afterColon);
    }

    private Optional<DateField> result() {
        int hours = Math.max(hour, 0);
        boolean possible =
                month >= 1 && month <= 12 && year >= 1 && year <= 9_999 && hours <= 24 && minute <= 59 && second <= 60;
        if (!possible || day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            return Optional.empty();
        }
        LocalDateTime local = LocalDateTime.of(year, month, day, hours % 24, minute, Math.min(second, 59));
        LocalDateTime moment = hours == 24 ? local.plusDays(1) : local;
        return Optional.of(new DateField(moment.atOffset(zone.offset()), zone.kind()));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    private DateNumber digits() {
        int value = 0;
        int begin = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            if (at - begin < 9) {
                value = value * 10 + text.charAt(at) - '0';
            }
            at++;
        }
        return new DateNumber(value, at - begin);
    }

    private String letters() {
        int begin = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }
}
