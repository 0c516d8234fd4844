package org.salonarchive.archive;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.index.Weight;
import org.salonarchive.archive.index.WordPlaces;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.HtmlText;
import org.salonarchive.message.MailboxAddress;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.message.passage.Block;
import org.salonarchive.message.passage.Blocks;
import org.salonarchive.message.passage.PatchLines;
import org.salonarchive.message.passage.QuoteMarks;
import org.salonarchive.message.words.Language;
import org.salonarchive.message.words.Lexeme;
import org.salonarchive.message.words.Token;
import org.salonarchive.message.words.Tokenizer;

/**
 * What of a message can be found, and how much it counts: the subject most, then the author's own words, quotes, and
 * last what nobody wrote as an answer: patches, signatures, attachments, the sender's name.
 *
 * @param sure whether the language is that one, and not only taken for it
 * @param places the words and their places, as {@link WordPlaces#bytes()} has them
 * @param count how many words
 * @param subject the words of the subject and the name of the sender, for telling what a reader may have meant
 */
record MessageWords(Language language, boolean sure, byte[] places, int count, List<String> subject) {

    /** Between what stands apart, so that no phrase reaches over. */
    private static final int APART = 10;
    /** Characters of each attachment that are read. */
    private static final int ATTACHED_TEXT = 500_000;
    /** Documents of a message that are read, each of which may take seconds. */
    private static final int DOCUMENTS = 20;

    private static final String ARMOUR = "-----BEGIN PGP SIGNATURE-----";
    private static final Set<String> PATCH_TYPES = Set.of("text/x-patch", "text/x-diff", "application/x-patch");

    private static final ThreadLocal<WordPlaces> OF_THREAD = ThreadLocal.withInitial(WordPlaces::new);

    /** The words of a message. */
    static MessageWords of(ParsedMessage message, WordRules rules) {
        return new Reading(message, rules).words();
    }

    private static final class Reading {

        private final ParsedMessage message;
        private final DocumentText documents;
        private final WordPlaces words = OF_THREAD.get();
        private final List<String> lines;
        private final List<Block> blocks;
        private final Language.Told told;
        private int position;
        private int documentsRead;

        Reading(ParsedMessage message, WordRules rules) {
            this.message = message;
            documents = rules.documents();
            String text = message.textWithoutListFooters();
            lines = text.lines().toList();
            blocks = Blocks.of(lines, new QuoteMarks(lines));
            told = rules.language()
                    .map(known -> new Language.Told(known, true))
                    .orElseGet(() -> Language.of(own(text)));
            words.begin(told.language());
            subject();
            features(text);
            body();
            attachments();
            mailboxes(Lexeme.FROM, 0, List.of(message.from()));
            mailboxes("", position, List.of(message.from()));
            address(message.from().address());
            mailboxes(
                    Lexeme.TO,
                    0,
                    Stream.concat(message.to().stream(), message.cc().stream()).toList());
        }

        MessageWords words() {
            List<String> subject = Tokenizer.all(
                            message.subject() + " " + message.from().name())
                    .stream()
                    .filter(token -> token.kind() == Token.Kind.LETTERS)
                    .map(Token::folded)
                    .distinct()
                    .toList();
            return new MessageWords(told.language(), told.sure(), words.bytes(), words.size(), subject);
        }

        /** What tells the language: the author's own words, else all there is. */
        private String own(String text) {
            StringBuilder own = new StringBuilder();
            for (Block block : blocks) {
                if (block.kind() == Block.Kind.WORDS) {
                    lines.subList(block.from(), block.to())
                            .forEach(line -> own.append(line).append('\n'));
                }
            }
            return own.isEmpty() ? text : own.toString();
        }

        private void subject() {
            Tokenizer tokens = new Tokenizer(message.subject(), position);
            for (Token token = tokens.next(); token != null; token = tokens.next()) {
                words.add(token, Weight.SUBJECT);
                words.add(Lexeme.SUBJECT, token, Weight.SUBJECT);
            }
            position = tokens.position() + APART;
        }

