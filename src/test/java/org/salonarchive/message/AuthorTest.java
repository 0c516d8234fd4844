package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorTest {
    private static final MailboxAddress ADA = new MailboxAddress("Ada Byron", "ada@example.org");

    @Test
    void isTheFirstMailboxOfFrom() {
        assertThat(author("From", "Ada Byron <ada@example.org>, Bob <bob@example.org>"))
                .isEqualTo(ADA);
    }

    @Test
    void isWhomReplyToNamesWhenTheListTookFrom() {
        assertThat(author(
                        "From", "Ada Byron via Salon <salon@lists.example.org>",
                        "Reply-To", "Ada Byron <ada@example.org>"))
                .isEqualTo(ADA);
    }

    @Test
    void keepsTheNameOfFromWhenReplyToHasNone() {
        assertThat(author(
                        "From", "\"'Ada Byron' via Salon\" <salon@lists.example.org>",
                        "Reply-To", "ada@example.org"))
                .isEqualTo(ADA);
    }

    @Test
    void isNeverTheListItself() {
        assertThat(author(
                        "From", "Ada Byron via Salon <salon-bounces@lists.example.org>",
                        "List-Post", "<mailto:Salon@lists.example.org>",
                        "Reply-To", "Salon <salon@lists.example.org>, Ada Byron <ada@example.org>"))
                .isEqualTo(ADA);
    }

    @Test
    void isWhomXOriginalFromNames() {
        assertThat(author(
                        "From", "'Ada Byron' via Salon <salon@googlegroups.com>",
                        "X-Original-From", "Ada Byron <ada@example.org>",
                        "Reply-To", "someone@else.example"))
                .isEqualTo(ADA);
    }

    @Test
    void staysWhoFromNamesWhenNothingSaysMore() {
        assertThat(author("From", "Ada via Salon <salon@lists.example.org>"))
                .isEqualTo(new MailboxAddress("Ada via Salon", "salon@lists.example.org"));
        assertThat(author("From", "Via Appia <via@example.org>", "Reply-To", "other@example.org"))
                .isEqualTo(new MailboxAddress("Via Appia", "via@example.org"));
        assertThat(author()).isEqualTo(MailboxAddress.NONE);
    }

    private static MailboxAddress author(String... fields) {
        List<HeaderField> header = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            header.add(new HeaderField(fields[i], fields[i + 1]));
        }
        return Author.of(new HeaderSection(header));
    }
}
