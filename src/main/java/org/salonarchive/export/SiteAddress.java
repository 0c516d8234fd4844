package org.salonarchive.export;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Arrival;

/**
 * An address of the site, and the file that stands for it. A folder's page is its {@code index.html}; what an address
 * asks for behind a question mark becomes part of the file's name.
 *
 * @param path from the root, percent-escaped as it came
 * @param query escaped likewise, without the question mark; may be empty
 */
public record SiteAddress(String path, String query) {

    private static final int LONGEST_NAME = 200;

    /** Frames have addresses like files and are pages. */
    private static final Pattern FRAME = Pattern.compile(".*/original/[^/]+");

    /** An address from the root. */
    public static SiteAddress of(String address) {
        int mark = address.indexOf('?');
        return mark < 0
                ? new SiteAddress(address, "")
                : new SiteAddress(address.substring(0, mark), address.substring(mark + 1));
    }

    /** What a link on this page leads to, without its fragment; empty when it leads to another site or is no address. */
    public Optional<SiteAddress> resolve(String link) {
        if (link.startsWith("#") || link.startsWith("//")) {
            return Optional.empty();
        }
        int hash = link.indexOf('#');
        String bare = hash < 0 ? link : link.substring(0, hash);
        if (bare.startsWith("?")) {
            return Optional.of(new SiteAddress(path, bare.substring(1)));
        }
        try {
            URI target = URI.create(bare);
            if (target.isAbsolute() || target.getRawPath() == null) {
                return Optional.empty();
            }
            URI whole = URI.create(path).resolve(target);
            String asked = whole.getRawQuery();
            return Optional.of(new SiteAddress(whole.getRawPath(), asked == null ? "" : asked));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** The steps of the file's path below the site's folder. */
    List<String> file() {
        List<String> steps = new ArrayList<>();
        String whole = FRAME.matcher(path).matches() ? path + "/" : path;
        for (String step : whole.substring(1).split("/", -1)) {
            steps.add(name(step));
        }
        int last = steps.size() - 1;
        String name = steps.get(last).isEmpty() ? "index.html" : steps.get(last);
        steps.set(last, query.isEmpty() || isVersion() ? name : withQuery(name));
        return steps;
    }

    /** A stylesheet's query only says which one it is. */
    private boolean isVersion() {
        return path.endsWith(".css");
    }

    private String withQuery(String name) {
        String asked = query.replace('=', '-').replace('&', '.');
        String safe = asked.matches("[A-Za-z0-9._-]{1,80}") ? asked : digest(query);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name + "." + safe : name.substring(0, dot) + "." + safe + name.substring(dot);
    }

    /** A step as a file may be called; what would mean another place stays escaped. */
    private static String name(String step) {
        String decoded;
        try {
            decoded = URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            decoded = step;
        }
        boolean elsewhere = decoded.equals(".")
                || decoded.equals("..")
                || decoded.chars().anyMatch(c -> c == '/' || c == '\\' || c == 0 || Character.isISOControl(c));
        String safe = elsewhere ? step.replace(".", "%2E") : decoded;
        return safe.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME ? safe : shortened(safe);
    }

    /** File systems take 255 bytes. */
    private static String shortened(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 8 ? name.substring(dot) : "";
        return digest(name) + ending;
    }

    private static String digest(String text) {
        byte[] hash = Arrival.sha256(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash).substring(0, 32);
    }

    /** The way from this address's file to another's, as a link. */
    String wayTo(SiteAddress other) {
        StringBuilder way = new StringBuilder("../".repeat(file().size() - 1));
        String parting = "";
        for (String step : other.file()) {
            way.append(parting).append(ArchiveLinks.escape(step));
            parting = "/";
        }
        return way.toString();
    }
}
