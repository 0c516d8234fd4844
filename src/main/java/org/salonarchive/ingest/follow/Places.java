package org.salonarchive.ingest.follow;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;
import org.salonarchive.ingest.IngestFailure;
import org.salonarchive.source.FilePlace;
import org.salonarchive.source.Place;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.source.TreePlace;
import org.salonarchive.source.imap.ImapFolder;
import org.salonarchive.source.imap.RenewedToken;
import org.salonarchive.source.imap.Timeouts;
import org.salonarchive.source.net.HostRule;
import org.salonarchive.source.net.HttpFetch;
import org.salonarchive.source.net.Trust;
import org.salonarchive.source.web.MboxUrl;
import org.salonarchive.source.web.PipermailSite;

/** Opens what settings describe. */
@ApplicationScoped
class Places {

    private static final Logger LOG = Logger.getLogger(Places.class);

    private final HostRule hosts;
    private final Trust trust;
    private final Subscriptions subscriptions;

    Places(SourceConfig config, Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
        this.hosts = new HostRule(config.allowedHosts().orElse(List.of()));
        this.trust = new Trust(config.certificates());
    }

    /** The place of a subscribed source. */
    Place open(long sourceId) throws IOException, SQLException {
        SourceSettings settings = subscriptions.open(sourceId).orElseThrow(Places::removed);
        return open(settings, (before, now) -> renewed(sourceId, before, now));
    }

    static IngestFailure removed() {
        return new IngestFailure("The source was removed.", new IllegalStateException("removed"));
    }

    private void renewed(long sourceId, String before, String now) {
        try {
            subscriptions.renewSecret(sourceId, RenewedToken.SETTING, before, now);
        } catch (SQLException away) {
            // It is good as long as this process follows the source, and perhaps the kept one still is afterwards.
            LOG.warnf("The new refresh token of source %d could not be kept: %s", sourceId, away.getMessage());
        }
    }

    /**
     * A place that is only looked at.
     *
     * @param settings with their secrets
     */
    Place open(SourceSettings settings) throws IOException {
        return open(settings, RenewedToken.FORGOTTEN);
    }

    private Place open(SourceSettings settings, RenewedToken renewed) throws IOException {
        return switch (settings.kind()) {
            case MBOX, MAILDIR -> new FilePlace(Path.of(settings.get("path")));
            case TREE -> new TreePlace(Path.of(settings.get("path")));
            case URL -> new MboxUrl(settings, new HttpFetch(hosts, trust));
            case PIPERMAIL -> new PipermailSite(settings, new HttpFetch(hosts, trust));
            case IMAP -> ImapFolder.of(settings, hosts, trust, Timeouts.USUAL, renewed);
            case PUSH -> throw new IOException("What a list server hands over is not fetched.");
        };
    }
}
