package org.salonarchive.message.field;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads a date from left to right: each number, word or sign says by itself and by what was read before it what it is.
 * Words that mean nothing (weekdays, of any language) are passed over.
 */
final class DateScanner {
    private static final int UNSET = -1;
    private static final int MAX_OFFSET_MINUTES = 14 * 60;

    private final String text;
    private int at;

    private int year = UNSET;
    private int month = UNSET;
    private int day = UNSET;
    private int hour = UNSET;
    private int minute;
    private int second;
    private int zone;
    private ZoneState zoneState = ZoneState.NONE;

    private enum ZoneState {
        NONE,
        WORD,
        NUMBER,
        WITHHELD,
        UNUSABLE
    }

    DateScanner(String text) {
        this.text = text;
    }

    Optional<DateField> scan() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                number();
            } else if (Character.isLetter(c)) {
                word();
            } else if ((c == '+' || c == '-') && isDigit(peek(1)) && hour != UNSET) {
                offset(c == '-' ? -1 : 1);
            } else {
                // Brackets too: a comment such as "(MET DST)" may be the only one to name the zone.
                at++;
            }
        }
        return result();
    }

    private void number() {
        int begin = at;
        int value = digits();
        int length = at - begin;
        char next = peek(0);
        if (hour == UNSET && isTimeColon()) {
            time(value);
        } else if ((next == '-' || next == '/' || next == '.') && Character.isLetterOrDigit(peek(1)) && length <= 4) {
            group(value, length, next);
        } else if (length == 8 && year == UNSET) {
            setDate(value / 10_000, value / 100 % 100, value % 100);
        } else if (length == 6 && year != UNSET && hour == UNSET) {
            setTime(value / 10_000, value / 100 % 100, value % 100);
        } else if (next == '\u5e74') {
            year = value;
        } else if (next == '\u6708') {
            month = value;
        } else if (next == '\u65e5') {
            day = value;
        } else {
            plain(value, length);
        }
    }

    private void plain(int value, int length) {
        if (year == UNSET && (length >= 3 || day != UNSET)) {
            year = fullYear(value, length);
        } else if (day == UNSET && length <= 2) {
            day = value;
        }
    }

    /** Two and three digits as RFC 5322 §4.3 reads them, and "19100" as a program of the year 2000 meant it. */
    private static int fullYear(int value, int length) {
        if (length <= 2) {
            return value + (value < 50 ? 2000 : 1900);
        }
        if (length == 3) {
            return value + 1900;
        }
        return length == 5 && value >= 19_100 && value < 19_200 ? value - 19_000 + 1900 : value;
    }

    private boolean isTimeColon() {
        int i = at;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        int colon = i++;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return colon < text.length() && text.charAt(colon) == ':' && i < text.length() && isDigit(text.charAt(i));
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
        while (!isDigit(text.charAt(at))) {
            at++;
        }
        return digits();
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
    private void group(int first, int firstLength, char sign) {
        at++;
        boolean named = Character.isLetter(peek(0));
        int begin = at;
        int second = named ? DateWords.month(letters()) : digits();
        int secondLength = at - begin;
        int third = UNSET;
        int thirdLength = 0;
        if (peek(0) == sign && isDigit(peek(1))) {
            at++;
            begin = at;
            third = digits();
            thirdLength = at - begin;
        }
        if (named) {
            namedGroup(first, firstLength, second, third, thirdLength);
        } else if (sign == '.' && (third == UNSET || day != UNSET && month != UNSET)) {
            if (hour == UNSET && secondLength == 2) {
                setTime(first, second, Math.max(third, 0));
            }
        } else if (third != UNSET) {
            numericGroup(first, firstLength, second, third, thirdLength, sign);
        } else {
            plain(first, firstLength);
            plain(second, secondLength);
        }
    }

    private void namedGroup(int first, int firstLength, int namedMonth, int third, int thirdLength) {
        if (namedMonth == 0) {
            plain(first, firstLength);
            return;
        }
        month = namedMonth;
        if (firstLength > 2) {
            year = first;
            day = third;
        } else {
            day = first;
            year = third == UNSET ? year : fullYear(third, thirdLength);
        }
    }

    private void numericGroup(int first, int firstLength, int second, int third, int thirdLength, char sign) {
        if (firstLength > 2 || first > 31) {
            setDate(fullYear(first, firstLength), second, third);
        } else if (sign == '/' && first <= 12) {
            // American unless that is impossible.
            boolean american = second <= 31;
            setDate(fullYear(third, thirdLength), american ? first : second, american ? second : first);
        } else {
            boolean swapped = second > 12 && first <= 12;
            setDate(fullYear(third, thirdLength), swapped ? first : second, swapped ? second : first);
        }
    }

    private void word() {
        String word = letters();
        int named = DateWords.month(word);
        if (hour != UNSET && zoneWord(word)) {
            return;
        }
        if (named > 0 && (hour == UNSET || month == UNSET)) {
            // The last one counts: a weekday such as "mar" (martes, mardi) comes before the month.
            month = named;
        } else if (hour != UNSET && hour < 12 && word.equalsIgnoreCase("pm")) {
            hour += 12;
        } else if (hour == 12 && word.equalsIgnoreCase("am")) {
            hour = 0;
        }
    }

    private boolean zoneWord(String word) {
        if (zoneState == ZoneState.WORD && DateWords.isSummer(word)) {
            zone += DateWords.SUMMER;
            zoneState = ZoneState.NUMBER;
            return true;
        }
        boolean free = zoneState == ZoneState.NONE
                || zoneState == ZoneState.UNUSABLE
                || zoneState == ZoneState.WORD && DateWords.isContinent(word);
        if (free && DateWords.isZone(word)) {
            zone = DateWords.zoneMinutes(word);
            zoneState = ZoneState.WORD;
            return true;
        }
        return false;
    }

    /** +0200, +02:00, +2, +02. A number counts more than a word before it ("GMT+2"). */
    private void offset(int sign) {
        at++;
        int begin = at;
        int value = digits();
        int length = at - begin;
        int minutes;
        if (length <= 2) {
            minutes = value * 60;
            if (peek(0) == ':' && isDigit(peek(1))) {
                at++;
                minutes += digits();
            }
        } else if (length <= 4) {
            minutes = value % 100 < 60 ? value / 100 * 60 + value % 100 : MAX_OFFSET_MINUTES + 1;
        } else {
            minutes = MAX_OFFSET_MINUTES + 1;
        }
        boolean posix = zoneState == ZoneState.WORD && zone != 0 && length <= 2;
        if (zoneState == ZoneState.NUMBER || posix) {
            // "MET-1" is the POSIX name of what MET says already.
            return;
        }
        boolean possible = minutes <= MAX_OFFSET_MINUTES;
        zone = possible ? sign * minutes : 0;
        ZoneState usable = sign < 0 && minutes == 0 ? ZoneState.WITHHELD : ZoneState.NUMBER;
        zoneState = possible ? usable : ZoneState.UNUSABLE;
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
        DateField.Zone found = switch (zoneState) {
            case WORD, NUMBER -> DateField.Zone.NAMED;
            case WITHHELD -> DateField.Zone.WITHHELD;
            case NONE, UNUSABLE -> DateField.Zone.ASSUMED;
        };
        return Optional.of(new DateField(moment.atOffset(ZoneOffset.ofTotalSeconds(zone * 60)), found));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    /** The value of up to nine digits; more are passed over. */
    private int digits() {
        int value = 0;
        int begin = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            if (at - begin < 9) {
                value = value * 10 + text.charAt(at) - '0';
            }
            at++;
        }
        return value;
    }

    private String letters() {
        int begin = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }
}
