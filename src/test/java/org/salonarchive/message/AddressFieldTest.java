package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressFieldTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "Ada <ada@example.org> | Ada | ada@example.org",
                "ada@example.org | - | ada@example.org",
                "<ada@example.org> | - | ada@example.org",
                "\"Byron, Ada\" <ada@example.org> | Byron, Ada | ada@example.org",
                "Byron, Ada <ada@example.org> | Byron, Ada | ada@example.org",
                "\"Ada \\\"A\\\" Byron\" <ada@example.org> | Ada \"A\" Byron | ada@example.org",
                "ada@example.org (Ada Byron) | Ada Byron | ada@example.org",
                "ada@example.org (Ada (of) Byron) | Ada (of) Byron | ada@example.org",
                "Ada <ada@example.org> (home) | Ada | ada@example.org",
                "<ada@example.org> Ada Byron | Ada Byron | ada@example.org",
                "Ada Byron ada@example.org | Ada Byron | ada@example.org",
                "'Ada Byron' <ada@example.org> | Ada Byron | ada@example.org",
                "=?utf-8?Q?Ad=C3=A4?= <ada@example.org> | Adä | ada@example.org",
                "\"=?utf-8?Q?Ad=C3=A4?=\" <ada@example.org> | Adä | ada@example.org",
                "=?utf-8?Q?Byron, <Ada>?= <ada@example.org> | Byron, <Ada> | ada@example.org",
                "=?utf-8?Q?Ad=C3=A4_<ada@example.org>?= | Adä | ada@example.org",
                "Adä <ada@exämple.org> | Adä | ada@exämple.org",
                "\"ada@example.org\" <ada@example.org> | - | ada@example.org",
                "\"ada@example.org\" <ada@example.org> (Ada) | Ada | ada@example.org",
                "\"\" <ada@example.org> | - | ada@example.org",
                "Ada <ada@example.org | Ada | ada@example.org",
                "\"Ada <ada@example.org> | Ada | ada@example.org",
                "Ada (unended <ada@example.org> | Ada | -",
                "Ada <<ada@example.org>> | Ada | ada@example.org",
                "Ada < ada @ example . org > | Ada | ada@example.org",
                "ada @ example . org | - | ada@example.org",
                "Ada <@a.test,@b.test:ada@example.org> | Ada | ada@example.org",
                "Ada <mailto:ada@example.org> | Ada | ada@example.org",
                "mailto:ada@example.org | - | ada@example.org",
                "Ada <'ada@example.org'> | Ada | ada@example.org",
                "\"ada byron\"@example.org | - | \"ada byron\"@example.org",
                "Ada <\"ada byron\"@example.org> | Ada | \"ada byron\"@example.org",
                "ada@[192.0.2.1] | - | ada@[192.0.2.1]",
                "ada@[IPv6:2001:db8::1] | - | ada@[IPv6:2001:db8::1]",
                "A Group:Ada <ada@example.org>, joe@example.org; | Ada | ada@example.org",
                "Mailer Daemon <> | Mailer Daemon | -",
                "root | root | -",
                "Pete(A nice \\) chap) <pete(his account)@silly.test(his host)> | Pete | pete@silly.test",
                "John.Q.Public@example.org | - | John.Q.Public@example.org",
                "O'Hara <o'hara@example.org> | O'Hara | o'hara@example.org",
                "ada at example.org (Ada Byron) | Ada Byron | ada@example.org",
                "Ada Byron <ada at example.org> | Ada Byron | ada@example.org",
                "Ada looking at you | Ada looking at you | -"
            })
    void readsTheFirstMailbox(String body, String name, String address) {
        assertThat(AddressField.first(body))
                .isEqualTo(new MailboxAddress(name == null ? "" : name, address == null ? "" : address));
    }

    @Test
    void readsLists() {
        assertThat(AddressField.parse("Ada <ada@example.org>, , joe@example.org;bob@example.org (Bob)"))
                .containsExactly(
                        new MailboxAddress("Ada", "ada@example.org"),
                        new MailboxAddress("", "joe@example.org"),
                        new MailboxAddress("Bob", "bob@example.org"));
    }

    @Test
    void opensGroups() {
        assertThat(AddressField.parse("First: a@example.org, b@example.org;, Empty:;, c@example.org"))
                .extracting(MailboxAddress::address)
                .containsExactly("a@example.org", "b@example.org", "c@example.org");
    }

    @Test
    void findsNobodyInEmptyFields() {
        assertThat(AddressField.parse("")).isEmpty();
        assertThat(AddressField.parse("undisclosed-recipients:;")).isEmpty();
        assertThat(AddressField.first("  ")).isEqualTo(MailboxAddress.NONE);
    }

    @Test
    void stopsAtTheBound() {
        assertThat(AddressField.parse("a@b, ".repeat(5_000))).hasSize(ParseLimits.ADDRESSES);
    }

    @Property(tries = 3_000)
    void readsAnyTextWithoutFailing(
            @ForAll @Chars({'<', '>', '(', ')', '"', '\\', ',', ';', ':', '@', '[', ']', '=', '?', ' ', 'a', '.'})
                    String text) {
        List<MailboxAddress> mailboxes = AddressField.parse(text);

        assertThat(mailboxes).noneMatch(MailboxAddress::isEmpty);
    }
}
