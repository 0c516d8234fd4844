package org.salonarchive.search;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.salonarchive.archive.ArchiveChanges;
import org.salonarchive.archive.Remembered;

/**
 * The connections on which searches run: few, their own, and with a limit of time for each question, so that no search
 * takes the database away from readers and writers.
 */
@ApplicationScoped
class SearchDatabase {

    /** PostgreSQL's state of a question that was cancelled, also by its limit of time. */
    static final String CANCELLED = "57014";

    private final AgroalDataSource dataSource;
    private final Remembered<SearchQuestions.Present> present;

    SearchDatabase(@DataSource("search") AgroalDataSource dataSource, ArchiveChanges changes) {
        this.dataSource = dataSource;
        present = new Remembered<>(changes);
    }

    @FunctionalInterface
    interface Work<T> {
        T with(SearchQuestions ask) throws SQLException;
    }

    /** @throws SearchTooSlow when a question takes too long, or all connections are taken */
    <T> T ask(Cancellation cancellation, Work<T> work) {
        try (SearchTransaction transaction = new SearchTransaction(dataSource)) {
            SearchQuestions ask = new SearchQuestions(transaction, present, cancellation);
            try {
                return work.with(ask);
            } catch (SearchQuestions.Outdated once) {
                // From now on its transaction has begun, which sees one state of the database.
                return work.with(ask);
            }
        } catch (SQLException fault) {
            boolean late =
                    CANCELLED.equals(fault.getSQLState()) || fault.getMessage().contains("Acquisition timeout");
            if (late) {
                throw new SearchTooSlow(
                        cancellation.isCancelled()
                                ? "Nobody waited for the search any longer"
                                : "The search took too long",
                        fault);
            }
            throw new IllegalStateException("The search failed: " + fault.getMessage(), fault);
        }
    }
}
