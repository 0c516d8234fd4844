package org.salonarchive.render;

import java.util.Locale;
import org.jsoup.nodes.Element;

/**
 * What the style attribute of an element means for its words.
 *
 * @param hidden whether nobody sees them
 * @param tight whether the block says that it has no space above and below
 * @param spaced whether it says that it has some
 * @param keepsLines whether line ends in them count
 * @param ignored whether Word means them only for programs that know no lists
 */
record ElementStyle(
        boolean hidden,
        Stress weight,
        Stress slant,
        boolean tight,
        boolean spaced,
        boolean keepsLines,
        boolean ignored) {

    /** Whether a stress is asked for, taken back, or not spoken of. */
    enum Stress {
        ON,
        OFF,
        UNSAID
    }

    private static final ElementStyle NONE =
            new ElementStyle(false, Stress.UNSAID, Stress.UNSAID, false, false, false, false);

    static ElementStyle of(Element element) {
        String style = element.attr("style");
        boolean hidden = element.hasAttr("hidden");
        if (style.isEmpty()) {
            return hidden ? new ElementStyle(true, Stress.UNSAID, Stress.UNSAID, false, false, false, false) : NONE;
        }
        Stress weight = Stress.UNSAID;
        Stress slant = Stress.UNSAID;
        boolean top = false;
        boolean bottom = false;
        boolean unseen = false;
        boolean settled = false;
        boolean spaced = false;
        boolean keepsLines = false;
        boolean ignored = false;
        for (String declaration : style.toLowerCase(Locale.ROOT).split(";")) {
            int colon = declaration.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String said = declaration.substring(colon + 1).strip();
            boolean important = said.endsWith("!important");
            String value = important ? said.substring(0, said.lastIndexOf('!')).strip() : said;
            switch (declaration.substring(0, colon).strip()) {
                case "display" -> {
                    if (important || !settled) {
                        unseen = value.equals("none");
                    }
                    settled |= important;
                }
                case "visibility" -> hidden |= value.equals("hidden");
                case "mso-hide" -> hidden |= value.equals("all");
                case "max-height" -> hidden |= isZero(value);
                // Newsletters take the space between tags away so, and give the words inside a size again.
                case "font-size" ->
                    hidden |= isZero(value)
                            && element.selectFirst("> [style*=font-size]") == null
                            && element.selectFirst("[style*=font-size] [style*=font-size]") == null;
                case "font-weight" -> weight = isBold(value) ? Stress.ON : Stress.OFF;
                case "font-style" -> slant = value.startsWith("normal") ? Stress.OFF : Stress.ON;
                case "margin" -> {
                    String[] sides = value.split("\\s+");
                    top = isZero(sides[0]);
                    bottom = isZero(sides.length > 2 ? sides[2] : sides[0]);
                    spaced |= !top && isLength(sides[0]) || !bottom && isLength(sides[sides.length > 2 ? 2 : 0]);
                }
                case "margin-top", "padding-top" -> {
                    top = isZero(value);
                    spaced |= !top && isLength(value);
                }
                case "margin-bottom", "padding-bottom" -> {
                    bottom = isZero(value);
                    spaced |= !bottom && isLength(value);
                }
                case "white-space" -> keepsLines |= value.startsWith("pre") || value.equals("break-spaces");
                case "mso-list" -> ignored |= value.equals("ignore");
                default -> {}
            }
        }
        return new ElementStyle(hidden || unseen, weight, slant, top && bottom, spaced, keepsLines, ignored);
    }

    private static boolean isBold(String value) {
        return value.startsWith("bold") || value.length() == 3 && value.compareTo("600") >= 0 && value.endsWith("00");
    }

    private static boolean isLength(String value) {
        return !value.isEmpty() && Character.isDigit(value.charAt(0));
    }

    /** 0, 0px, 0.0pt, .0001pt: what Word writes for nothing. */
    private static boolean isZero(String value) {
        int end = 0;
        while (end < value.length() && (Character.isDigit(value.charAt(end)) || value.charAt(end) == '.')) {
            end++;
        }
        if (end == 0 || end > 12) {
            return false;
        }
        String digits = value.substring(0, end);
        return digits.chars().filter(c -> c == '.').count() <= 1
                && !digits.equals(".")
                && Double.parseDouble(digits) < 0.01;
    }
}
