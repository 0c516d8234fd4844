package org.salonarchive.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.salonarchive.message.ContentHash;
import org.salonarchive.message.DateRule;
import org.salonarchive.message.EffectiveDate;
import org.salonarchive.message.MailboxAddress;
import org.salonarchive.message.MessageId;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.message.Reference;
import org.salonarchive.thread.Skeleton;

/**
 * A message on its way into the archive: what the bulk writer needs of it, and no more, so that a
 * batch of them stays small. Made on the parser threads.
 *
 * @param raw the bytes, packed for storing, with their hash and provenance
 * @param words by which it is found
 */
public record Arrival(
        RawForm raw,
        ContentHash contentHash,
        MessageId messageId,
        String subject,
        String subjectKey,
        MailboxAddress sender,
        EffectiveDate date,
        List<Reference> references,
        List<String> defects,
        MessageWords words) {

    /** Longer keys sort no better and would not fit an index. */
    private static final int SUBJECT_KEY_LENGTH = 200;

    /**
     * Puts together what is stored of a message.
     *
     * @param rules how its words are read
     * @param dictionary by which its bytes are packed
     */
    public static Arrival of(
            byte[] bytes,
            ParsedMessage parsed,
            EffectiveDate date,
            Receipt receipt,
            WordRules rules,
            Dictionary dictionary) {
        return new Arrival(
                RawForm.of(bytes, parsed, receipt, dictionary),
                parsed.contentHash(),
                parsed.messageId(),
                parsed.subject(),
                subjectKey(parsed.baseSubject()),
                parsed.from(),
                date,
                parsed.references(),
                parsed.defects().stream()
                        .map(defect -> defect.kind().name())
                        .distinct()
                        .toList(),
                MessageWords.of(parsed, rules));
    }

    /** The same message when no date of its own is sane: it is filed beside the one before it in the source. */
    public Arrival besideNeighbour(Instant neighbour) {
        return dated(new EffectiveDate(neighbour, OptionalInt.empty(), DateRule.NEIGHBOUR));
    }

    /** The same message with another date. */
    public Arrival dated(EffectiveDate other) {
        return new Arrival(raw, contentHash, messageId, subject, subjectKey, sender, other, references, defects, words);
    }

    /** What threading needs of it, stored under this id. */
    Skeleton skeleton(long id) {
        return new Skeleton(id, messageId.hash(), date.at(), contentHash, PackedReferences.hashed(references));
    }

    /** How true these bytes are to what was sent. */
    Fidelity fidelity() {
        return raw.receipt().fidelity();
    }

    /** The addresses that it had in the archive of which it comes. */
    List<LegacyLink> legacyLinks() {
        return raw.receipt().legacyLinks();
    }

    /** The key of its sender. */
    byte[] senderKey() {
        return senderKey(sender);
    }

    /** SHA-1 of a sender's address in lower case, or of its name where it gives no address. */
    public static byte[] senderKey(MailboxAddress sender) {
        String key = sender.address().isEmpty()
                ? "name:" + sender.name()
                : sender.address().toLowerCase(Locale.ROOT);
        return digest("SHA-1", key.getBytes(StandardCharsets.UTF_8));
    }

    private static String subjectKey(String baseSubject) {
        String key = baseSubject.toLowerCase(Locale.ROOT);
        if (key.length() <= SUBJECT_KEY_LENGTH) {
            return key;
        }
        boolean splitsPair = Character.isHighSurrogate(key.charAt(SUBJECT_KEY_LENGTH - 1));
        return key.substring(0, splitsPair ? SUBJECT_KEY_LENGTH - 1 : SUBJECT_KEY_LENGTH);
    }

    /** The raw hash: SHA-256 over the bytes. */
    public static byte[] sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
