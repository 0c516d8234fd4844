package org.salonarchive.archive;

import com.github.luben.zstd.Zstd;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bytes of messages. Whoever asks has checked already that the message is visible. */
@ApplicationScoped
public class RawMessages implements PanacheRepository<RawMessageForm> {

    /**
     * One form in which a message was received.
     *
     * @param sha256 in hexadecimal digits
     * @param size bytes
     */
    public record Copy(String sha256, int size, String source, String quoting) {}

    /** The bytes that were stored first. */
    public byte[] bytes(long message) {
        return find("messageId = ?1 order by id", message)
                .firstResultOptional()
                .map(RawMessageForm::bytes)
                .orElseThrow();
    }

    /** The bytes of a form of a message, by their hash. */
    public Optional<byte[]> bytes(long message, String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        return find("messageId = ?1 and sha256 = ?2", message, HexFormat.of().parseHex(sha256))
                .firstResultOptional()
                .map(RawMessageForm::bytes);
    }

    /** The bytes of several messages; hold them no longer than a page needs. */
    public Map<Long, byte[]> bytes(Collection<Long> messages) {
        Map<Long, byte[]> bytes = new HashMap<>();
        find("messageId in ?1 order by id", messages)
                .list()
                .forEach(form -> bytes.putIfAbsent(form.messageId, form.bytes()));
        return bytes;
    }

    /** All forms of a message, without their bytes. */
    public List<Copy> copies(long message) {
        List<Copy> copies = new ArrayList<>();
        List<?> rows = getEntityManager()
                .createNativeQuery(
                        "select sha256, size, source, quoting from raw_message where message_id = :message order by id",
                        Tuple.class)
                .setParameter("message", message)
                .getResultList();
        for (Object row : rows) {
            copies.add(copy((Tuple) row));
        }
        return copies;
    }

    private static Copy copy(Tuple row) {
        return new Copy(
                HexFormat.of().formatHex(row.get("sha256", byte[].class)),
                row.get("size", Number.class).intValue(),
                row.get("source", String.class),
                row.get("quoting", String.class));
    }

    static byte[] decompress(byte[] frame, int size) {
        return Zstd.decompress(frame, size);
    }
}
