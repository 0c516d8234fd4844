package org.salonarchive.source.pipermail;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a Pipermail archive's page of volumes names.
 *
 * @param texts the volumes with a text to download, the oldest first
 * @param textless those without, the oldest first
 * @param folder of the archive, below which all of it is
 */
public record PipermailIndex(List<Text> texts, List<Volume> textless, URI folder) {

    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9-]+)\\.txt(\\.gz)?");
    private static final Pattern PAGES = Pattern.compile("([A-Za-z0-9-]+)/(thread|date|author|subject)\\.html");

    /**
     * One volume's text.
     *
     * @param url as the page names it
     * @param indexed whether the page names an index of it by thread
     * @param label what the page says of it, its size among that; it changes when mail comes
     */
    public record Text(Volume volume, URI url, boolean indexed, String label) {}

    /** @param base the address of the page, as it answered; only what stands beside it is taken */
    public static PipermailIndex of(Document page, URI base) {
        Map<String, Text> texts = new LinkedHashMap<>();
        Map<String, Volume> volumes = new HashMap<>();
        Set<String> byThread = new HashSet<>();
        URI folder = base.resolve(".");
        for (Element link : page.select("a[href]")) {
            Optional<String> below = below(folder, base, link.attr("href"));
            Matcher text = TEXT.matcher(below.orElse(""));
            Matcher pages = PAGES.matcher(below.orElse(""));
            if (text.matches()) {
                Volume.of(text.group(1))
                        .ifPresent(volume -> texts.putIfAbsent(
                                volume.name(), new Text(volume, folder.resolve(below.get()), false, label(link))));
            } else if (pages.matches()) {
                Volume.of(pages.group(1)).ifPresent(volume -> volumes.put(volume.name(), volume));
                if (pages.group(2).equals("thread")) {
                    byThread.add(pages.group(1));
                }
            }
        }
        List<Text> inOrder = new ArrayList<>();
        texts.values()
                .forEach(text -> inOrder.add(new Text(
                        text.volume(),
                        text.url(),
                        byThread.contains(text.volume().name()),
                        text.label())));
        volumes.keySet().removeAll(texts.keySet());
        inOrder.sort(Comparator.comparing(Text::volume, Volume.ORDER));
        List<Volume> textless = volumes.values().stream().sorted(Volume.ORDER).toList();
        return new PipermailIndex(List.copyOf(inOrder), textless, folder);
    }

    private static String label(Element link) {
        return link.text().replaceAll("[^A-Za-z0-9]+", " ").strip();
    }

    /** The rest of an address below a folder. */
    private static Optional<String> below(URI folder, URI base, String href) {
        try {
            String address = base.resolve(URI.create(href.strip())).toString();
            return address.startsWith(folder.toString())
                    ? Optional.of(address.substring(folder.toString().length()))
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
