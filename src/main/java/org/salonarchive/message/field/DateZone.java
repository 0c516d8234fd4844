package org.salonarchive.message.field;

import java.time.ZoneOffset;

/** The zone of a date, as far as it was read: a number counts more than a word, a word more than an impossible number. */
final class DateZone {
    private static final int MAX_MINUTES = 14 * 60;

    private int minutes;
    private State state = State.NONE;

    private enum State {
        NONE,
        WORD,
        NUMBER,
        WITHHELD,
        UNUSABLE
    }

    /** Takes a word that comes after the time; false when it says nothing of the zone. */
    boolean take(String word) {
        if (state == State.WORD && DateWords.isSummer(word)) {
            minutes += DateWords.SUMMER;
            state = State.NUMBER;
            return true;
        }
        boolean free =
                state == State.NONE || state == State.UNUSABLE || state == State.WORD && DateWords.isContinent(word);
        if (free && DateWords.isZone(word)) {
            minutes = DateWords.zoneMinutes(word);
            state = State.WORD;
            return true;
        }
        return false;
    }

    /** Takes "+0200", "-530", "+2" after the time, the digits as one value; and what stands after a colon. */
    void take(int sign, DateNumber digits, int afterColon) {
        boolean isHours = digits.length() <= 2;
        // "MET-1" is the POSIX name of what MET says already.
        boolean isPosix = state == State.WORD && minutes != 0 && isHours;
        if (state == State.NUMBER || isPosix) {
            return;
        }
        int hours = isHours ? digits.value() : digits.value() / 100;
        int rest = isHours ? afterColon : digits.value() % 100;
        int offset = hours * 60 + rest;
        boolean possible = digits.length() <= 4 && rest < 60 && offset <= MAX_MINUTES;
        minutes = possible ? sign * offset : 0;
        State usable = sign < 0 && offset == 0 ? State.WITHHELD : State.NUMBER;
        state = possible ? usable : State.UNUSABLE;
    }

    ZoneOffset offset() {
        return ZoneOffset.ofTotalSeconds(minutes * 60);
    }

    DateField.Zone kind() {
        return switch (state) {
            case WORD, NUMBER -> DateField.Zone.NAMED;
            case WITHHELD -> DateField.Zone.WITHHELD;
            case NONE, UNUSABLE -> DateField.Zone.ASSUMED;
        };
    }
}
