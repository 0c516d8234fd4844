package org.salonarchive.source.mhonarc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.HtmlText;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;

/** Messages as they were received beside the same ones as an archive that MHonArc made of them has them. */
final class Twins {

    private static final MessageParser PARSER = new MessageParser();

    /** What is compared, and in how many messages it agrees. */
    final Map<String, Integer> agreeing = new TreeMap<>();

    final Map<String, List<String>> differing = new TreeMap<>();
    int messages;
    int missing;

    static List<RawMessage> messages(Path path) throws IOException {
        List<RawMessage> messages = new ArrayList<>();
        for (Source source : Sources.find(List.of(path)).sources()) {
            try (Reading reading = source.read(Optional.empty())) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    if (item.get() instanceof RawMessage message) {
                        messages.add(message);
                    }
                }
            }
        }
        return messages;
    }

    /** Compares all that have a Message-ID, each once, as MHonArc takes them. */
    static Twins of(Path mailbox, Path archive) throws IOException {
        Map<String, ParsedMessage> originals = byId(messages(mailbox));
        Map<String, ParsedMessage> rebuilt = byId(messages(archive));
        Twins twins = new Twins();
        originals.forEach((id, original) -> {
            ParsedMessage other = rebuilt.get(id);
            if (other == null) {
                twins.missing++;
                twins.differing
                        .computeIfAbsent("there", none -> new ArrayList<>())
                        .add(id);
            } else {
                twins.compare(id, original, other);
            }
        });
        return twins;
    }

    private static Map<String, ParsedMessage> byId(List<RawMessage> messages) {
        Map<String, ParsedMessage> byId = new LinkedHashMap<>();
        for (RawMessage message : messages) {
            ParsedMessage parsed = PARSER.parse(message.bytes());
            if (!parsed.messageIdMade()) {
                byId.putIfAbsent(parsed.messageId().value(), parsed);
            }
        }
        return byId;
    }

    private void compare(String id, ParsedMessage original, ParsedMessage rebuilt) {
        messages++;
        note("subject", id, original.subject(), rebuilt.subject());
        note("sender", id, original.from().toString(), rebuilt.from().toString());
        note(
                "date",
                id,
                original.originationDate().toString(),
                rebuilt.originationDate().toString());
        note(
                "references",
                id,
                original.references().toString(),
                rebuilt.references().toString());
        String found = words(rebuilt.text());
        note("text as displayed", id, words(original.text()), found);
        note(
                "text",
                id,
                Stream.of(original.text(), shown(original, false), shown(original, true))
                        .map(Twins::words)
                        .filter(found::equals)
                        .findFirst()
                        .orElseGet(() -> words(shown(original, true))),
                found);
        note("attachments", id, contents(original), contents(rebuilt));
    }

    /**
     * What MHonArc shows: of alternatives HTML, and texts that are attached in place.
     *
     * @param attached whether texts that are attached are shown, too
     */
    private static String shown(ParsedMessage message, boolean attached) {
        StringBuilder text = new StringBuilder();
        Set<BodyPart> replaced = new HashSet<>();
        for (BodyPart part : message.displayed()) {
            replaced.addAll(part.alternatives());
            Optional<BodyPart> html = Stream.concat(Stream.of(part), part.alternatives().stream())
                    .filter(each -> each.kind() == BodyPart.Kind.HTML)
                    .findFirst();
            html.ifPresent(each -> chosen(part, each, replaced));
        }
        for (BodyPart part : message.parts()) {
            boolean attachment = part.kind() == BodyPart.Kind.ATTACHMENT && attached && isText(part);
            if (!replaced.contains(part) && (part.kind() != BodyPart.Kind.ATTACHMENT || attachment)) {
                text.append(
                                part.kind() == BodyPart.Kind.HTML
                                        ? HtmlText.toText(part.text())
                                        : part.kind() == BodyPart.Kind.TEXT
                                                ? part.text()
                                                : !attachment
                                                        ? ""
                                                        : part.mediaType().equals("text/html")
                                                                ? HtmlText.toText(part.contentAsText())
                                                                : part.contentAsText())
                        .append("\n");
            }
        }
        return text.toString();
    }

    private static void chosen(BodyPart shown, BodyPart html, Set<BodyPart> replaced) {
        if (shown != html) {
            replaced.add(shown);
            replaced.remove(html);
        }
    }

    private static boolean isText(BodyPart part) {
        return part.mediaType().startsWith("text/")
                || part.mediaType().equals("application/x-patch")
                || part.mediaType().equals("message/delivery-status");
    }

    private void note(String what, String id, String expected, String found) {
        if (expected.equals(found)) {
            agreeing.merge(what, 1, Integer::sum);
        } else {
            differing.computeIfAbsent(what, none -> new ArrayList<>()).add(id + "\n    " + difference(expected, found));
        }
    }

    private static String difference(String expected, String found) {
        int at = 0;
        while (at < Math.min(expected.length(), found.length()) && expected.charAt(at) == found.charAt(at)) {
            at++;
        }
        return at + ": " + excerpt(expected, at) + "\n    " + at + ": " + excerpt(found, at);
    }

    private static String excerpt(String text, int at) {
        return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 100));
    }

    /** The words; in a page it is open how marks of quotes were spaced, in a mailbox how many of them {@code From} had. */
    static String words(String text) {
        return text.replaceAll("(?m)^>+From ", "From ")
                .replaceAll("(?m)^[> \\t]*>[> \\t]*$", "")
                .replaceAll("(?m)^[> \\t]*>[> \\t]*", " >")
                .replaceAll("[\\s\\u00A0\\uFEFF]+", " ")
                .strip();
    }

    private static String contents(ParsedMessage message) {
        Map<String, Integer> contents = new HashMap<>();
        for (BodyPart part : message.attachments()) {
            if (isText(part)) {
                continue;
            }
            try (InputStream in = part.content()) {
                byte[] bytes = in.readAllBytes();
                contents.merge(bytes.length + " bytes " + Arrays.hashCode(bytes), 1, Integer::sum);
            } catch (IOException fromMemory) {
                throw new IllegalStateException(fromMemory);
            }
        }
        return new TreeMap<>(contents).toString();
    }

    /** In how many messages something agrees. */
    int count(String what) {
        return agreeing.getOrDefault(what, 0);
    }

    @Override
    public String toString() {
        StringBuilder words = new StringBuilder(messages + " messages, " + missing + " missing");
        agreeing.forEach(
                (what, count) -> words.append("; ").append(what).append(' ').append(count));
        return words.toString();
    }
}
