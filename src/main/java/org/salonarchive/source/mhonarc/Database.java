package org.salonarchive.source.mhonarc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What MHonArc knows of an archive, in {@code .mhonarc.db}: a program in Perl that assigns constants, read here as data
 * and never run. It is only asked for what pages do not say. Text is in ISO 8859-1, a byte each.
 */
final class Database {

    static final String FILE = ".mhonarc.db";

    private static final int MOST_BYTES = 32 << 20;
    private static final String BEGINNING = "## MHonArcDB";

    /** A key is the seconds of a date, this, and the number of the page. */
    private static final char KEY_MARK = 0x1C;

    private static final Set<String> KEPT = Set.of("Subject", "From", "Date", "Refs", "Derived", "ContentType");

    private final Map<String, Map<Integer, List<String>>> byNumber = new HashMap<>();
    private final Map<Integer, String> ids = new HashMap<>();
    private String prefix = "";

    private Database() {}

    /** One in which nothing is known. */
    static Database empty() {
        return new Database();
    }

    /**
     * Reads the database of a folder; without any there is nothing in it.
     *
     * @throws IOException when it is not what it should be; the message says so in a sentence
     */
    static Database of(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Database database = new Database();
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            database.read(file);
        }
        return database;
    }

    private void read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new IOException(file + " is larger than " + (MOST_BYTES >> 20) + " MiB, and was not used.");
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(BEGINNING)) {
            throw new IOException(file + " is no database of MHonArc, and was not used.");
        }
        PerlConstants constants = new PerlConstants(text);
        for (PerlConstants.Assignment next = constants.next(); next != null; next = constants.next()) {
            take(next);
        }
        if (!constants.isAtEnd()) {
            throw new IOException(file + " is damaged near its byte " + constants.position() + ", and was not used.");
        }
    }

    private void take(PerlConstants.Assignment assignment) {
        if (assignment.name().equals("MsgPrefix")) {
            prefix = assignment.values().isEmpty()
                    ? ""
                    : assignment.values().get(0).get(0);
        } else if (assignment.name().equals("MsgId")) {
            assignment.pairs().forEach((id, key) -> number(key.get(0)).ifPresent(number -> ids.put(number, id)));
        } else if (KEPT.contains(assignment.name())) {
            Map<Integer, List<String>> values = new HashMap<>();
            assignment.pairs().forEach((key, value) -> number(key).ifPresent(number -> values.put(number, value)));
            byNumber.put(assignment.name(), values);
        }
    }

    private static Optional<Integer> number(String key) {
        int mark = key.lastIndexOf(KEY_MARK);
        String number = key.substring(mark + 1);
        return mark > 0 && number.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(number)) : Optional.empty();
    }

    /** What the names of pages begin with; empty when it is not said. */
    String prefix() {
        return prefix;
    }

    /** What is known of a page, as its comments would say it. */
    PageComments comments(int number) {
        Map<String, List<String>> values = new HashMap<>();
        put(values, "subject", of("Subject", number));
        put(values, "from", of("From", number));
        put(values, "date", of("Date", number));
        put(values, "reference", of("Refs", number));
        put(values, "derived", of("Derived", number));
        put(values, "content-type", of("ContentType", number));
        put(values, "message-id", ids.containsKey(number) ? List.of(ids.get(number)) : List.of());
        return PageComments.ofValues(values);
    }

    private List<String> of(String name, int number) {
        return byNumber.getOrDefault(name, Map.of()).getOrDefault(number, List.of());
    }

    private static void put(Map<String, List<String>> values, String name, List<String> value) {
        if (!value.isEmpty()) {
            values.put(name, new ArrayList<>(value));
        }
    }
}
