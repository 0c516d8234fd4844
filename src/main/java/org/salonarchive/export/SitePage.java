package org.salonarchive.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jsoup.parser.Parser;

/**
 * Makes a page that the program serves into one that stands in a file. Only the values of links change, and what needs
 * the program is left out: forms, the counts at the foot. The pages are this program's own, well-formed and with every
 * value in double quotes, so that no mail's markup is parsed or written anew.
 */
final class SitePage {

    private static final Set<String> LINKS = Set.of("href", "src");
    private static final String FOOT = "<footer>all times UTC · kept by Salon</footer>";

    private final String html;
    private final SiteAddress address;
    private final Function<SiteAddress, Optional<String>> ways;
    private final StringBuilder page;
    private final List<SiteAddress> links = new ArrayList<>();
    private int at;

    private SitePage(String html, SiteAddress address, Function<SiteAddress, Optional<String>> ways) {
        this.html = html;
        this.address = address;
        this.ways = ways;
        this.page = new StringBuilder(html.length());
    }

    /**
     * A page in a file.
     *
     * @param links to where on the site it leads, in its order
     */
    record Written(String html, List<SiteAddress> links) {}

    /**
     * @param policy what the page may do, which no server says of a file (Content Security Policy)
     * @param ways what becomes of a link to an address of the site: another link, or none
     */
    static Written of(String html, SiteAddress address, String policy, Function<SiteAddress, Optional<String>> ways) {
        SitePage page = new SitePage(html, address, ways);
        page.write("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n");
        return new Written(page.page.toString(), page.links);
    }

    private void write(String policy) {
        boolean headed = false;
        while (at < html.length()) {
            int tag = html.indexOf('<', at);
            if (tag < 0) {
                page.append(html, at, html.length());
                return;
            }
            page.append(html, at, tag);
            at = tag;
            if (isTag("form") || isTag("footer")) {
                page.append(isTag("footer") ? FOOT : "");
                skip(isTag("footer") ? "</footer>" : "</form>");
            } else if (html.startsWith("<!--", at)) {
                skip("-->");
            } else if (at + 1 < html.length() && Character.isLetter(html.charAt(at + 1))) {
                boolean head = isTag("head");
                tag();
                if (head && !headed) {
                    page.append('\n').append(policy);
                    headed = true;
                }
            } else {
                page.append('<');
                at++;
            }
        }
    }

    private boolean isTag(String name) {
        int end = at + 1 + name.length();
        return html.regionMatches(true, at + 1, name, 0, name.length())
                && end < html.length()
                && (html.charAt(end) == '>' || Character.isWhitespace(html.charAt(end)));
    }

    private void skip(String end) {
        int found = html.indexOf(end, at);
        at = found < 0 ? html.length() : found + end.length();
    }

    /** Copies a tag, its links made anew. */
    private void tag() {
        while (at < html.length() && html.charAt(at) != '>') {
            if (!Character.isWhitespace(html.charAt(at))) {
                word();
            } else {
                page.append(html.charAt(at++));
            }
        }
        if (at < html.length()) {
            page.append(html.charAt(at++));
        }
    }

    /** A name of a tag or of an attribute, with the attribute's value. */
    private void word() {
        int start = at;
        while (at < html.length() && "> \t\n\r=".indexOf(html.charAt(at)) < 0) {
            at++;
        }
        String name = html.substring(start, at).toLowerCase(Locale.ROOT);
        if (at + 1 >= html.length() || html.charAt(at) != '=' || html.charAt(at + 1) != '"') {
            at = Math.max(at, start + 1);
            page.append(html, start, at);
            return;
        }
        int end = html.indexOf('"', at + 2);
        end = end < 0 ? html.length() : end;
        String value = html.substring(Math.min(at + 2, end), end);
        at = Math.min(end + 1, html.length());
        if (LINKS.contains(name)) {
            link(name, value);
        } else {
            page.append(html, start, at);
        }
    }

    private void link(String name, String value) {
        String link = Parser.unescapeEntities(value, true);
        Optional<SiteAddress> target = address.resolve(link);
        if (target.isEmpty()) {
            page.append(name).append("=\"").append(value).append('"');
            return;
        }
        links.add(target.get());
        int hash = link.indexOf('#');
        ways.apply(target.get())
                .ifPresent(way -> page.append(name)
                        .append("=\"")
                        .append(escaped(way + (hash < 0 ? "" : link.substring(hash))))
                        .append('"'));
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    /** A page that leads to another one. */
    static String leadingTo(String way) {
        String link = escaped(way);
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Moved</title>\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n"
                + "<meta http-equiv=\"refresh\" content=\"0; url=" + link + "\">\n<link rel=\"canonical\" href=\""
                + link
                + "\">\n</head>\n<body>\n<p>This page is now <a href=\"" + link
                + "\">here</a>.</p>\n</body>\n</html>\n";
    }
}
