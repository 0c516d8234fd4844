package org.salonarchive.reader;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.salonarchive.message.MessageId;

/** Asks the started application for pages, and writes the mail that is shown on them. */
public final class Site {

    private Site() {}

    public static String id(String messageId) {
        return new MessageId(messageId).hash().base32();
    }

    public static Response get(String address) {
        return given().redirects().follow(false).urlEncodingEnabled(false).get(address);
    }

    public static Document page(String address) {
        Response response = get(address);
        assertThat(response.statusCode()).as(address).isEqualTo(200);
        return Jsoup.parse(response.asString());
    }

    public static Document missing(String address) {
        Response response = get(address);
        assertThat(response.statusCode()).as(address).isEqualTo(404);
        return Jsoup.parse(response.asString());
    }

    /**
     * A message of an mbox.
     *
     * @param minute of 1 March 2024, may be more than a day has
     * @param more header fields, each with its line end
     */
    public static String mail(String messageId, int minute, String more, String text) {
        int day = 1 + minute / 1440;
        return String.format(
                        "From mboxrd@z Fri Mar  1 00:00:00 2024%nMessage-ID: <%s>%nFrom: Person %d <p%d@example.org>%n"
                                + "Date: %d Mar 2024 %02d:%02d:00 +0000%nSubject: About %s%n%s%n%s%n%n",
                        messageId, minute % 7, minute % 7, day, minute % 1440 / 60, minute % 60, messageId, more, text)
                .replace("\r\n", "\n");
    }

    public static String answer(String messageId, int minute, String parent) {
        return mail(messageId, minute, "In-Reply-To: <" + parent + ">\n", "An answer.");
    }
}
