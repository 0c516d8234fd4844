package org.salonarchive.source.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.OversizeMessage;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.source.net.HostRule;

/** Reads folders as the conductor would: item by item, the checkpoint kept with what was given. */
final class Reads {

    static final Timeouts SHORT = new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofMillis(1500),
            Duration.ofSeconds(5),
            Duration.ofMillis(300),
            Duration.ofSeconds(10));
    static final HostRule HERE = new HostRule(List.of("localhost", "127.0.0.0/8", "::1"));

    /** What was given so far, and the checkpoint that stands with it. */
    final List<SourceItem> items = new ArrayList<>();

    @Nullable
    Checkpoint checkpoint;

    static SourceSettings settings(int port, String... more) {
        Map<String, String> values = new HashMap<>(
                Map.of("host", "localhost", "port", String.valueOf(port), "user", "anna", "password", "open-sesame"));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return new SourceSettings(SourceKind.IMAP, values);
    }

    static ImapFolder folder(SSLContext trust, int port, String... more) {
        return folder(trust, SHORT, port, more);
    }

    static ImapFolder folder(SSLContext trust, Timeouts timeouts, int port, String... more) {
        return folder(trust, timeouts, InstantSource.system(), port, more);
    }

    static ImapFolder folder(SSLContext trust, Timeouts timeouts, InstantSource clock, int port, String... more) {
        return new ImapFolder(
                ImapSettings.of(settings(port, more)), HERE, trust, timeouts, clock, RenewedToken.FORGOTTEN);
    }

    /** One pass, from the checkpoint on. */
    Reads pass(ImapFolder folder) throws IOException {
        try (Reading reading = folder.sources().get(0).read(Optional.ofNullable(checkpoint))) {
            try {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    items.add(item.get());
                }
            } finally {
                checkpoint = reading.checkpoint();
            }
        }
        return this;
    }

    /** The bytes of every message, as text of one byte a character. */
    List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (SourceItem item : items) {
            if (item instanceof RawMessage message) {
                texts.add(new String(message.bytes(), StandardCharsets.ISO_8859_1));
            } else if (item instanceof OversizeMessage message) {
                try (message) {
                    texts.add("oversize " + message.size());
                }
            } else {
                texts.add(item.getClass().getSimpleName());
            }
        }
        return texts;
    }
}
