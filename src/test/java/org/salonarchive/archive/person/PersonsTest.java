package org.salonarchive.archive.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.salonarchive.archive.person.Persons.Split;
import org.salonarchive.ingest.Rebuild;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** Addresses become one person's and are taken apart, before their mail comes and after it. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class PersonsTest {

    private static final String LIST = "merging";

    private final TestList lists;
    private final Persons persons;
    private final Rebuild rebuild;
    private final DataSource database;

    PersonsTest(TestList lists, Persons persons, Rebuild rebuild, DataSource database) {
        this.lists = lists;
        this.persons = persons;
        this.rebuild = rebuild;
        this.database = database;
    }

    @AfterEach
    void forgetAll() throws SQLException {
        mailmap("");
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from person_word")) {
            delete.executeUpdate();
        }
        mailmap("");
        assertThat(merged()).isEmpty();
    }

    private Persons.Read mailmap(String text) throws SQLException {
        return persons.read(Mailmap.read(text.getBytes(StandardCharsets.UTF_8)), "test");
    }

    private static SenderKey key(String address) {
        return SenderKey.of(address);
    }

    private void mail(String... authors) {
        StringBuilder mbox = new StringBuilder();
        for (String author : authors) {
            String address = author.replaceAll(".*<|>", "");
            mbox.append("From mboxrd@z Fri Mar  1 00:00:00 2024\nMessage-ID: <")
                    .append(author.hashCode())
                    .append(".")
                    .append(address)
                    .append(">\nFrom: ")
                    .append(author)
                    .append("\nDate: Fri, 1 Mar 2024 10:00:00 +0000\nSubject: s\n\nText of ")
                    .append(author)
                    .append(".\n\n");
        }
        lists.fill(LIST, mbox.toString());
    }

    /** All senders that are another one's, such as {@code a@x > b@x}; none of these ones is another one's. */
    private List<String> merged() throws SQLException {
        List<String> merged = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement ask = connection.prepareStatement("""
                        select s.address || ' > ' || p.address, p.person_id
                          from sender s join sender p on p.id = s.person_id order by 1""");
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                merged.add(row.getString(1));
                assertThat(row.getString(2)).as("a chain").isNull();
            }
        }
        return merged;
    }

    @Test
    void aMailmapHoldsForMailThatComesLater() throws SQLException {
        Persons.Read read = mailmap(
                "Ann Lee <ann@later.example> <a2@later.example>\n<ann@later.example> <a1@later.example>\nnonsense\n");
        assertThat(read.addresses()).isEqualTo(2);
        assertThat(read.persons()).isEqualTo(1);
        assertThat(read.merged()).isZero();
        assertThat(read.mistakes()).hasSize(1);
        mail("Ann <A1@later.example>");
        assertThat(merged()).isEmpty();
        mail("Ann <a2@later.example>", "Bo <bo@later.example>");
        assertThat(merged())
                .as("nothing has come from the address that stands for it")
                .hasSize(1);
        mail("Ann <ann@later.example>");
        assertThat(merged())
                .containsExactly("A1@later.example > ann@later.example", "a2@later.example > ann@later.example");
        mail("Ann <a1@later.example>", "Ann <a2@later.example>");
        assertThat(merged()).as("the same mail again").hasSize(2);
        Person person = persons.find(key("a1@later.example")).orElseThrow();
        assertThat(person.name()).isEqualTo("Ann Lee");
        assertThat(person.standing().address()).isEqualTo("ann@later.example");
        assertThat(person.messages()).isEqualTo(4);
    }

    /** While nothing has come from the person's own address, another one stands for it, the same for any order of arrival. */
    @Test
    void whoStandsForAPersonDoesNotDependOnTheOrderOfArrival() throws SQLException {
        mailmap("<own@order.example> <o1@order.example>\n<own@order.example> <o2@order.example>\n"
                + "<own@redro.example> <o1@redro.example>\n<own@redro.example> <o2@redro.example>\n");
        for (String host : List.of("order.example", "redro.example")) {
            List<String> hosts = new ArrayList<>(List.of("o1@" + host, "o2@" + host));
            hosts.sort((one, other) -> key(one).hash().compareTo(key(other).hash()));
            String first = hosts.get(host.equals("order.example") ? 0 : 1);
            mail("O <" + first + ">");
            mail("O <" + hosts.get(host.equals("order.example") ? 1 : 0) + ">");
            assertThat(merged()).contains(hosts.get(1) + " > " + hosts.get(0));
        }
    }

    @Test
    void anotherMailmapReplacesTheFirst() throws SQLException {
        mail("A <a@again.example>", "B <b@again.example>", "C <c@again.example>");
        mailmap("<a@again.example> <b@again.example>\nCee <c@again.example>\n");
        assertThat(merged()).containsExactly("b@again.example > a@again.example");
        assertThat(persons.find(key("c@again.example")).orElseThrow().name()).isEqualTo("Cee");
        mailmap("<a@again.example> <c@again.example>\n");
        assertThat(merged()).containsExactly("c@again.example > a@again.example");
        assertThat(persons.find(key("c@again.example")).orElseThrow().name()).isEmpty();
    }

    @Test
    void whatAnOperatorSaysOutlastsEveryMailmap() throws SQLException {
        mail("A <a@says.example>", "B <b@says.example>", "C <c@says.example>");
        String mailmap = "<a@says.example> <b@says.example>\n";
        mailmap(mailmap);
        assertThat(persons.split(key("b@says.example"), "anna")).isEqualTo(Split.DONE);
        assertThat(merged()).isEmpty();
        persons.merge(key("b@says.example"), List.of(key("c@says.example"), key("unseen@says.example")), "anna");
        mailmap(mailmap);
        assertThat(merged()).containsExactly("c@says.example > b@says.example");
        mail("D <Unseen@says.example>");
        assertThat(merged()).contains("Unseen@says.example > b@says.example");
        assertThat(persons.merge(key("c@says.example"), List.of(key("b@says.example")), "anna"))
                .as("one person before")
                .hasSize(1);
        persons.merge(key("a@says.example"), List.of(key("c@says.example")), "anna");
        assertThat(merged())
                .as("all that stood for it goes along")
                .containsExactly(
                        "Unseen@says.example > a@says.example",
                        "b@says.example > a@says.example",
                        "c@says.example > a@says.example");
        assertThat(persons.split(key("a@says.example"), "anna")).isEqualTo(Split.STANDS_FOR_OTHERS);
        assertThat(persons.split(key("b@says.example"), "anna")).isEqualTo(Split.DONE);
        assertThat(merged())
                .as("taken back")
                .containsExactly("Unseen@says.example > b@says.example", "c@says.example > b@says.example");
        assertThat(persons.split(key("a@says.example"), "anna")).isEqualTo(Split.WAS_ALONE);
    }

    @Test
    void aMergeAgainstTheMailmapIsTakenBackWhole() throws SQLException {
        mail("A <a@circle.example>", "B <b@circle.example>");
        persons.merge(key("a@circle.example"), List.of(key("b@circle.example")), "anna");
        mailmap("<b@circle.example> <a@circle.example>\n");
        assertThat(merged()).containsExactly("b@circle.example > a@circle.example");
        assertThat(persons.split(key("b@circle.example"), "anna")).isEqualTo(Split.DONE);
        assertThat(merged()).isEmpty();
    }

    @Test
    void anAddressThatHasUsedOtherNamesStaysByItself() throws SQLException {
        mail(
                "One <bugs@shared.example>",
                "Two <bugs@shared.example>",
                "Three <three@shared.example>",
                "P <p@shared.example>");
        Persons.Read read = mailmap(
                "<p@shared.example> one <bugs@shared.example>\n<p@shared.example> THREE <three@shared.example>\n");
        assertThat(merged()).containsExactly("three@shared.example > p@shared.example");
        assertThat(read.mistakes())
                .hasSize(1)
                .first()
                .satisfies(mistake -> assertThat(mistake.toString())
                        .startsWith("line 1: <bugs@shared.example> has also written as \"Two\""));
    }

    @Test
    void aRebuildChangesNothingOfIt() throws SQLException, InterruptedException {
        mail("A <a@rebuilt.example>", "B <b@rebuilt.example>");
        mailmap("<a@rebuilt.example> <b@rebuilt.example>\n");
        rebuild.run(OptionalInt.empty(), EnumSet.allOf(Rebuild.Part.class), (done, total) -> {});
        assertThat(merged()).containsExactly("b@rebuilt.example > a@rebuilt.example");
    }

    @Test
    void sendersAreFoundByPartsOfNameAndAddress() throws SQLException {
        mail("Percy % <percy_@found.example>", "Zo\u00eb <z@found.example>");
        assertThat(persons.search("PERCY %")).extracting(Persons.Line::address).containsExactly("percy_@found.example");
        assertThat(persons.search("_@FOUND")).hasSize(1);
        assertThat(persons.search("%_%")).isEmpty();
        mailmap("Zed Zephyr <z@found.example> <percy_@found.example>\n");
        assertThat(persons.search("zephyr")).extracting(Persons.Line::name).containsExactly("Zed Zephyr");
        assertThat(persons.search("percy")).extracting(Persons.Line::person).containsExactly("z@found.example");
        assertThat(persons.merged()).extracting(Persons.Line::address).containsExactly("percy_@found.example");
    }

    @Test
    void nobodyIsThereOfWhomNothingIsKnown() throws SQLException {
        assertThat(persons.find(key("never@seen.example"))).isEmpty();
        assertThat(persons.split(key("never@seen.example"), "anna")).isEqualTo(Split.WAS_ALONE);
        persons.merge(key("never@seen.example"), List.of(key("nor@seen.example")), "anna");
        Person person = persons.find(key("nor@seen.example")).orElseThrow();
        assertThat(person.addresses())
                .extracting(Person.Address::address)
                .containsExactly("never@seen.example", "nor@seen.example");
        assertThat(person.messages()).isZero();
    }
}
