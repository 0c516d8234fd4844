package org.salonarchive.source.pipermail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.rebuilt.RebuiltMessage;

/** Gives what is left of the text, the rest of a message that was once split with what is before it. */
final class BlocksLeft implements Closeable {

    private final VolumeFiles files;
    private final VolumeFacts facts;
    private final KeptAttachments attachments;
    private final Map<Integer, List<OldLink>> links = new HashMap<>();

    private Optional<Blocks> blocks = Optional.empty();
    private Optional<SourceItem> ahead = Optional.empty();
    private int next;

    BlocksLeft(VolumeFiles files, VolumeFacts facts, KeptAttachments attachments) {
        this.files = files;
        this.facts = facts;
        this.attachments = attachments;
    }

    /** Leaves a block to be given, with addresses that its message had. */
    void add(int block, List<OldLink> known) {
        links.put(block, known);
    }

    void remove(int block) {
        links.remove(block);
    }

    boolean isEmpty() {
        return links.isEmpty();
    }

    Optional<SourceItem> next() throws IOException {
        if (blocks.isEmpty() && !links.isEmpty()) {
            blocks = Optional.of(new Blocks(files.text().orElseThrow()));
        }
        for (Optional<SourceItem> item = take(); item.isPresent(); item = take()) {
            int number = next - 1;
            if (links.containsKey(number)) {
                return Optional.of(
                        item.get() instanceof RawMessage block ? withLinks(whole(block), number) : item.get());
            }
            if (item.get() instanceof Closeable spooled) {
                spooled.close();
            }
        }
        return Optional.empty();
    }

    private Optional<SourceItem> read() throws IOException {
        return blocks.isPresent() ? blocks.get().next() : Optional.empty();
    }

    private Optional<SourceItem> take() throws IOException {
        Optional<SourceItem> item = ahead.isPresent() ? ahead : read();
        ahead = Optional.empty();
        next++;
        return item;
    }

    private RawMessage whole(RawMessage block) throws IOException {
        RawMessage whole = block;
        while (next < facts.blocks.size()
                && links.containsKey(next)
                && facts.blocks.get(next).fragment()
                && Blocks.canBeSplit(HeadFields.of(block.bytes()).id())) {
            ahead = read();
            if (ahead.isEmpty() || !(ahead.get() instanceof RawMessage rest)) {
                return whole;
            }
            whole = Blocks.joined(whole, Blocks.body(rest));
            take();
        }
        return whole;
    }

    private RawMessage withLinks(RawMessage block, int number) throws IOException {
        RawMessage linked = new RawMessage(block.bytes(), block.provenance().at(links.getOrDefault(number, List.of())));
        Optional<String> charset = facts.charset
                .filter(list -> list != StandardCharsets.US_ASCII && !PageFile.isUtf8(block.bytes()))
                .map(list -> "text/plain; charset=" + list.name().toLowerCase(Locale.ROOT));
        RawMessage restored = attachments.restored(linked, charset.orElse("text/plain"), false);
        return restored == linked && charset.isPresent() ? told(linked, charset.get()) : restored;
    }

    /** With the charset of the list said, which nothing in the text says. */
    private RawMessage told(RawMessage block, String type) {
        byte[] body = Blocks.body(block);
        RebuiltMessage message = new RebuiltMessage(Arrays.copyOf(block.bytes(), block.bytes().length - body.length));
        message.addText(type, body);
        return new RawMessage(message.bytes(), block.provenance());
    }

    @Override
    public void close() throws IOException {
        if (blocks.isPresent()) {
            blocks.get().close();
        }
    }
}
