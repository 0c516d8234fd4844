package org.salonarchive.testing;

import java.nio.charset.StandardCharsets;

/**
 * A mailbox with one of each thing that the import doctor looks for, and with mail that would like to act in a page.
 * Read as it is it holds nine messages, one of them twice and one of them a tail; joined, it holds eight.
 *
 * @param domain of its Message-IDs, so that no two tests have the same messages
 */
public record TornMailbox(String domain) {

    /** What stands in a subject; in a page it must stand as it is. */
    public static final String HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> {evil} \u202Egnp.exe";

    /** The line that tears the first message in two. */
    public static final String TORN_AT = "From bob@torn.example Mon Feb 28 12:00:00 2011";

    /** The line in a body that a message's head follows. */
    public static final String SWALLOWED_AT = "From dan@torn.example";

    private static final String HOSTILE_FIELD =
            "<script>alert(1)</script><img src=x onerror=alert(2)> {evil} =?UTF-8?Q?=E2=80=AEgnp.exe?=";

    /** The bytes of the first message up to where it is torn. */
    public String first() {
        return head("01", id(1)) + "\nHe wrote:\n";
    }

    /** The bytes of the first message as it was sent. */
    public String joined() {
        return first() + "\n" + TORN_AT + "\nNote: no mail.\n\nThe end.\n";
    }

    /** Where the tail of the first message begins. */
    public int tornAt() {
        return text().indexOf(TORN_AT);
    }

    public byte[] bytes() {
        return text().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String text() {
        String again = separated("02", head("02", id(1)) + "\nAnother text with the id of the first.\n");
        return separated("01", joined())
                + again
                + separated("03", head("03", "References: <gone@" + domain + "> <1@" + domain + ">\n") + "\nNo id.\n")
                + separated("04", head("04", id(4)).replaceFirst("Date: .*\n", "Date: soon\n") + "\nWhen?\n")
                + separated("05", head("05", id(5) + "Content-Type: text/plain; charset=x-none\n") + "\nCaf\u00e9.\n")
                + separated(
                        "06", head("06", id(6)) + "\nText.\n" + SWALLOWED_AT + "\n" + head("07", id(7)) + "\nIn it.\n")
                + again
                + separated(
                        "08",
                        head("08", "Comments: no id\n")
                                        .replaceFirst("Subject: .*\n", "Subject: " + HOSTILE_FIELD + "\n")
                                + "\nEvil.\n");
    }

    private String id(int number) {
        return "Message-ID: <" + number + "@" + domain + ">\n";
    }

    private static String separated(String day, String message) {
        return "From ann@torn.example Tue Mar " + day + " 09:00:00 2011\n" + message + "\n";
    }

    /** @param more fields after the usual ones */
    private String head(String day, String more) {
        return "From: Ann <ann@" + domain + ">\nDate: " + day + " Mar 2011 09:00:00 +0000\nSubject: number " + day
                + "\n" + more;
    }
}
