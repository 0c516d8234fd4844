package org.salonarchive.render;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Decides what becomes of the images of a mail: its own are shown, those elsewhere are left out and counted. */
final class MailImages {

    /** Images of no more pixels than this, wide or high, are spacers or tell a sender who reads. */
    private static final int UNSEEN = 3;

    private static final Pattern REMOTE = Pattern.compile("(?i:https?:)?//");
    private static final int LONGEST_ALT = 400;

    private final Function<String, Optional<String>> parts;
    private final Set<String> shown = new HashSet<>();
    private int leftOut;

    MailImages(Function<String, Optional<String>> parts) {
        this.parts = parts;
    }

    /** The address at which an image of the mail itself may be fetched; empty for all others, which are counted. */
    Optional<String> address(Element image) {
        String source = image.attr("src").strip();
        boolean elsewhere = REMOTE.matcher(source).lookingAt();
        leftOut += elsewhere && !isUnseen(image) ? 1 : 0;
        return address(source);
    }

    /** The same by the source alone. */
    Optional<String> address(String source) {
        String scheme = source.substring(0, Math.max(0, source.indexOf(':'))).toLowerCase(Locale.ROOT);
        switch (scheme) {
            case "cid" -> {
                String id = unescaped(source.substring(scheme.length() + 1));
                Optional<String> address = parts.apply(id);
                address.ifPresent(found -> shown.add(id));
                return address;
            }
            case "data" -> {
                String written = source.replaceAll("\\s+", "");
                return MailPolicy.isDataImage(written) ? Optional.of(written) : Optional.empty();
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    /** RFC 2392: the id is percent-escaped in an address. */
    private static String unescaped(String id) {
        try {
            return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return id;
        }
    }

    /** The words that stand for the image. */
    static String words(Element image) {
        String alt = image.attr("alt").strip();
        return alt.length() <= LONGEST_ALT ? alt : alt.substring(0, LONGEST_ALT) + " …";
    }

    static boolean isUnseen(Element image) {
        return isTiny(image.attr("width")) || isTiny(image.attr("height"));
    }

    private static boolean isTiny(String length) {
        String digits = length.strip().replace("px", "");
        return digits.matches("\\d") && Integer.parseInt(digits) <= UNSEEN;
    }

    int leftOut() {
        return leftOut;
    }

    Set<String> shown() {
        return Set.copyOf(shown);
    }
}
