package org.salonarchive.ingest.push;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;

/** The addresses that a list server writes into mails, which hold whether or not the message has come. */
@ApplicationScoped
class Permalinks {

    /** Where a Message-ID is looked for. */
    private static final int HEADER_BYTES = 1 << 16;

    private final Optional<String> site;

    Permalinks(@ConfigProperty(name = "salon.site.url") Optional<String> site) {
        this.site = site;
    }

    /** Whether addresses begin with that of the site; else they begin at its root. */
    boolean areAbsolute() {
        return site.isPresent();
    }

    String list(String list) {
        return absolute(ArchiveLinks.list(list));
    }

    /** That of the message with this Message-ID, with or without angle brackets, read as in a header section. */
    String message(String list, String messageId) {
        String bare = messageId.strip().replaceAll("^<+|>+$", "").replaceAll("[\r\n]+", " ");
        return message(list, ("Message-ID: <" + bare + ">\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** That of a message in a file. */
    String message(String list, Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return message(list, bytes.readNBytes(HEADER_BYTES));
        }
    }

    /** That of the list where there is no Message-ID. */
    private String message(String list, byte[] header) {
        ParsedMessage parsed = new MessageParser().parse(header);
        return parsed.messageIdMade()
                ? list(list)
                : absolute(ArchiveLinks.message(list, parsed.messageId().hash()));
    }

    private String absolute(String path) {
        return site.map(base -> base.replaceAll("/+$", "") + path).orElse(path);
    }
}
