package org.salonarchive.message.field;

import java.util.Locale;
import java.util.Map;
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

    /** What programs expect; the extension that a media type names itself is found without a table. */
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("application/gzip", "gz"),
            Map.entry("application/msword", "doc"),
            Map.entry("application/octet-stream", "bin"),
            Map.entry("application/pgp-encrypted", "asc"),
            Map.entry("application/pgp-keys", "asc"),
            Map.entry("application/pgp-signature", "asc"),
            Map.entry("application/pkcs7-mime", "p7m"),
            Map.entry("application/pkcs7-signature", "p7s"),
            Map.entry("application/vnd.ms-excel", "xls"),
            Map.entry("application/vnd.ms-powerpoint", "ppt"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/svg+xml", "svg"),
            Map.entry("message/delivery-status", "txt"),
            Map.entry("message/global", "eml"),
            Map.entry("message/rfc822", "eml"),
            Map.entry("text/calendar", "ics"),
            Map.entry("text/directory", "vcf"),
            Map.entry("text/javascript", "js"),
            Map.entry("text/plain", "txt"),
            Map.entry("text/richtext", "txt"),
            Map.entry("text/tab-separated-values", "tsv"),
            Map.entry("text/vcard", "vcf"),
            Map.entry("text/x-vcard", "vcf"));

    private FileName() {}

    /** A name for a part that gives none: "part-2.1.pdf"; TNEF has the name that its readers know. */
    public static String ofType(String mediaType, String number) {
        String extension = EXTENSIONS.getOrDefault(mediaType, mediaType.substring(mediaType.indexOf('/') + 1));
        boolean plain = extension.length() <= 4 && extension.chars().allMatch(Character::isLetterOrDigit);
        return mediaType.endsWith("ms-tnef") ? "winmail.dat" : "part-" + number + "." + (plain ? extension : "bin");
    }

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
