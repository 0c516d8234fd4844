package org.salonarchive.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import org.salonarchive.archive.Dictionaries;
import org.salonarchive.archive.DocumentText;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.archive.WordRules;

/** How the mail of a list is read and packed, as the archive is now. */
@ApplicationScoped
class ParseStages {

    private final ListSettings settings;
    private final DocumentText documents;
    private final Dictionaries dictionaries;

    ParseStages(ListSettings settings, DocumentText documents, Dictionaries dictionaries) {
        this.settings = settings;
        this.documents = documents;
        this.dictionaries = dictionaries;
    }

    /** @param now by which it is known that a date lies in the future */
    ParseStage of(int listId, Instant now) throws SQLException {
        dictionaries.look();
        return new ParseStage(now, new WordRules(settings.language(listId), documents), dictionaries::newest);
    }

    /** More mail is there than before; perhaps enough for a dictionary, which stages that were made before use too. */
    void stored() throws SQLException {
        dictionaries.look();
    }
}
