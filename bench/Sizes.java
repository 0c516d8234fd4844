import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** Tells what takes the room in the embedded database of a Salon that runs. */
public final class Sizes {

    private static final String USAGE = """
            java -cp target/quarkus-app/lib/main/org.postgresql.postgresql-*.jar bench/Sizes.java FOLDER
                FOLDER is the data directory of a Salon that runs.
            Lines "name TAB MB": tables with what belongs to them, and indexes, from one in two hundred of the whole.
            """;

    private static final int SMALLEST_PART = 200;

    private static final String RELATIONS = """
            select case c.relkind when 'i' then 'index ' else 'table ' end || c.relname
                       || case c.relkind when 'i' then ' of ' || t.relname else '' end,
                   case c.relkind when 'i' then pg_relation_size(c.oid) else pg_table_size(c.oid) end as bytes
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            left join pg_index i on i.indexrelid = c.oid
            left join pg_class t on t.oid = i.indrelid
            where c.relkind in ('r', 'i')
            order by bytes desc
            """;

    private Sizes() {}

    public static void main(String[] words) throws IOException, SQLException {
        if (words.length != 1) {
            System.err.print(USAGE);
            System.exit(2);
        }
        Path folder = Path.of(words[0], "postgres");
        String port = Files.readString(folder.resolve("port")).strip();
        String password = Files.readString(folder.resolve("password")).strip();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/salon", "salon", password);
                ResultSet whole =
                        connection.createStatement().executeQuery("select pg_database_size(current_database())")) {
            whole.next();
            long all = whole.getLong(1);
            print("database", all);
            try (ResultSet relations = connection.createStatement().executeQuery(RELATIONS)) {
                while (relations.next() && relations.getLong(2) >= all / SMALLEST_PART) {
                    print(relations.getString(1), relations.getLong(2));
                }
            }
        }
    }

    private static void print(String name, long bytes) {
        System.out.printf(Locale.ROOT, "%s\t%.1f%n", name, bytes / 1e6);
    }
}
