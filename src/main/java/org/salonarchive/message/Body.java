package org.salonarchive.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What of a message's parts a reader reads, and what is offered to take away: of alternatives the plain text, if it
 * has any content, else HTML; of related parts the root; of all other multiparts each part in order.
 *
 * @param parts leaves and heads of nested messages in the order of the message
 * @param displayed what is read, in order
 * @param attachments what is offered
 */
record Body(List<BodyPart> parts, List<BodyPart> displayed, List<BodyPart> attachments) {
    /** Characters of decoded text that stay in memory with a message. */
    private static final int KEPT_CHARACTERS = 4_000_000;

    static Body of(Entity root) {
        return new Choice(root).body();
    }

    private static final class Choice {
        private final Entity root;
        private final Map<Entity, BodyPart> partOf = new HashMap<>();
        private final List<BodyPart> parts = new ArrayList<>();
        private final List<BodyPart> displayed = new ArrayList<>();
        /** Texts that another text stands for. */
        private final Set<BodyPart> replaced = new HashSet<>();

        Choice(Entity root) {
            this.root = root;
            AtomicInteger keepable = new AtomicInteger(KEPT_CHARACTERS);
            for (Entity entity : inOrder(root)) {
                if (entity.children().isEmpty() || entity.fields().isMessage()) {
                    BodyPart part = new BodyPart(entity, PartKind.of(entity), keepable);
                    partOf.put(entity, part);
                    parts.add(part);
                }
            }
        }

        Body body() {
            Deque<Entity> open = new ArrayDeque<>();
            open.push(root);
            while (!open.isEmpty()) {
                Entity entity = open.pop();
                BodyPart part = partOf.get(entity);
                if (part != null && part.kind() != BodyPart.Kind.ATTACHMENT) {
                    displayed.add(part);
                }
                List<Entity> next = new ArrayList<>(displayedChildren(entity));
                Collections.reverse(next);
                next.forEach(open::push);
            }
            markListFooters();
            Set<BodyPart> shown = new HashSet<>(displayed);
            List<BodyPart> attachments = parts.stream()
                    .filter(part -> !shown.contains(part) && !replaced.contains(part))
                    .toList();
            return new Body(List.copyOf(parts), List.copyOf(displayed), attachments);
        }

        /** List servers append parts of their own to what they cannot write below; something else must come first. */
        private void markListFooters() {
            for (int i = displayed.size() - 1; i > 0; i--) {
                BodyPart part = displayed.get(i);
                if (part.kind() != BodyPart.Kind.TEXT || !ListFooter.isAllOf(part.text())) {
                    return;
                }
                part.becomesListFooter();
            }
        }

        private List<Entity> displayedChildren(Entity entity) {
            if (entity.children().isEmpty()) {
                return List.of();
            }
            return switch (entity.fields().mediaType()) {
                case "multipart/alternative" -> List.of(alternative(entity));
                case "multipart/related" -> List.of(relatedRoot(entity));
                default -> entity.children();
            };
        }

        /** RFC 2387 §3.2: the part that "start" names, else the first. */
        private static Entity relatedRoot(Entity related) {
            String start = related.fields().contentType().parameter("start");
            String id = start.startsWith("<") && start.endsWith(">") ? start.substring(1, start.length() - 1) : start;
            return related.children().stream()
                    .filter(child -> !id.isEmpty() && child.fields().contentId().equals(id))
                    .findFirst()
                    .orElse(related.children().get(0));
        }

        private Entity alternative(Entity entity) {
            List<Entity> children = entity.children();
            Entity chosen = chosen(children);
            List<BodyPart> others = new ArrayList<>();
            for (Entity child : children) {
                if (child != chosen) {
                    firstText(child).ifPresent(others::add);
                    for (Entity inner : inOrder(child)) {
                        BodyPart part = partOf.get(inner);
                        if (part != null && part.isText()) {
                            replaced.add(part);
                        }
                    }
                }
            }
            firstText(chosen).ifPresent(part -> part.offersInstead(others));
            return chosen;
        }

        private Entity chosen(List<Entity> children) {
            for (Entity child : children) {
                if (firstText(child).filter(this::isReadablePlainText).isPresent()) {
                    return child;
                }
            }
            for (int i = children.size() - 1; i >= 0; i--) {
                if (firstText(children.get(i))
                        .filter(part -> part.kind() == BodyPart.Kind.HTML)
                        .isPresent()) {
                    return children.get(i);
                }
            }
            return children.stream()
                    .filter(child -> firstText(child).isPresent())
                    .findFirst()
                    .orElse(children.get(children.size() - 1));
        }

        private boolean isReadablePlainText(BodyPart part) {
            return part.kind() == BodyPart.Kind.TEXT && !part.text().isBlank();
        }

        /** The text that this entity shows first. */
        private Optional<BodyPart> firstText(Entity entity) {
            for (Entity inner : inOrder(entity)) {
                BodyPart part = partOf.get(inner);
                if (part != null && part.isText()) {
                    return Optional.of(part);
                }
            }
            return Optional.empty();
        }
    }

    /** The entity and all within it, in the order of the message. */
    private static List<Entity> inOrder(Entity root) {
        List<Entity> order = new ArrayList<>();
        Deque<Entity> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Entity entity = open.pop();
            order.add(entity);
            for (int i = entity.children().size() - 1; i >= 0; i--) {
                open.push(entity.children().get(i));
            }
        }
        return order;
    }
}
