package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Whether every message can be found by its words: not so after an update that reads words anew. */
@ApplicationScoped
public class SearchState {

    private final DataSource dataSource;
    private final Remembered<Boolean> complete;

    SearchState(DataSource dataSource, ArchiveChanges changes) {
        this.dataSource = dataSource;
        complete = new Remembered<>(changes);
    }

    /** Whether no message lacks its words. */
    public boolean isComplete() throws SQLException {
        return complete.get(this::readComplete);
    }

    private boolean readComplete() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement("select complete from search_state");
                ResultSet row = ask.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** From now on no message lacks its words. */
    public void completed() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update search_state set complete = true where not complete")) {
            update.executeUpdate();
        }
    }
}
