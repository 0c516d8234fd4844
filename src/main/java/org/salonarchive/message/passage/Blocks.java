package org.salonarchive.message.passage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a text into blocks, from the first line to the last; only blank lines are in none. */
public final class Blocks {

    private final List<String> lines;
    private final QuoteMarks marks;
    private final List<Block> found = new ArrayList<>();
    private int at;
    private boolean saidSomething;
    private boolean inOriginal;
    private boolean passedOn;

    private Blocks(List<String> lines, QuoteMarks marks) {
        this.lines = lines;
        this.marks = marks;
    }

    /** The blocks in order; those of the text of a {@link Block.Kind#ORIGINAL} stand after it. */
    public static List<Block> of(List<String> lines, QuoteMarks marks) {
        Blocks blocks = new Blocks(lines, marks);
        while (blocks.at < lines.size()) {
            if (lines.get(blocks.at).isBlank()) {
                blocks.at++;
            } else {
                blocks.next();
            }
        }
        return blocks.found;
    }

    private void next() {
        Block special = special(at);
        if (special != null) {
            add(special);
            return;
        }
        int end = at + 1;
        while (end < lines.size() && (lines.get(end).isBlank() || special(end) == null)) {
            end++;
        }
        while (lines.get(end - 1).isBlank()) {
            end--;
        }
        add(new Block(Block.Kind.WORDS, at, at, end));
    }

    private void add(Block block) {
        found.add(block);
        saidSomething |= block.kind() == Block.Kind.WORDS || block.kind() == Block.Kind.PATCH;
        inOriginal |= block.kind() == Block.Kind.ORIGINAL;
        passedOn = block.kind() == Block.Kind.HEADING;
        at = block.kind() == Block.Kind.ORIGINAL ? block.words() : block.to();
    }

    /** What begins at a line and is not the author's own words; null when these do. */
    private @Nullable Block special(int line) {
        int signature = Signature.end(lines, marks, line);
        if (signature > line) {
            return new Block(Block.Kind.SIGNATURE, line, line, signature);
        }
        if (PatchLines.startsAt(lines, line)) {
            return new Block(Block.Kind.PATCH, line, line, PatchLines.end(lines, line));
        }
        int attribution = Attribution.lines(lines, marks, line);
        if (attribution > 0 || marks.level(line) > 0) {
            return quote(line, line + attribution);
        }
        ForwardedHeading heading = inOriginal ? null : ForwardedHeading.at(lines, line);
        return heading == null ? null : message(line, heading);
    }

    private Block quote(int from, int attributionEnd) {
        int words = attributionEnd;
        while (lines.get(words).isBlank()) {
            words++;
        }
        return new Block(passedOn ? Block.Kind.OPEN_QUOTE : Block.Kind.QUOTE, from, words, endOfQuote(words));
    }

    /** Quoted lines, and empty ones between them. A new attribution within begins a new quote. */
    private int endOfQuote(int from) {
        int end = from;
        for (int i = from; i < lines.size(); i++) {
            if (marks.level(i) > 0) {
                end = i + 1;
            } else if (!lines.get(i).isBlank()) {
                break;
            }
        }
        return end;
    }

    /** Only what stands below words of the author is an answered message; else it is all there is to read. */
    private Block message(int line, ForwardedHeading heading) {
        int end = heading.end();
        int below = end;
        while (below < lines.size() && lines.get(below).isBlank()) {
            below++;
        }
        boolean text = below < lines.size();
        if (text && !heading.forward() && marks.level(below) > 0) {
            return new Block(Block.Kind.QUOTE, line, below, endOfQuote(below));
        }
        if (!text || heading.forward() || !saidSomething) {
            return new Block(Block.Kind.HEADING, line, end, end);
        }
        return new Block(Block.Kind.ORIGINAL, line, end, endOfOriginal(end));
    }

    /** Up to the signature or footer that is the last thing of all; what stands below each message of a chain is part of it. */
    private int endOfOriginal(int from) {
        int end = from;
        while (end < lines.size() && (lines.get(end).isBlank() || Signature.end(lines, marks, end) < lines.size())) {
            end++;
        }
        return end;
    }
}
