package org.salonarchive.ingest.follow;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.salonarchive.source.FilePlace;
import org.salonarchive.source.Place;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.source.imap.ImapFolder;
import org.salonarchive.source.imap.Timeouts;
import org.salonarchive.source.net.HostRule;
import org.salonarchive.source.net.HttpFetch;
import org.salonarchive.source.net.Trust;
import org.salonarchive.source.web.MboxUrl;
import org.salonarchive.source.web.PipermailSite;

/** Opens what settings describe. */
@ApplicationScoped
class Places {

    private final HostRule hosts;
    private final Trust trust;

    Places(SourceConfig config) {
        this.hosts = new HostRule(config.allowedHosts().orElse(List.of()));
        this.trust = new Trust(config.certificates());
    }

    /** @param settings with their secrets */
    Place open(SourceSettings settings) throws IOException {
        return switch (settings.kind()) {
            case MBOX, MAILDIR -> new FilePlace(Path.of(settings.get("path")));
            case URL -> new MboxUrl(settings, new HttpFetch(hosts, trust));
            case PIPERMAIL -> new PipermailSite(settings, new HttpFetch(hosts, trust));
            case IMAP -> ImapFolder.of(settings, hosts, trust, Timeouts.USUAL);
            case PUSH -> throw new IOException("What a list server hands over is not fetched.");
        };
    }
}
