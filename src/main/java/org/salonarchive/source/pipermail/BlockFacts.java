package org.salonarchive.source.pipermail;

import java.util.Optional;
import org.salonarchive.source.RawMessage;

/**
 * What is known of a block of a volume's text.
 *
 * @param id with brackets
 * @param date its Date field as it stands
 * @param inReplyTo ids, each with brackets
 * @param references ids, each with brackets
 * @param fragment whether it is the rest of a message that was once split
 */
record BlockFacts(
        Optional<String> id, String date, String inReplyTo, String references, Traits traits, boolean fragment) {

    /** Of a piece that is no message. */
    static final BlockFacts NOTHING =
            new BlockFacts(Optional.empty(), "", "", "", Traits.of(Optional.empty(), "", ""), false);

    static BlockFacts of(RawMessage block) {
        HeadFields fields = HeadFields.of(block.bytes());
        return new BlockFacts(
                fields.id(),
                fields.get("date"),
                fields.ids("in-reply-to"),
                fields.ids("references"),
                fields.traits(),
                Blocks.isFragment(fields.get("from")));
    }
}
