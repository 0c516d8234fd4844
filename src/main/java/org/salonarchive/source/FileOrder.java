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
final class FileOrder {

    static final Comparator<Path> BY_LAST_NAME =
            Comparator.comparing(path -> path.getFileName().toString());

    static final Comparator<Path> NATURAL =
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

    /** The name with months as numbers and every number of the same length. */
    static String key(String name) {
        Matcher month = MONTH.matcher(name.toLowerCase(Locale.ROOT));
        String numbered = month.replaceAll(m -> m.group(1) + "-" + (MONTHS.indexOf(m.group(2)) + 11));
        return NUMBER.matcher(numbered).replaceAll(m -> String.format(Locale.ROOT, "%018d", Long.parseLong(m.group())));
    }
}
