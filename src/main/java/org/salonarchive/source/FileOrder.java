package org.salonarchive.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The order in which files are read: volumes by time, other names with their numbers compared as numbers. */
public final class FileOrder {

    static final Comparator<Path> BY_LAST_NAME =
            Comparator.comparing(path -> path.getFileName().toString());

    /** By the whole path. */
    public static final Comparator<Path> NATURAL =
            Comparator.comparing((Path path) -> key(path.toString())).thenComparing(Path::toString);

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Pattern MONTH =
            Pattern.compile("(\\d{4})-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private FileOrder() {}

    /** The files of a folder, not of those below it. */
    static List<Path> filesIn(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile).toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** What log rotation makes of a file's name: {@code .1}, {@code -20250722}, {@code .old}, perhaps compressed. */
    private static final Pattern ROTATED = Pattern.compile("(\\.\\d{1,3}|[-.]\\d{8}|\\.old)(\\.(gz|bz2|xz|zst))?");

    /** The files beside a file into which it was moved when it was rotated, the oldest first. */
    static List<Path> rotationsOf(Path file) throws IOException {
        String name = file.getFileName().toString();
        try (Stream<Path> siblings = Files.list(file.toAbsolutePath().getParent())) {
            return siblings.filter(sibling -> {
                        String other = sibling.getFileName().toString();
                        return other.startsWith(name)
                                && ROTATED.matcher(other.substring(name.length()))
                                        .matches()
                                && Files.isRegularFile(sibling);
                    })
                    .map(sibling -> file.resolveSibling(sibling.getFileName()))
                    .sorted(Comparator.comparing(FileOrder::modified))
                    .toList();
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The name with months as numbers and every number of the same length. */
    static String key(String name) {
        Matcher month = MONTH.matcher(name.toLowerCase(Locale.ROOT));
        String numbered = month.replaceAll(m -> m.group(1) + "-" + (MONTHS.indexOf(m.group(2)) + 11));
        return NUMBER.matcher(numbered).replaceAll(m -> String.format(Locale.ROOT, "%018d", Long.parseLong(m.group())));
    }
}
