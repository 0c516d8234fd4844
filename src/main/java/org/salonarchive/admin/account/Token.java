package org.salonarchive.admin.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Something that cannot be guessed: 32 random bytes, written as 43 characters of Base64url. Whoever has it is let in,
 * so it stands in a cookie or a link and nowhere else; the database keeps its hash.
 *
 * @param text as it is written
 */
public record Token(String text) {

    private static final int BYTES = 32;
    private static final int LENGTH = 43;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one. */
    public static Token random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What somebody sent, if it has the form of one. */
    public static Optional<Token> read(String text) {
        return text.matches("[A-Za-z0-9_-]{" + LENGTH + "}") ? Optional.of(new Token(text)) : Optional.empty();
    }

    /** By which the database knows it. */
    public byte[] hash() {
        return sha256(text);
    }

    /** Another secret that follows from this one and from which this one cannot be had. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Never with what it is. */
    @Override
    public String toString() {
        return "a token";
    }
}
