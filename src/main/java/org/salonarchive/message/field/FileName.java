package org.salonarchive.message.field;

import java.util.Locale;
import java.util.Set;
import org.salonarchive.message.charset.Characters;

/** Makes the file name that a mail gives an attachment safe to offer: a name, never a path. */
public final class FileName {
    /** Characters kept of a name; the extension survives. */
    public static final int BOUND = 150;

    private static final int EXTENSION_BOUND = 16;
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private FileName() {}

    /** The safe form of a decoded name; "" when nothing of it is left. */
    public static String safe(String decoded) {
        String line = Characters.ofField(decoded);
        String last = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
        StringBuilder name = new StringBuilder(last.length());
        last.codePoints().filter(c -> !isInvisible(c)).map(FileName::plain).forEach(name::appendCodePoint);
        String trimmed = withoutEnds(name.toString());
        return shortened(DEVICES.contains(stem(trimmed)) ? "_" + trimmed : trimmed);
    }

    /** Bidirectional controls and zero-width characters, which make "gpj.exe" look like "exe.jpg". */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT || Character.isISOControl(c);
    }

    private static int plain(int c) {
        return "\"<>|?*:".indexOf(c) >= 0 ? '_' : c;
    }

    private static String withoutEnds(String name) {
        int end = name.length();
        while (end > 0 && (name.charAt(end - 1) == '.' || Character.isWhitespace(name.charAt(end - 1)))) {
            end--;
        }
        return name.substring(0, end).strip();
    }

    private static String stem(String name) {
        int dot = name.indexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
    }

    private static String shortened(String name) {
        if (name.length() <= BOUND) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= EXTENSION_BOUND ? name.substring(dot) : "";
        int end = BOUND - extension.length();
        if (Character.isHighSurrogate(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end) + extension;
    }
}
