package org.salonarchive.source.pipermail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which block of a volume's text is of which page. Pipermail writes both as a message comes, so that they are in the same
 * order, and when there are as many of one as of the other and nothing speaks against it, each is of its like; else they
 * are told by what is known of both, and between two that are told so by their order again.
 */
final class Pairing {

    private static final int NONE = -1;

    private final List<PageFacts> pages;
    private final List<BlockFacts> blocks;
    private final int[] blockOf;

    private Pairing(List<PageFacts> pages, List<BlockFacts> blocks) {
        this.pages = pages;
        this.blocks = blocks;
        this.blockOf = new int[pages.size()];
        Arrays.fill(blockOf, NONE);
    }

    /** The block of each page, by its place among the blocks; -1 of a page that has none. */
    static int[] of(List<PageFacts> pages, List<BlockFacts> blocks) {
        Pairing pairing = new Pairing(pages, blocks);
        if (pages.size() != blocks.size() || !pairing.agreeInOrder()) {
            pairing.match();
            pairing.fill();
        } else {
            Arrays.setAll(pairing.blockOf, page -> page);
        }
        return pairing.blockOf;
    }

    private boolean agreeInOrder() {
        for (int i = 0; i < pages.size(); i++) {
            if (isOther(pages.get(i), blocks.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a page and a block cannot be of one message. */
    private static boolean isOther(PageFacts page, BlockFacts block) {
        Optional<String> id = page.ownId();
        if (id.isPresent() && block.id().isPresent()) {
            return !id.equals(block.id());
        }
        return page.isOnDisk() && page.traits().likeness(block.traits()) == 0;
    }

    private void match() {
        Map<Object, Deque<Integer>> byId = new HashMap<>();
        Map<Object, Deque<Integer>> byTraits = new HashMap<>();
        for (int k = 0; k < blocks.size(); k++) {
            int number = k;
            blocks.get(k)
                    .id()
                    .ifPresent(id ->
                            byId.computeIfAbsent(id, none -> new ArrayDeque<>()).add(number));
            if (blocks.get(k).traits().sent().isPresent()) {
                byTraits.computeIfAbsent(blocks.get(k).traits(), none -> new ArrayDeque<>())
                        .add(number);
            }
        }
        for (int i = 0; i < pages.size(); i++) {
            PageFacts page = pages.get(i);
            Deque<Integer> alike =
                    page.ownId().isPresent() ? byId.get(page.ownId().get()) : byTraits.get(page.traits());
            if (alike != null && !alike.isEmpty()) {
                blockOf[i] = alike.remove();
            }
        }
        dropCrossed();
    }

    /** Of pairs that are not in one order, those stay that are the most. */
    private void dropCrossed() {
        List<Integer> tops = new ArrayList<>();
        int[] before = new int[blockOf.length];
        for (int i = 0; i < blockOf.length; i++) {
            if (blockOf[i] != NONE) {
                int low = 0;
                int high = tops.size();
                while (low < high) {
                    int middle = (low + high) / 2;
                    if (blockOf[tops.get(middle)] < blockOf[i]) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                before[i] = low == 0 ? NONE : tops.get(low - 1);
                if (low == tops.size()) {
                    tops.add(i);
                } else {
                    tops.set(low, i);
                }
            }
        }
        boolean[] kept = new boolean[blockOf.length];
        for (int i = tops.isEmpty() ? NONE : tops.get(tops.size() - 1); i != NONE; i = before[i]) {
            kept[i] = true;
        }
        for (int i = 0; i < blockOf.length; i++) {
            blockOf[i] = kept[i] ? blockOf[i] : NONE;
        }
    }

    /** As many pages as blocks between two pairs are pairs, too. */
    private void fill() {
        int page = 0;
        int block = 0;
        for (int i = 0; i <= pages.size(); i++) {
            int end = i == pages.size() ? blocks.size() : blockOf[i];
            if (end != NONE) {
                if (i - page == end - block) {
                    for (int k = 0; k < i - page; k++) {
                        boolean other = isOther(pages.get(page + k), blocks.get(block + k));
                        blockOf[page + k] = other ? NONE : block + k;
                    }
                }
                page = i + 1;
                block = end + 1;
            }
        }
    }
}
