package org.salonarchive.source.pipermail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which pages of a volume are of one message, and what its Message-ID is. A tree that was made anew beside itself has two
 * pages of each; the rest of a message that was once split has a page of its own.
 */
final class Identities {

    private static final int NONE = -1;

    private final List<PageFacts> pages;
    private final List<BlockFacts> blocks;
    private final int[] blockOf;
    private final Map<Integer, Integer> placeOf = new HashMap<>();
    private final Map<Integer, String> fromReplies = new HashMap<>();

    Identities(List<PageFacts> pages, List<BlockFacts> blocks) {
        this.pages = pages;
        this.blocks = blocks;
        this.blockOf = Pairing.of(pages, blocks);
        for (int i = 0; i < pages.size(); i++) {
            placeOf.put(pages.get(i).number(), i);
        }
        askReplies();
    }

    /**
     * One message.
     *
     * @param pages all of it, by their places, in the order of their numbers
     * @param fragments the pages of its rest, by the page that they follow
     */
    record Group(List<Integer> pages, Map<Integer, List<Integer>> fragments) {

        private Group() {
            this(new ArrayList<>(), new HashMap<>());
        }

        /** The places of all pages. */
        List<Integer> all() {
            List<Integer> all = new ArrayList<>(pages);
            fragments.values().forEach(all::addAll);
            return all;
        }
    }

    Optional<BlockFacts> block(int page) {
        return blockOf[page] == NONE ? Optional.empty() : Optional.of(blocks.get(blockOf[page]));
    }

    /** The place of a page's block among all; -1 when it has none. */
    int blockOf(int page) {
        return blockOf[page];
    }

    /** What is known of a page's message, of page and text. */
    Traits traits(int page) {
        Traits own = pages.get(page).traits();
        Optional<Traits> block = block(page).map(BlockFacts::traits);
        return block.isPresent()
                        && (!pages.get(page).isOnDisk()
                                || own.sent().isEmpty()
                                || block.get().sent().isPresent())
                ? block.get()
                : own;
    }

    Optional<String> id(int page) {
        return said(page).or(() -> Optional.ofNullable(fromReplies.get(page)));
    }

    private Optional<String> said(int page) {
        return pages.get(page).ownId().or(() -> block(page).flatMap(BlockFacts::id));
    }

    /** The id of what a page's message answers, with brackets; empty when it is not known or answers nothing. */
    String inReplyTo(int page) {
        Optional<BlockFacts> block = block(page);
        boolean said = block.filter(b -> b.id().isPresent()).isPresent();
        if (said) {
            return block.get().inReplyTo();
        }
        PageFacts facts = pages.get(page);
        return facts.answers().or(() -> parent(page).flatMap(this::id)).orElse("");
    }

    private Optional<Integer> parent(int page) {
        PageFacts facts = pages.get(page);
        return facts.parent().isPresent()
                ? Optional.ofNullable(placeOf.get(facts.parent().getAsInt()))
                : Optional.empty();
    }

    /**
     * A page of Mailman 2.1.0 to 2.1.9 names only the id of what it answers, and the index says which page that is. It
     * may have put it there by its subject: that is so where that page answers the same message.
     */
    private void askReplies() {
        Map<Integer, Set<String>> named = new HashMap<>();
        Map<String, Set<Integer>> claims = new HashMap<>();
        for (int i = 0; i < pages.size(); i++) {
            Optional<Integer> parent = parent(i);
            Optional<String> answers = pages.get(i).answers();
            if (parent.isPresent()
                    && answers.isPresent()
                    && !answers.equals(pages.get(parent.get()).answers())) {
                named.computeIfAbsent(parent.get(), none -> new HashSet<>()).add(answers.get());
                claims.computeIfAbsent(answers.get(), none -> new HashSet<>()).add(parent.get());
            }
        }
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < pages.size(); i++) {
            said(i).ifPresent(taken::add);
        }
        named.forEach((page, ids) -> {
            String id = ids.iterator().next();
            if (ids.size() == 1 && said(page).isEmpty() && claims.get(id).size() == 1 && !taken.contains(id)) {
                fromReplies.put(page, id);
            }
        });
    }

    /** All messages, in the order of their first pages. */
    List<Group> groups() {
        Gathered gathered = new Gathered();
        List<Group> groups = new ArrayList<>();
        Group before = new Group();
        int whole = NONE;
        for (int i = 0; i < pages.size(); i++) {
            boolean rest = whole != NONE && isFragment(i) && Blocks.canBeSplit(id(whole));
            if (rest) {
                before.fragments()
                        .computeIfAbsent(whole, none -> new ArrayList<>())
                        .add(i);
            } else {
                before = gathered.groupOf(i);
                if (before.pages().isEmpty()) {
                    groups.add(before);
                }
                before.pages().add(i);
                whole = i;
            }
        }
        return groups;
    }

    boolean isFragment(int page) {
        return pages.get(page).fragment()
                || !pages.get(page).isOnDisk()
                        && block(page).filter(BlockFacts::fragment).isPresent();
    }

    /** Without ids the same text of the same author at the same second is the same message. */
    private record Alike(Traits traits, int body) {}

    /** The groups that were begun, by what pages of them are known by. */
    private final class Gathered {

        /** An id may be of several messages: senders use some twice. */
        private final Map<String, List<Group>> named = new HashMap<>();

        private final Map<Alike, Group> ofNamed = new HashMap<>();
        private final Map<Alike, Group> nameless = new HashMap<>();

        Group groupOf(int page) {
            Alike alike = new Alike(traits(page), pages.get(page).body());
            boolean comparable =
                    alike.traits().sent().isPresent() && pages.get(page).isOnDisk();
            Optional<String> id = id(page);
            if (id.isPresent()) {
                Group group = named.computeIfAbsent(id.get(), none -> new ArrayList<>()).stream()
                        .filter(known -> traits(known.pages().get(0)).isNear(alike.traits()))
                        .findFirst()
                        .orElseGet(() -> comparable ? nameless.getOrDefault(alike, new Group()) : new Group());
                if (!named.get(id.get()).contains(group)) {
                    named.get(id.get()).add(group);
                }
                nameless.remove(alike, group);
                ofNamed.putIfAbsent(alike, group);
                return group;
            }
            Group known = ofNamed.get(alike);
            if (!comparable) {
                return new Group();
            }
            return known != null ? known : nameless.computeIfAbsent(alike, none -> new Group());
        }
    }
}
