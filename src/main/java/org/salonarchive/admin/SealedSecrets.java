package org.salonarchive.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.RequestScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that were typed into a form that comes back once more, such as after a test: they travel in it, sealed with
 * AES-256-GCM under a key that follows from the session's cookie. The page alone gives nothing away, no node keeps
 * anything, and with the session they are gone.
 */
@RequestScoped
class SealedSecrets {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Visit visit;

    SealedSecrets(Visit visit) {
        this.visit = visit;
    }

    /** @param form which form they were typed into; they fit into no other */
    String seal(String form, Map<String, String> secrets) {
        if (secrets.isEmpty()) {
            return "";
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, form, nonce).doFinal(JSON.writeValueAsBytes(secrets));
            byte[] box = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, box, NONCE_BYTES, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(box);
        } catch (GeneralSecurityException | IOException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** What was sealed; nothing when it was sealed for another form or session. */
    Map<String, String> open(String form, String text) {
        try {
            byte[] box = Base64.getUrlDecoder().decode(text);
            if (box.length <= NONCE_BYTES) {
                return Map.of();
            }
            byte[] nonce = Arrays.copyOf(box, NONCE_BYTES);
            byte[] secrets =
                    cipher(Cipher.DECRYPT_MODE, form, nonce).doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
            return JSON.readValue(secrets, new TypeReference<Map<String, String>>() {});
        } catch (GeneralSecurityException | IllegalArgumentException | IOException foreign) {
            return Map.of();
        }
    }

    private Cipher cipher(int mode, String form, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec key = new SecretKeySpec(visit.derive("secrets of a form"), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(form.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
