package org.salonarchive.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.salonarchive.source.LeftOutMessage;

/** What was read, newest first: for the operator. */
@ApplicationScoped
public class IngestRuns {

    private static final String COLUMNS = """
            select run.id, list.name, run.source, run.source_id,
                   case when run.state = 'running' and run.updated_at < now() - interval '10 minutes' then 'died'
                        else run.state end,
                   run.started_at, run.updated_at, run.ended_at, run.read, run.added, run.known, run.quarantined,
                   run.bytes, run.reached, run.size, run.defect::text, run.left_out::text, run.error
              from ingest_run run join mailing_list list on list.id = run.list_id
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataSource dataSource;

    IngestRuns(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** One run. */
    public Optional<IngestRun> find(long id) throws SQLException {
        return ask(" where run.id = ?", id).stream().findFirst();
    }

    /**
     * The newest runs.
     *
     * @param before only those with a lower id, for the next page; {@link Long#MAX_VALUE} for the first
     */
    public List<IngestRun> before(long before, int most) throws SQLException {
        return ask(" where run.id < ? order by run.id desc limit ?", before, most);
    }

    /** The newest runs of a subscribed source. */
    public List<IngestRun> of(long subscription, int most) throws SQLException {
        return ask(" where run.source_id = ? order by run.started_at desc, run.id desc limit ?", subscription, most);
    }

    private List<IngestRun> ask(String question, Object... parameters) throws SQLException {
        return Rows.ask(dataSource, IngestRuns::run, COLUMNS + question, parameters);
    }

    private static IngestRun run(ResultSet row) throws SQLException {
        long subscription = row.getLong(4);
        boolean subscribed = !row.wasNull();
        return new IngestRun(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                subscribed ? OptionalLong.of(subscription) : OptionalLong.empty(),
                IngestRun.State.valueOf(row.getString(5).toUpperCase(java.util.Locale.ROOT)),
                Rows.instant(row, 6).orElseThrow(),
                Rows.instant(row, 7).orElseThrow(),
                Rows.instant(row, 8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                row.getLong(15),
                counts(row.getString(16), new TypeReference<TreeMap<String, Long>>() {}),
                counts(row.getString(17), new TypeReference<TreeMap<LeftOutMessage.Why, Long>>() {}),
                Optional.ofNullable(row.getString(18)));
    }

    private static <T> T counts(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
