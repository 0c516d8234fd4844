package org.salonarchive.source.pipermail;

import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields by which a message is told from others: of each the first, unfolded, and no more than is looked at. */
final class HeadFields {

    private static final List<String> KNOWN =
            List.of("message-id", "in-reply-to", "references", "date", "x-list-received-date", "subject", "from");
    private static final int HEAD_BYTES = 64 << 10;
    private static final int LONGEST_SUBJECT = 2_000;
    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+)[ \\t]*:(.*)");
    private static final Pattern ID = Pattern.compile("<[!-;=?-~]+>");

    private final Map<String, String> bodies = new HashMap<>();

    private HeadFields() {}

    static HeadFields of(byte[] message) {
        HeadFields fields = new HeadFields();
        String head = new String(message, 0, Math.min(message.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
        String name = "";
        StringBuilder body = new StringBuilder();
        for (String line : (Iterable<String>) head.lines()::iterator) {
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (folded) {
                body.append(line);
            } else {
                fields.put(name, body);
                Matcher field = FIELD.matcher(line);
                name = field.matches() ? field.group(1).toLowerCase(Locale.ROOT) : "";
                body = new StringBuilder(field.matches() ? field.group(2) : "");
            }
            if (line.isEmpty()) {
                break;
            }
        }
        fields.put(name, body);
        return fields;
    }

    private void put(String name, StringBuilder body) {
        if (KNOWN.contains(name)) {
            bodies.putIfAbsent(name, body.toString().strip());
        }
    }

    /** A field's body as it stands; empty when there is none. */
    String get(String name) {
        return bodies.getOrDefault(name, "");
    }

    /** The Message-ID in brackets, also where it stands without. */
    Optional<String> id() {
        Matcher id = ID.matcher(get("message-id"));
        if (id.find()) {
            return Optional.of(id.group());
        }
        String bare = get("message-id");
        boolean word = !bare.isEmpty() && bare.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '<' && c != '>');
        return word ? Optional.of("<" + bare + ">") : Optional.empty();
    }

    /** All ids in a field, one after the other. */
    String ids(String name) {
        return ID.matcher(get(name)).results().map(found -> found.group()).collect(Collectors.joining(" "));
    }

    /** When it was sent, as far as that says a zone; else when the list had it. */
    Optional<Instant> sent() {
        return date(get("date")).or(() -> date(get("x-list-received-date")));
    }

    static Optional<Instant> date(String text) {
        if (text.isEmpty() || text.length() > LONGEST_SUBJECT) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(new MailDateFormat().parse(text)).map(Date::toInstant);
        } catch (ParseException noDate) {
            return Optional.empty();
        }
    }

    String subject() {
        String raw = get("subject");
        String start = raw.substring(0, Math.min(raw.length(), LONGEST_SUBJECT));
        try {
            return MimeUtility.decodeText(start);
        } catch (UnsupportedEncodingException unknownCharset) {
            return start;
        }
    }

    Traits traits() {
        return Traits.of(sent(), subject(), get("from"));
    }
}
