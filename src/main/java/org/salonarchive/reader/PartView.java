package org.salonarchive.reader;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * How a part of a message is sent: images of which no browser runs anything and plain text may be looked at,
 * all else is to be saved. What a browser could run as a page, a style or a script is never looked at.
 */
enum PartView {
    IMAGE,
    TEXT,
    DOWNLOAD;

    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    /** Types, of whichever tree, that have one of these in their name are more than text to some program. */
    private static final Set<String> ACTIVE = Set.of("html", "xml", "javascript", "ecmascript", "svg", "css", "pdf");

    /** Text that mailers do not know for text. */
    private static final Set<String> TEXT_ENDINGS = Set.of(
            "patch", "diff", "txt", "text", "log", "dmesg", "config", "conf", "cfg", "ini", "md", "rst", "asc", "c",
            "cc", "cpp", "h", "hpp", "s", "java", "py", "pl", "rb", "rs", "go", "sh", "sql", "awk", "cocci", "dts",
            "dtsi", "csv", "json", "yaml", "yml", "toml", "tex", "el");

    /** Whether a part of this type and name is sent as text if its bytes allow. */
    static boolean mayBeText(String mediaType, String name) {
        if (ACTIVE.stream().anyMatch(mediaType::contains)) {
            return false;
        }
        return mediaType.startsWith("text/")
                || mediaType.startsWith("application/") && TEXT_ENDINGS.contains(ending(name));
    }

    /** Decides by what the mail says about a part and what its bytes show. */
    static PartView of(String mediaType, String name, byte[] content) {
        if (IMAGES.contains(mediaType) && mediaType.equals(imageType(content))) {
            return IMAGE;
        }
        if (mayBeText(mediaType, name) && (mediaType.startsWith("text/") || isUtf8(content))) {
            return TEXT;
        }
        return DOWNLOAD;
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The type that the first bytes are of; empty when of none that is shown. */
    private static String imageType(byte[] content) {
        String head = new String(content, 0, Math.min(content.length, 12), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return "image/gif";
        }
        return head.startsWith("RIFF") && head.startsWith("WEBP", 8) ? "image/webp" : "";
    }

    private static boolean isUtf8(byte[] content) {
        for (byte b : content) {
            if (b == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }
}
