package org.salonarchive.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is in folders of Thunderbird: of a profile only the mail; of the mail, mailboxes without extension beside their
 * {@code NAME.msf}, Maildirs, and in {@code NAME.sbd} the folders below {@code NAME}.
 */
final class ThunderbirdStore {

    private static final String SUMMARY = ".msf";
    private static final String BELOW = ".sbd";
    private static final List<String> MAIL = List.of("Mail", "ImapMail", "News");

    /** Folders whose mail was thrown away, never sent, or is the owner's own copy. */
    private static final Set<String> PRIVATE = Set.of(
            "trash",
            "deleted",
            "deleted items",
            "deleted messages",
            "junk",
            "junk e-mail",
            "spam",
            "drafts",
            "templates",
            "sent",
            "sent items",
            "sent mail",
            "unsent messages",
            "outbox");

    private ThunderbirdStore() {}

    /** Whether a folder is a profile: settings, and mail in a folder below. */
    static boolean isProfile(Path folder) {
        return Files.isRegularFile(folder.resolve("prefs.js"))
                && MAIL.stream().anyMatch(mail -> Files.isDirectory(folder.resolve(mail)));
    }

    /** Whether what is in a profile is its mail. */
    static boolean isMailOfProfile(Path entry) {
        return MAIL.contains(entry.getFileName().toString()) && Files.isDirectory(entry);
    }

    /** Whether a folder holds mail folders. */
    static boolean isOne(Path folder) throws IOException {
        if (named(folder).endsWith(BELOW)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.anyMatch(entry -> named(entry).endsWith(SUMMARY));
        }
    }

    /** Why a mail folder in a store, or what is below it, is passed over; empty when it is not. */
    static Optional<String> whyNot(Path entry) throws IOException {
        String name = named(entry);
        String folder = name.endsWith(BELOW) ? name.substring(0, name.length() - BELOW.length()) : name;
        if (PRIVATE.contains(folder)) {
            return Optional.of("a folder of Thunderbird that is not for others; name it itself to have it read");
        }
        boolean mailbox = !Files.isRegularFile(entry)
                || Files.exists(entry.resolveSibling(entry.getFileName() + SUMMARY))
                || beginsWithSeparator(entry);
        return mailbox ? Optional.empty() : Optional.of("no mail folder of Thunderbird");
    }

    private static boolean beginsWithSeparator(Path file) throws IOException {
        try (InputStream in = FileBytes.open(file)) {
            return MessageHead.isFromLine(in.readNBytes(Separator.FROM.length), 0, Separator.FROM.length);
        }
    }

    private static String named(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
    }
}
