package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.salonarchive.message.words.Language;

/** What the owner of a list decides about it. */
@ApplicationScoped
public class ListSettings {

    private final DataSource dataSource;

    ListSettings(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * What is to be another; what is empty stays.
     *
     * @param frequency how long a volume is
     * @param zone where volumes begin and end
     * @param access {@code public} or {@code private}
     * @param addresses how mail addresses are shown: {@code shown}, {@code masked} or {@code hidden}
     */
    public record Change(
            Optional<String> title,
            Optional<String> description,
            Optional<VolumeFrequency> frequency,
            Optional<ZoneId> zone,
            Optional<String> access,
            Optional<String> addresses,
            Habits habits) {}

    /**
     * What those are used to who read the list and search for it; what is empty stays.
     *
     * @param postAddress where answers go when a mail does not say so
     * @param subjectPrefix what the list server puts before subjects; {@code ""} for the list's name in brackets
     * @param group under which heading the front page shows the list
     * @param indexed whether search engines may list it
     * @param language that all its messages are in, as a code; {@code ""} where each is told by its words
     */
    public record Habits(
            Optional<String> postAddress,
            Optional<String> subjectPrefix,
            Optional<String> group,
            Optional<Boolean> indexed,
            Optional<String> language) {

        /** All stays. */
        public static final Habits KEPT =
                new Habits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        private static final Pattern ADDRESS = Pattern.compile("[^\\s<>?&#%,;:\"@]{1,64}@[A-Za-z0-9.-]{1,189}");
        private static final int LONGEST = 100;

        /** Why they cannot be so. */
        public Optional<String> mistake() {
            String address = postAddress.orElse("");
            if (!address.isEmpty() && !ADDRESS.matcher(address).matches()) {
                return Optional.of("\"" + address + "\" is no mail address; one is such as list@example.org.");
            }
            for (String text : List.of(subjectPrefix.orElse(""), group.orElse(""))) {
                if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
                    return Optional.of(
                            "A subject prefix and a group have one line of at most " + LONGEST + " characters each.");
                }
            }
            boolean known = language.orElse("").isEmpty()
                    || Language.ofCode(language.orElse("")).isPresent();
            return known
                    ? Optional.empty()
                    : Optional.of("There are no stems for the language \"" + language.orElse("") + "\"; there are for "
                            + String.join(", ", languages().keySet()) + ".");
        }
    }

    /** A list and its settings, for its owner. */
    public record Overview(
            String name,
            String title,
            String frequency,
            String zone,
            String access,
            String addresses,
            String postAddress,
            String subjectPrefix,
            String group,
            boolean indexed,
            String language,
            long messages,
            String lastAt) {}

    /** All lists, whoever may see them. */
    public List<Overview> all() throws SQLException {
        List<Overview> lists = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement("""
                        select name, title, volume_frequency, time_zone, access, address_display, post_address,
                               subject_prefix, list_group, indexed, language, message_count,
                               coalesce(to_char(last_at at time zone 'UTC', 'YYYY-MM-DD'), '-')
                          from mailing_list order by name""");
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                lists.add(new Overview(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getBoolean(10),
                        row.getString(11),
                        row.getLong(12),
                        row.getString(13)));
            }
        }
        return lists;
    }

    /** The languages that a list may be in, by their codes, in words. */
    public static Map<String, String> languages() {
        Map<String, String> languages = new LinkedHashMap<>();
        for (Language language : Language.values()) {
            languages.put(
                    language.code(),
                    language == Language.NONE
                            ? "none: words are found as they are written"
                            : Locale.forLanguageTag(language.code()).getDisplayLanguage(Locale.ENGLISH));
        }
        return languages;
    }

    /** The language that all messages of a list are in, where that is fixed. */
    public Optional<Language> language(int listId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement("select language from mailing_list where id = ?")) {
            ask.setInt(1, listId);
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? Language.ofCode(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Changes a list; its volumes are counted anew where they begin elsewhere now. Old addresses keep working. */
    public void change(int listId, Change change) throws SQLException {
        WritersTurn.take(dataSource, transaction -> {
            update(transaction, listId, change);
            if (change.frequency().isPresent() || change.zone().isPresent()) {
                new Recount(transaction).volumes(listId);
            }
            return listId;
        });
    }

    private static void update(Connection connection, int listId, Change change) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update mailing_list
                   set title = coalesce(?, title), description = coalesce(?, description),
                       volume_frequency = coalesce(?, volume_frequency), time_zone = coalesce(?, time_zone),
                       access = coalesce(?, access), address_display = coalesce(?, address_display),
                       post_address = coalesce(?, post_address), subject_prefix = coalesce(?, subject_prefix),
                       list_group = coalesce(?, list_group), indexed = coalesce(?, indexed),
                       language = coalesce(?, language), revision = revision + 1
                 where id = ?""")) {
            update.setString(1, change.title().orElse(null));
            update.setString(2, change.description().orElse(null));
            update.setString(3, change.frequency().map(VolumeFrequency::word).orElse(null));
            update.setString(4, change.zone().map(ZoneId::getId).orElse(null));
            update.setString(5, change.access().orElse(null));
            update.setString(6, change.addresses().orElse(null));
            Habits habits = change.habits();
            update.setString(7, habits.postAddress().orElse(null));
            update.setString(8, habits.subjectPrefix().orElse(null));
            update.setString(9, habits.group().orElse(null));
            update.setObject(10, habits.indexed().orElse(null), Types.BOOLEAN);
            update.setString(11, habits.language().orElse(null));
            update.setInt(12, listId);
            update.executeUpdate();
        }
    }
}
