package org.salonarchive.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import org.salonarchive.archive.ArchiveLinks;

/**
 * A message with strangers' words in every place that a sender writes in.
 *
 * @param parent the Message-ID that it answers; empty for none
 * @param words what stands in each place
 */
record HostileMail(String messageId, String parent, Instant date, Function<Place, String> words) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
    private static final String BETWEEN = "\n--zq-boundary\n";

    /** A message of an mbox, one character a byte, encoded as MIME wants it. */
    String encoded() {
        String type = "Content-Type: application/" + line(Place.ATTACHMENT_TYPE);
        return message(
                word(Place.SUBJECT),
                word(Place.SENDER_NAME),
                "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                        + base64(words.apply(Place.HTML_BODY)),
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + base64(text()),
                type + "\nContent-Disposition: attachment; filename*=utf-8''"
                        + ArchiveLinks.escape(line(Place.ATTACHMENT_NAME)) + "\n\n" + words.apply(Place.HTML_BODY),
                "Content-Type: image/png; name=\"" + word(Place.ATTACHMENT_NAME) + "\"\n\n"
                        + words.apply(Place.HTML_BODY));
    }

    /** The same as a program writes it that knows nothing of MIME's encodings. */
    String bare() {
        String subject = line(Place.SUBJECT);
        return message(
                subject,
                line(Place.SENDER_NAME),
                "Content-Type: text/html\n\n" + words.apply(Place.HTML_BODY),
                "Content-Type: text/plain\n\n" + text(),
                "Content-Type: " + line(Place.ATTACHMENT_TYPE) + "\nContent-Disposition: attachment; filename=\""
                        + line(Place.ATTACHMENT_NAME) + "\"\n\n" + words.apply(Place.HTML_BODY),
                "Content-Type: image/png; name=" + line(Place.ATTACHMENT_NAME) + "\n\n" + words.apply(Place.HTML_BODY),
                "Content-Type: message/rfc822\n\nFrom: " + subject + "\nTo: " + subject + "\nSubject: " + subject
                        + "\n\n" + words.apply(Place.TEXT_BODY));
    }

    private String message(String subject, String sender, String... parts) {
        String head = "Message-ID: <" + messageId + ">\n"
                + (parent.isEmpty() ? "" : "In-Reply-To: <" + parent + ">\n")
                + "Date: " + DATE.format(date.atOffset(ZoneOffset.UTC)) + "\n"
                + "Subject: " + subject + "\n"
                + line(Place.HEADER_NAME) + ": " + line(Place.HEADER_NAME) + "\n"
                + "From: " + sender + " <" + messageId + ">\n"
                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=zq-boundary\n";
        String message = head + BETWEEN + String.join(BETWEEN, parts) + "\n--zq-boundary--\n";
        return "From mboxrd@z Fri Mar  1 00:00:00 2024\n" + bytes(message).replaceAll("(?m)^(>*From )", ">$1") + "\n";
    }

    /** In a text the snippet stands alone, in links, in a quote and in a patch. */
    private String text() {
        String snippet = words.apply(Place.TEXT_BODY);
        String line = line(Place.TEXT_BODY);
        return String.join(
                "\n",
                snippet,
                "",
                "See http://host.example/?q=" + line + " and <mailto:" + line + "@host.example> and www." + line,
                "<http://host.example/" + line + ">, " + line + "@host.example",
                "",
                "On Friday " + line + " wrote:",
                "> " + line,
                "",
                "diff --git a/" + line + " b/" + line,
                "--- a/" + line,
                "+++ b/" + line,
                "@@ -1 +1 @@ " + line,
                "+" + line,
                "-- ",
                line);
    }

    private String line(Place place) {
        return words.apply(place).replaceAll("[\r\n]+", " ");
    }

    private String word(Place place) {
        return "=?utf-8?B?"
                + Base64.getEncoder().encodeToString(words.apply(place).getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
