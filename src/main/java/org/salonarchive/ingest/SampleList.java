package org.salonarchive.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.source.Source;
import org.salonarchive.source.Sources;

/** The list that comes with Salon, so that the first page has something to read. */
@ApplicationScoped
public class SampleList {

    private static final Logger LOG = Logger.getLogger(SampleList.class);
    private static final String NAME = "salon";
    private static final String RESOURCE = "/sample/salon.mbox";
    private static final String DESCRIPTION =
            "Articles on the world, forwarded and discussed: the sample list that comes with Salon.";
    private static final String FACT = "sample list loaded";

    private final MailingLists lists;
    private final Ingest ingest;
    private final DataSource dataSource;

    SampleList(MailingLists lists, Ingest ingest, DataSource dataSource) {
        this.lists = lists;
        this.ingest = ingest;
        this.dataSource = dataSource;
    }

    /**
     * Loads it into an archive that has no list and never had it; removed, it does not come back. A first start that
     * died amid it is completed by the next.
     */
    public void loadIfFirstStart() {
        try {
            if (mustLoad()) {
                load();
                note("update archive_fact set value = 'yes' where name = ?");
            }
        } catch (SQLException | IOException fault) {
            LOG.errorf("The sample list could not be loaded: %s", fault.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean mustLoad() throws SQLException {
        if (lists.isEmpty()) {
            note("insert into archive_fact (name, value) values (?, 'begun') on conflict do nothing");
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask =
                        connection.prepareStatement("select value = 'begun' from archive_fact where name = ?")) {
            ask.setString(1, FACT);
            try (ResultSet begun = ask.executeQuery()) {
                return begun.next() && begun.getBoolean(1);
            }
        }
    }

    private void note(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement note = connection.prepareStatement(statement)) {
            note.setString(1, FACT);
            note.executeUpdate();
        }
    }

    private void load() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("salon-sample");
        Path file = folder.resolve("salon.mboxrd");
        try (InputStream sample = SampleList.class.getResourceAsStream(RESOURCE)) {
            if (sample == null) {
                return;
            }
            Files.copy(sample, file, StandardCopyOption.REPLACE_EXISTING);
            int list = lists.idOf(NAME).orElseGet(() -> lists.make(NAME, "Salon", DESCRIPTION));
            // Its temporary file is another in every run, and nobody's business.
            Source source = Sources.mailbox(RESOURCE.substring(1), file);
            ImportReport report = ingest.run(list, List.of(source), (name, bytes, messages) -> {});
            LOG.infof("Loaded the sample list: %d messages", report.added());
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }
}
