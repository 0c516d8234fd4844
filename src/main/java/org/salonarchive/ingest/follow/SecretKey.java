package org.salonarchive.ingest.follow;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.salonarchive.ingest.IngestFailure;

/**
 * The key that seals secrets: 32 bytes as Base64 in {@code salon.secret-key} (SALON_SECRET_KEY), else in a file of the
 * data directory that is made when it is first needed and that only its owner may read. It is never in the database,
 * so that a copy of the database is of no use without it.
 */
@ApplicationScoped
public class SecretKey {

    static final String FILE = "secret.key";
    static final int ID_BYTES = 8;
    private static final int KEY_BYTES = 32;

    private final Optional<String> configured;
    private final Path file;
    private Optional<byte[]> known = Optional.empty();

    SecretKey(
            @ConfigProperty(name = "salon.secret-key") Optional<String> configured,
            @ConfigProperty(name = "salon.data-dir", defaultValue = "data") String dataDir) {
        this.configured = configured;
        this.file = Path.of(dataDir).toAbsolutePath().resolve(FILE);
    }

    /** Tells keys apart without telling anything of them. */
    byte[] id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("salon key " + Base64.getEncoder().encodeToString(bytes()))
                            .getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(hash, ID_BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    synchronized byte[] bytes() {
        byte[] key = known.orElseGet(() -> decode(configured.orElseGet(this::kept)));
        known = Optional.of(key);
        return key;
    }

    private String kept() {
        try {
            if (!Files.exists(file)) {
                make();
            }
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException fault) {
            throw new IngestFailure(
                    "The key for stored passwords cannot be kept in " + file + " (" + fault.getMessage()
                            + "): allow it to be written, or give a key (SALON_SECRET_KEY).",
                    fault);
        }
    }

    /** Whole or not at all; of two processes that make one, the first wins. */
    private void make() throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(
                file.getParent(),
                FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, Base64.getEncoder().encodeToString(key) + "\n", StandardCharsets.US_ASCII);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException anotherWasFaster) {
            // Its key is read.
        } catch (UnsupportedOperationException noLinks) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static byte[] decode(String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException noBase64) {
            // Told below, without the key.
        }
        throw new IngestFailure(
                "The key for stored passwords must be 32 bytes as Base64 (openssl rand -base64 32).",
                new IllegalArgumentException("malformed key"));
    }
}