        private void features(String text) {
            boolean patch = blocks.stream().anyMatch(block -> block.kind() == Block.Kind.PATCH);
            boolean image = false;
            for (BodyPart part : message.attachments()) {
                words.add(Lexeme.feature("attachment"));
                image |= part.mediaType().startsWith("image/");
                String name = part.fileName().toLowerCase(Locale.ROOT);
                patch |= PATCH_TYPES.contains(part.mediaType()) || name.endsWith(".patch") || name.endsWith(".diff");
            }
            if (patch) {
                words.add(Lexeme.feature("patch"));
            }
            if (image) {
                words.add(Lexeme.feature("image"));
            }
            if (text.contains("http://") || text.contains("https://")) {
                words.add(Lexeme.feature("link"));
            }
        }

        /** A whole answered message is a block with blocks within; those are all quoted. */
        private void body() {
            int originalEnd = 0;
            for (Block block : blocks) {
                boolean within = block.from() < originalEnd;
                if (block.kind() == Block.Kind.ORIGINAL) {
                    originalEnd = block.to();
                    text(block.from(), block.words(), Weight.QUOTED);
                } else if (!lines.get(block.from()).equals(ARMOUR)) {
                    text(block.from(), block.to(), within ? Weight.QUOTED : weight(block.kind()));
                }
            }
            position += APART;
        }

        private static Weight weight(Block.Kind kind) {
            return switch (kind) {
                case WORDS, HEADING, OPEN_QUOTE -> Weight.OWN;
                case QUOTE, ORIGINAL -> Weight.QUOTED;
                case PATCH, SIGNATURE -> Weight.ASIDE;
            };
        }

        private void text(int from, int to, Weight weight) {
            text(String.join("\n", lines.subList(from, to)), weight);
        }

        private void text(String text, Weight weight) {
            Tokenizer tokens = new Tokenizer(text, position);
            for (Token token = tokens.next(); token != null && !words.isFull(); token = tokens.next()) {
                words.add(token, weight);
            }
            position = tokens.position();
        }

        private void attachments() {
            int place = 0;
            for (BodyPart part : message.attachments()) {
                Tokenizer names = new Tokenizer(part.fileName(), place);
                for (Token token = names.next(); token != null; token = names.next()) {
                    words.add(Lexeme.FILE + token.folded(), token.position(), Weight.ASIDE);
                }
                place = names.position() + APART;
                documentText(part)
                        .or(() -> Optional.ofNullable(attachedText(part)))
                        .ifPresent(text -> {
                            text(text.substring(0, Math.min(text.length(), ATTACHED_TEXT)), Weight.ASIDE);
                            position += APART;
                        });
            }
        }

        /** Nothing is read for which there would be no room. */
        private Optional<String> documentText(BodyPart part) {
            if (!DocumentTypes.isDocument(part) || documentsRead == DOCUMENTS || words.isFull()) {
                return Optional.empty();
            }
            documentsRead++;
            return documents.of(part);
        }

        private static @Nullable String attachedText(BodyPart part) {
            String name = part.fileName().toLowerCase(Locale.ROOT);
            if (part.mediaType().equals("text/html")) {
                return HtmlText.toText(part.contentAsText());
            }
            boolean text = part.mediaType().startsWith("text/") || PATCH_TYPES.contains(part.mediaType());
            if (!text && !name.endsWith(".patch") && !name.endsWith(".diff") && !name.endsWith(".txt")) {
                return null;
            }
            String content = part.contentAsText();
            return PatchLines.isIn(content) || content.indexOf('\uFFFD') < 0 ? content : null;
        }

        /** Names and addresses are found as they are spelt, and count little. */
        private void mailboxes(String field, int before, List<MailboxAddress> mailboxes) {
            int place = before;
            for (MailboxAddress mailbox : mailboxes) {
                Tokenizer tokens = new Tokenizer(mailbox.name() + "  " + mailbox.address(), place);
                for (Token token = tokens.next(); token != null; token = tokens.next()) {
                    words.add(lexeme(field, token.folded()), token.position(), Weight.ASIDE);
                }
                place = tokens.position() + APART;
            }
        }

        /** Whole, so that who asks for one need not compare the places of its parts; and without its first names. */
        private void address(String address) {
            int at = address.lastIndexOf('@');
            for (int from = 0; from < at; from++) {
                if (from == 0 || !Character.isLetterOrDigit(address.charAt(from - 1))) {
                    Lexeme.address(address.substring(from)).ifPresent(words::add);
                }
            }
        }

        /** Most words have no field, and are not copied. */
        private static String lexeme(String field, String word) {
            return field.isEmpty() ? word : field + word;
        }
    }
}
