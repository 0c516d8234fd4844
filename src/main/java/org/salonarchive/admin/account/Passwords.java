package org.salonarchive.admin.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Hashes of passwords: Argon2id (RFC 9106) with 19 MiB and two passes, written with its parameters and salt. */
final class Passwords {

    /** In characters. */
    static final int SHORTEST = 12;

    static final int LONGEST = 1_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int PATIENCE_SECONDS = 10;
    private static final Argon2Function FUNCTION =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, 1, HASH_BYTES, Argon2.ID);

    /** Each costs its memory; however many come at once, no more than these are at work. */
    private static final Semaphore TURNS = new Semaphore(2, true);

    private Passwords() {}

    /** Why a password cannot be taken; empty when it can. */
    static Optional<String> whyNot(String password, String name) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of("A password has at least " + SHORTEST + " characters; a few words are easy to keep.");
        }
        if (length > LONGEST) {
            return Optional.of("A password has at most " + LONGEST + " characters.");
        }
        return password.toLowerCase(Locale.ROOT).strip().equals(name)
                        || password.chars().distinct().count() < 4
                ? Optional.of("That password is the first to be guessed. A few words are easy to keep.")
                : Optional.empty();
    }

    static String hash(String password) {
        return taking(() -> Password.hash(normal(password))
                .addRandomSalt(SALT_BYTES)
                .with(FUNCTION)
                .getResult());
    }

    /** What looks like a hash of today and is that of no password. */
    static String ofNobody() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        byte[] random = new byte[SALT_BYTES + HASH_BYTES];
        new SecureRandom().nextBytes(random);
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$"
                + base64.encodeToString(Arrays.copyOf(random, SALT_BYTES)) + "$"
                + base64.encodeToString(Arrays.copyOfRange(random, SALT_BYTES, random.length));
    }

    /** Whether a password is the one that was hashed; takes the same time for any. */
    static boolean matches(String password, String hash) {
        return taking(() -> Password.check(normal(password), hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    /** The same characters, whichever keyboard composed them. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private static <T> T taking(java.util.function.Supplier<T> work) {
        try {
            if (!TURNS.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Too many sign-ins at once.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for a turn.", stopped);
        }
        try {
            return work.get();
        } finally {
            TURNS.release();
        }
    }
}
