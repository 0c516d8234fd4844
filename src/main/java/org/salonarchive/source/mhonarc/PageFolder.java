package org.salonarchive.source.mhonarc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of message pages.
 *
 * @param prefix with which their names begin
 * @param pages by their numbers
 */
record PageFolder(Path folder, String prefix, List<PageFile> pages) {

    private static final String USUAL_PREFIX = "msg";
    private static final Pattern NAME = Pattern.compile("(?<prefix>[^.].*?|)(?<number>\\d{5,9})\\.html(?<gz>\\.gz)?");
    private static final String MARK = "<!-- MHonArc v";
    private static final int MARK_WITHIN = 64 << 10;
    /** Pages that are looked into to know a folder. */
    private static final int TRIES = 5;

    /** Empty when it holds no pages of MHonArc. */
    static Optional<PageFolder> of(Path folder) throws IOException {
        Map<String, TreeMap<Integer, PageFile>> byPrefix = byPrefix(folder);
        if (byPrefix.isEmpty()) {
            return Optional.empty();
        }
        TreeMap<Integer, PageFile> usual = byPrefix.remove(USUAL_PREFIX);
        if (usual != null && isMarked(usual)) {
            return Optional.of(of(folder, USUAL_PREFIX, usual));
        }
        String saved = savedPrefix(folder);
        if (byPrefix.containsKey(saved) && !saved.isEmpty()) {
            return Optional.of(of(folder, saved, byPrefix.get(saved)));
        }
        for (Map.Entry<String, TreeMap<Integer, PageFile>> pages : byPrefix.entrySet()) {
            if (isMarked(pages.getValue())) {
                return Optional.of(of(folder, pages.getKey(), pages.getValue()));
            }
        }
        return Optional.empty();
    }

    private static PageFolder of(Path folder, String prefix, TreeMap<Integer, PageFile> pages) {
        return new PageFolder(folder, prefix, List.copyOf(pages.values()));
    }

    /** The pages up to the first one that was written to after this time, and may not be whole yet. */
    PageFolder until(Instant time) throws IOException {
        List<PageFile> settled = new ArrayList<>();
        for (PageFile page : pages) {
            if (Files.getLastModifiedTime(page.file()).toInstant().isAfter(time)) {
                break;
            }
            settled.add(page);
        }
        return new PageFolder(folder, prefix, settled);
    }

    private static Map<String, TreeMap<Integer, PageFile>> byPrefix(Path folder) throws IOException {
        Map<String, TreeMap<Integer, PageFile>> byPrefix = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    add(byPrefix, name, file);
                }
            }
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
        return byPrefix;
    }

    /** Of a page that is there both ways, the one that is not compressed. */
    private static void add(Map<String, TreeMap<Integer, PageFile>> byPrefix, Matcher name, Path file)
            throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException gone) {
            return;
        }
        if (attributes.isRegularFile()) {
            PageFile page = new PageFile(Integer.parseInt(name.group("number")), file, attributes.size());
            byPrefix.computeIfAbsent(name.group("prefix"), none -> new TreeMap<>())
                    .merge(page.number(), page, (one, other) -> name.group("gz") == null ? other : one);
        }
    }

    /** A database that cannot be read is told of when it is needed. */
    private static String savedPrefix(Path folder) {
        try {
            return Database.of(folder).prefix();
        } catch (IOException unusable) {
            return "";
        }
    }

    private static boolean isMarked(TreeMap<Integer, PageFile> pages) throws IOException {
        for (PageFile page : pages.values().stream().limit(TRIES).toList()) {
            try {
                String start = new String(page.start(MARK_WITHIN), StandardCharsets.ISO_8859_1);
                if (start.contains(MARK) || start.contains(Page.BODY)) {
                    return true;
                }
            } catch (PageFile.Unusable damaged) {
                // Another one may tell.
            }
        }
        return false;
    }

    /** Links to other pages of it, with which MHonArc replaces Message-IDs that it knows; the id is group 1. */
    Pattern links() {
        return Pattern.compile("<a (?:name=\"\\d{1,9}\" )?href=\"" + Pattern.quote(prefix)
                + "\\d{5,9}\\.html(?:\\.gz)?\">([^<>]{0,1000})</a>");
    }
}
