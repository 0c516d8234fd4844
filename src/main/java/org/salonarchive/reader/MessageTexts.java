package org.salonarchive.reader;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.message.MessageParser;

/**
 * What messages say, as text without markup: read from their bytes, and kept for a while, as much as a part of the
 * memory has room for, since who has searched looks at the same messages in another order or with another word.
 */
@ApplicationScoped
class MessageTexts {

    private static final int SHARE_OF_MEMORY = 16;
    private static final Duration UNASKED = Duration.ofMinutes(10);

    /** What an entry takes beside its text, which takes a byte or two for each character. */
    private static final int ENTRY_BYTES = 200;

    private static final MessageParser PARSER = new MessageParser();

    private final RawMessages raws;

    /** By the form of which they were read: its bytes never change. */
    private final Cache<Long, String> texts = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY)
            .expireAfterAccess(UNASKED)
            .weigher((Long form, String text) -> ENTRY_BYTES + 2 * text.length())
            .build();

    MessageTexts(RawMessages raws) {
        this.raws = raws;
    }

    /** A message that was found visible, and its text. */
    record Text(MessageRow row, String text) {}

    /** The texts of messages, in the order of their rows. */
    List<Text> of(List<MessageRow> rows) {
        Map<Long, String> known = new HashMap<>(
                texts.getAllPresent(rows.stream().map(MessageRow::raw).toList()));
        List<MessageRow> unknown =
                rows.stream().filter(row -> !known.containsKey(row.raw())).toList();
        for (Text read : raws.map(
                unknown, (row, bytes) -> new Text(row, PARSER.parse(bytes).text()))) {
            known.put(read.row().raw(), read.text());
            texts.put(read.row().raw(), read.text());
        }
        List<Text> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(new Text(row, known.get(row.raw()))));
        return all;
    }
}
