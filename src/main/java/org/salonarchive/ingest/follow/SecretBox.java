package org.salonarchive.ingest.follow;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.salonarchive.ingest.IngestFailure;

/**
 * Seals the secrets of sources for the database with AES-256 in Galois/Counter Mode (NIST SP 800-38D). The source's id
 * is part of what is sealed, so that one source's secrets cannot be put into the place of another's.
 */
@ApplicationScoped
public class SecretBox {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    SecretBox(SecretKey key) {
        this.key = key;
    }

    /** Key id (8 bytes), nonce (12 bytes), ciphertext with its tag. */
    byte[] seal(long sourceId, Map<String, String> secrets) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, sourceId).doFinal(written(secrets));
            return ByteBuffer.allocate(SecretKey.ID_BYTES + NONCE_BYTES + sealed.length)
                    .put(key.id())
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * Opens what was sealed.
     *
     * @throws IngestFailure when it was sealed with another key
     */
    Map<String, String> open(long sourceId, byte[] box) {
        ByteBuffer bytes = ByteBuffer.wrap(box);
        byte[] id = new byte[SecretKey.ID_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(id).get(nonce);
        byte[] sealed = new byte[bytes.remaining()];
        bytes.get(sealed);
        try {
            if (java.util.Arrays.equals(id, key.id())) {
                return read(cipher(Cipher.DECRYPT_MODE, nonce, sourceId).doFinal(sealed));
            }
        } catch (GeneralSecurityException forged) {
            throw unreadable(forged);
        }
        throw unreadable(new GeneralSecurityException("another key"));
    }

    private static IngestFailure unreadable(GeneralSecurityException cause) {
        return new IngestFailure(
                "The password of this source was kept with another key than today's: put the old key back"
                        + " (salon.secret-key or " + SecretKey.FILE + " in the data directory), or enter the password"
                        + " again.",
                cause);
    }

    private Cipher cipher(int mode, byte[] nonce, long sourceId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("source " + sourceId).getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static byte[] written(Map<String, String> secrets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(secrets.size());
            for (Map.Entry<String, String> secret : secrets.entrySet()) {
                out.writeUTF(secret.getKey());
                out.writeUTF(secret.getValue());
            }
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> read(byte[] bytes) {
        Map<String, String> secrets = new LinkedHashMap<>();
        try (DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(bytes))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                secrets.put(in.readUTF(), in.readUTF());
            }
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        return secrets;
    }
}
