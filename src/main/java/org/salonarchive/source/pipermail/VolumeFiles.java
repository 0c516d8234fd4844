package org.salonarchive.source.pipermail;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.salonarchive.source.rebuilt.Digest;

/**
 * The files of a volume in a tree: its pages and index in a folder, its text beside that. None is taken that a link
 * leads to out of the tree.
 *
 * @param tree the folder of the list's archive, without links in its path
 * @param name of the volume
 */
record VolumeFiles(Path tree, String name) {

    static final Pattern PAGE = Pattern.compile("(\\d{6,8})\\.html");

    /** The numbers of all pages, also of those that no index names. */
    NavigableSet<Integer> numbers() throws IOException {
        NavigableSet<Integer> numbers = new TreeSet<>();
        if (Files.isDirectory(folder())) {
            try (Stream<Path> files = Files.list(folder())) {
                files.map(file -> PAGE.matcher(file.getFileName().toString()))
                        .filter(Matcher::matches)
                        .forEach(page -> numbers.add(Integer.parseInt(page.group(1))));
            }
        }
        return numbers;
    }

    static String pageName(int number) {
        return String.format(Locale.ROOT, "%06d.html", number);
    }

    Path folder() {
        return tree.resolve(name);
    }

    /** @throws IOException when it is not in the tree; the message names it */
    Path page(int number) throws IOException {
        Path file = folder().resolve(pageName(number));
        return inTree(file).orElseThrow(() -> new IOException(file + " is no file of this archive."));
    }

    Optional<Path> index() {
        return Stream.of("thread.html", "date.html", "index.html")
                .flatMap(index -> inTree(folder().resolve(index)).stream())
                .findFirst();
    }

    /** The plain text unless the compressed one has more: each may be older than the other. */
    Optional<Path> text() throws IOException {
        Optional<Path> plain = inTree(tree.resolve(name + ".txt"));
        Optional<Path> compressed = inTree(tree.resolve(name + ".txt.gz"));
        if (plain.isPresent() && compressed.isPresent()) {
            return isLonger(compressed.get(), Files.size(plain.get())) ? compressed : plain;
        }
        return plain.or(() -> compressed);
    }

    private static boolean isLonger(Path compressed, long size) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed), 1 << 16)) {
            byte[] buffer = new byte[1 << 16];
            long count = 0;
            for (int read = in.read(buffer); read >= 0 && count <= size; read = in.read(buffer)) {
                count += read;
            }
            return count > size;
        } catch (ZipException | EOFException damaged) {
            return false;
        }
    }

    private Optional<Path> inTree(Path file) {
        try {
            return Optional.of(file.toRealPath()).filter(real -> real.startsWith(tree) && Files.isRegularFile(real));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** What changes when a message is added. */
    String state() throws IOException {
        StringBuilder state = new StringBuilder();
        for (String file : new String[] {name, name + ".txt", name + ".txt.gz", name + "/thread.html"}) {
            state.append(stamp(tree.resolve(file))).append(' ');
        }
        return Digest.of(state.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What changes when attachments of another day are added. */
    String attachments() throws IOException {
        return stamp(tree.resolve("attachments"));
    }

    private static String stamp(Path file) throws IOException {
        return Files.exists(file)
                ? Files.size(file) + "/" + Files.getLastModifiedTime(file).toMillis()
                : "none";
    }

    /** Of all that can be read, in bytes, without looking at each page. */
    long size() throws IOException {
        Optional<Path> text = text();
        return text.isPresent() ? Files.size(text.get()) : 0;
    }
}
