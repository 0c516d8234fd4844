package org.salonarchive.archive;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.salonarchive.archive.ListSettings.Change;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class ListSettingsTest {

    private final TestList lists;
    private final MailingLists mailingLists;
    private final ListSettings settings;

    ListSettingsTest(TestList lists, MailingLists mailingLists, ListSettings settings) {
        this.lists = lists;
        this.mailingLists = mailingLists;
        this.settings = settings;
    }

    private static String message(int number, String date) {
        return "From mboxrd@z Wed Jan  1 00:00:00 2025\nMessage-ID: <" + number
                + "@settings.example>\nFrom: A <a@settings.example>\nDate: " + date + "\nSubject: s\n\ntext\n\n";
    }

    private static Change change(VolumeFrequency frequency, String zone) {
        return new Change(
                Optional.empty(),
                Optional.empty(),
                Optional.of(frequency),
                Optional.of(ZoneId.of(zone)),
                Optional.empty(),
                Optional.empty(),
                ListSettings.Habits.KEPT);
    }

    @Test
    void volumesFollowTheFrequencyAndTheZoneAndOldAddressesKeepWorking() throws SQLException {
        lists.fill(
                "settings",
                message(1, "Tue, 31 Dec 2024 23:30:00 +0000")
                        + message(2, "Wed, 1 Jan 2025 12:00:00 +0000")
                        + message(3, "Fri, 1 Aug 2025 12:00:00 +0000"));
        assertThat(volumes()).isEqualTo("[2024-December, 2025-January, 2025-August]");
        int list = mailingLists.idOf("settings").orElseThrow();
        settings.change(list, change(VolumeFrequency.QUARTER, "Europe/Berlin"));
        assertThat(volumes()).isEqualTo("[2025q1, 2025q3]");
        settings.change(list, change(VolumeFrequency.WEEK, "UTC"));
        assertThat(volumes()).isEqualTo("[Week-of-Mon-20241230, Week-of-Mon-20250728]");
        assertThat(given().get("/settings/2025-August/").statusCode()).isEqualTo(200);
    }

    private static String volumes() {
        return given().get("/settings/index.json")
                .jsonPath()
                .getList("volumes.volume")
                .toString();
    }
}
