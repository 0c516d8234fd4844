package org.salonarchive.thread;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.message.Reference;

/**
 * Threads a set of messages by their references: the algorithm of Jamie Zawinski (RFC 5256 REFERENCES
 * without the subject step), each step in canonical order (effective date, then content hash), so that
 * the order of arrival decides nothing. Near-linear, without recursion.
 */
public final class Threader {

    /** The reason of a parent that no field of the message itself names. */
    public static final String BY_OTHERS = "References of other messages";

    private static final int NONE = -1;

    /** Containers: first the messages in canonical order, then ghosts. */
    private final List<Skeleton> messages;

    private final Map<MessageIdHash, Integer> containerOfId = new HashMap<>();
    private int containers;
    private int[] parent;
    /** For the loop test: a container leads to the root of the tree that it is in. */
    private int[] root;

    private final String[] reason;

    private Threader(Collection<Skeleton> messages) {
        this.messages = new ArrayList<>(messages);
        this.messages.sort(Skeleton.CANONICAL);
        containers = this.messages.size();
        parent = new int[containers];
        Arrays.fill(parent, NONE);
        root = new int[containers];
        Arrays.setAll(root, at -> at);
        reason = new String[containers];
        Arrays.fill(reason, "");
    }

    /** Places every message; a message that is not in the set is a ghost. */
    public static List<Placement> thread(Collection<Skeleton> messages) {
        Threader threader = new Threader(messages);
        threader.createIdTable();
        threader.linkToMessages();
        threader.linkToGhosts();
        threader.linkGhosts();
        return threader.placements();
    }

    /** An id stands for the first message that has it; later ones (imposters) receive no replies. */
    private void createIdTable() {
        for (int message = 0; message < messages.size(); message++) {
            containerOfId.putIfAbsent(messages.get(message).id(), message);
        }
    }

    /** A message's parent is the nearest of its own references that is here, unless that makes a loop. */
    private void linkToMessages() {
        for (int message = 0; message < messages.size(); message++) {
            List<HashedReference> references = messages.get(message).references();
            for (int i = references.size() - 1; i >= 0 && parent[message] == NONE; i--) {
                HashedReference reference = references.get(i);
                int candidate = containerOfId.getOrDefault(reference.id(), NONE);
                if (candidate != NONE && link(message, candidate)) {
                    reason[message] = reason(reference);
                }
            }
        }
    }

    /**
     * A message with no reference here hangs under the ghost of its nearest reference. What stands amid
     * free text of In-Reply-To may be anything with an @, so it makes no ghost.
     */
    private void linkToGhosts() {
        for (int message = 0; message < messages.size(); message++) {
            List<HashedReference> references = messages.get(message).references();
            for (int i = references.size() - 1; i >= 0 && parent[message] == NONE; i--) {
                if (isClean(references.get(i))
                        && isGhost(container(references.get(i).id()))) {
                    link(message, container(references.get(i).id()));
                }
            }
        }
    }

    /** A ghost's parent is the reference before it in the first message that names both. */
    private void linkGhosts() {
        for (Skeleton message : messages) {
            int before = NONE;
            for (HashedReference reference : message.references()) {
                if (!isClean(reference)) {
                    continue;
                }
                int container = container(reference.id());
                if (before != NONE && isGhost(container) && parent[container] == NONE) {
                    link(container, before);
                }
                before = container;
            }
        }
    }

    private static boolean isClean(HashedReference reference) {
        return reference.field() != Reference.Field.IN_REPLY_TO_AMID_TEXT;
    }

    private boolean isGhost(int container) {
        return container >= messages.size();
    }

    /** The message of an id, or its ghost. */
    private int container(MessageIdHash id) {
        return containerOfId.computeIfAbsent(id, unseen -> newGhost());
    }

    private int newGhost() {
        int ghost = containers++;
        if (ghost == parent.length) {
            int grown = Math.max(16, ghost * 2);
            parent = Arrays.copyOf(parent, grown);
            root = Arrays.copyOf(root, grown);
        }
        parent[ghost] = NONE;
        root[ghost] = ghost;
        return ghost;
    }

    /** Hangs a root under another container; refuses when that stands in the root's own tree. */
    private boolean link(int child, int under) {
        int top = find(under);
        if (top == child) {
            return false;
        }
        parent[child] = under;
        root[child] = top;
        return true;
    }

    private int find(int container) {
        int top = container;
        while (root[top] != top) {
            top = root[top];
        }
        int at = container;
        while (root[at] != top) {
            int next = root[at];
            root[at] = top;
            at = next;
        }
        return top;
    }

    private static String reason(HashedReference reference) {
        return reference.field() == Reference.Field.REFERENCES ? "References " + reference.position() : "In-Reply-To";
    }

    /** Looks through ghosts: a message's parent is its nearest ancestor that is a message. */
    private List<Placement> placements() {
        int[] above = messageAbove();
        int[] first = firstOfTree(above);
        List<Placement> placements = new ArrayList<>(messages.size());
        for (int message = 0; message < messages.size(); message++) {
            int ancestor = isChildOfGhost(message) ? above[parent[message]] : parent[message];
            String because = ancestor == NONE ? "" : reason[message].isEmpty() ? BY_OTHERS : reason[message];
            placements.add(new Placement(
                    messages.get(message).key(),
                    ancestor == NONE
                            ? OptionalLong.empty()
                            : OptionalLong.of(messages.get(ancestor).key()),
                    because,
                    messages.get(first[find(message)]).key()));
        }
        return placements;
    }

    private boolean isChildOfGhost(int message) {
        return parent[message] != NONE && isGhost(parent[message]);
    }

    /** For each ghost its nearest ancestor that is a message; each way is walked once. */
    private int[] messageAbove() {
        int[] above = new int[containers];
        boolean[] known = new boolean[containers];
        for (int ghost = messages.size(); ghost < containers; ghost++) {
            int at = ghost;
            while (at != NONE && isGhost(at) && !known[at]) {
                at = parent[at];
            }
            int found = at == NONE || !isGhost(at) ? at : above[at];
            for (int walked = ghost; walked != NONE && isGhost(walked) && !known[walked]; walked = parent[walked]) {
                above[walked] = found;
                known[walked] = true;
            }
        }
        return above;
    }

    /** The message that stands first in each tree: its root, or the first in canonical order below a ghost. */
    private int[] firstOfTree(int[] above) {
        int[] first = new int[containers];
        Arrays.fill(first, NONE);
        for (int message = 0; message < messages.size(); message++) {
            boolean onTop = parent[message] == NONE || isChildOfGhost(message) && above[parent[message]] == NONE;
            int top = find(message);
            if (onTop && first[top] == NONE) {
                first[top] = message;
            }
        }
        return first;
    }
}
