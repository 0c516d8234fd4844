package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What messages offer to take away, without parsing them. The form that is asked about was found visible. */
@ApplicationScoped
public class Attachments {

    private final EntityManager database;

    Attachments(EntityManager database) {
        this.database = database;
    }

    /** The attachment of a form of a message that is the part of this number. */
    public Optional<Attachment> of(long raw, String part) {
        return first("part = :wanted", raw, part);
    }

    /** The attachment of a form of a message that has these bytes, the first of several. */
    public Optional<Attachment> carrying(long raw, String sha256) {
        return first("sha256 = :wanted", raw, HexFormat.of().parseHex(sha256));
    }

    private Optional<Attachment> first(String condition, long raw, Object wanted) {
        List<?> rows = database.createNativeQuery(
                        "select part, name, media_type, size, sha256 from attachment where raw_id = :raw and "
                                + condition + " order by place limit 1",
                        Tuple.class)
                .setParameter("raw", raw)
                .setParameter("wanted", wanted)
                .getResultList();
        return rows.stream().findFirst().map(row -> attachment((Tuple) row));
    }

    private static Attachment attachment(Tuple row) {
        return new Attachment(
                row.get("part", String.class),
                row.get("name", String.class),
                row.get("media_type", String.class),
                row.get("size", Number.class).longValue(),
                HexFormat.of().formatHex(row.get("sha256", byte[].class)));
    }

    /** The decoded bytes, where they are stored on their own; small ones are only in their messages. */
    public Optional<byte[]> content(Attachment attachment) {
        List<?> frames = database.createNativeQuery("select bytes from content where sha256 = :sha256", byte[].class)
                .setParameter("sha256", HexFormat.of().parseHex(attachment.sha256()))
                .getResultList();
        return frames.stream().findFirst().map(frame -> Zstandard.expand((byte[]) frame));
    }
}
