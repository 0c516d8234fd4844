package org.salonarchive.render;

import java.util.Map;
import org.jsoup.nodes.Element;
import org.salonarchive.render.ElementStyle.Stress;

/** Writes how words of an article are stressed, by elements and by styles. */
final class ArticleFormats {

    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("b", "strong"),
            Map.entry("strong", "strong"),
            Map.entry("i", "em"),
            Map.entry("em", "em"),
            Map.entry("cite", "cite"),
            Map.entry("dfn", "dfn"),
            Map.entry("u", "u"),
            Map.entry("ins", "ins"),
            Map.entry("s", "s"),
            Map.entry("strike", "s"),
            Map.entry("del", "s"),
            Map.entry("sub", "sub"),
            Map.entry("sup", "sup"),
            Map.entry("code", "code"),
            Map.entry("tt", "code"),
            Map.entry("kbd", "kbd"),
            Map.entry("samp", "samp"),
            Map.entry("var", "var"),
            Map.entry("q", "q"),
            Map.entry("mark", "mark"),
            Map.entry("small", "small"));

    private ArticleFormats() {}

    /** The formats of an element begin; gives what ends them. A heading is bold by itself. */
    static Runnable begin(ArticleWriter writer, Element element, ElementStyle style, boolean inHeading) {
        String format = FORMATS.getOrDefault(element.normalName(), "");
        boolean strong = format.equals("strong") && style.weight() != Stress.OFF
                || !format.equals("strong") && style.weight() == Stress.ON;
        boolean emphasised = format.equals("em") && style.slant() != Stress.OFF
                || !format.equals("em") && style.slant() == Stress.ON;
        boolean other = !format.isEmpty() && !format.equals("strong") && !format.equals("em");
        int count = 0;
        if (strong && !inHeading && !element.normalName().equals("th")) {
            writer.format("<strong>", "</strong>");
            count++;
        }
        if (emphasised) {
            writer.format("<em>", "</em>");
            count++;
        }
        if (other) {
            writer.format("<" + format + ">", "</" + format + ">");
            count++;
        }
        int formats = count;
        return () -> {
            for (int i = 0; i < formats; i++) {
                writer.endFormat();
            }
        };
    }
}
