package org.salonarchive.message.field;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The words of dates: months in the languages of common mailers, and zones. */
final class DateWords {
    /** Minutes that a word like DST adds to the zone before it. */
    static final int SUMMER = 60;

    private static final int MONTH_LETTERS = 3;

    private static final Map<String, Integer> MONTHS = table("""
            1 jan ene gen jän
            2 feb fev fév
            3 mar mär mrz mrt maa
            4 apr abr avr
            5 may mai mei mag maj
            6 jun giu
            7 jul lug
            8 aug ago aoû aou
            9 sep set
            10 oct okt ott out
            11 nov
            12 dec dez dic déc
            """);

    /** Minutes east of UTC. Where two zones share a name, the one that mail shows more often. */
    private static final Map<String, Integer> ZONES = table("""
            0 ut utc gmt z wet
            60 met mez cet bst west wetdst wedst europe european romance
            120 mest mesz cest eet sast metdst cetdst
            180 eest eetdst msk
            240 msd
            330 ist
            420 ict wib
            480 hkt sgt awst pht myt wst
            540 jst kst tokyo
            570 acst
            600 aest
            630 acdt
            660 aedt
            720 nzst nzt
            780 nzdt
            -120 brst
            -150 ndt
            -180 brt art adt brazil
            -210 nst
            -240 edt ast atlantic clt
            -300 est cdt eastern
            -360 cst mdt central
            -420 mst pdt mountain
            -480 pst akdt pacific
            -540 akst
            -600 hst
            """);

    private DateWords() {}

    private static Map<String, Integer> table(String lines) {
        Map<String, Integer> table = new HashMap<>();
        lines.lines().forEach(line -> {
            String[] words = line.trim().split(" ");
            for (int i = 1; i < words.length; i++) {
                table.put(words[i], Integer.valueOf(words[0]));
            }
        });
        return Map.copyOf(table);
    }

    /** The month from 1, 0 when the word is none. */
    static int month(String word) {
        if (word.length() < MONTH_LETTERS) {
            return 0;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jui")) {
            return lower.startsWith("juil") ? 7 : 6;
        }
        return MONTHS.getOrDefault(lower.substring(0, MONTH_LETTERS), 0);
    }

    static boolean isZone(String word) {
        return ZONES.containsKey(word.toLowerCase(Locale.ROOT));
    }

    static int zoneMinutes(String word) {
        return ZONES.get(word.toLowerCase(Locale.ROOT));
    }

    /** Whether the word says more exactly which zone an earlier word meant: "Central European Time". */
    static boolean isContinent(String word) {
        return word.toLowerCase(Locale.ROOT).startsWith("europe");
    }

    static boolean isSummer(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "dst", "daylight", "summer" -> true;
            default -> false;
        };
    }
}
