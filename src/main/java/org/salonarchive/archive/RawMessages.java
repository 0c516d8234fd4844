package org.salonarchive.archive;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * The bytes of messages. A message is asked for by its row, which was found visible; of its other forms only
 * those are given that the {@link AccessRule} lets be seen. Nothing stays in memory once it was handed on.
 */
@ApplicationScoped
public class RawMessages implements PanacheRepository<RawMessageForm> {

    /** Bytes of messages that are held at a time. */
    private static final int STRETCH = 16 << 20;

    private static final String VISIBLE_FORMS =
            " from raw_message r where r.message_id = :message and " + AccessRule.VISIBLE_FORM;

    /**
     * One form in which a message was received.
     *
     * @param sha256 in hexadecimal digits
     * @param size bytes
     */
    public record Copy(String sha256, int size, String quoting, Fidelity fidelity) {}

    /** Takes what is read. */
    @FunctionalInterface
    public interface Reader extends BiConsumer<MessageRow, byte[]> {}

    private final Dictionaries dictionaries;

    RawMessages(Dictionaries dictionaries) {
        this.dictionaries = dictionaries;
    }

    /** The best of what the row's list brought. */
    public byte[] bytes(MessageRow row) {
        return packed(List.of(row.raw())).get(row.raw()).bytes();
    }

    /** The bytes of another form of a message, by their hash in hexadecimal digits. */
    public Optional<byte[]> bytes(MessageRow row, String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        Query question = ask("select r.id, r.size, r.bytes" + VISIBLE_FORMS + " and r.sha256 = :sha256")
                .setParameter("message", row.key())
                .setParameter("sha256", HexFormat.of().parseHex(sha256));
        return packed(question).values().stream().findFirst().map(Packed::bytes);
    }

    /** The bytes of forms by their ids, whoever may see them; what cannot be unpacked is left out. */
    @Transactional
    public Map<Long, byte[]> ofForms(Collection<Long> forms) {
        Map<Long, byte[]> bytes = new HashMap<>();
        packed(forms).forEach((id, form) -> form.readable().ifPresent(whole -> bytes.put(id, whole)));
        return bytes;
    }

    /** Reads the bytes of messages one after the other, asking for a few of them at a time. */
    public void each(List<MessageRow> rows, Reader reader) {
        stretches(
                rows,
                (stretch, packed) -> stretch.forEach(
                        row -> reader.accept(row, packed.get(row.raw()).bytes())));
    }

    /**
     * Makes something of the bytes of each message, in the order of the rows, on all processors: what is called has no
     * request, and must be safe there.
     */
    public <T> List<T> map(List<MessageRow> rows, BiFunction<MessageRow, byte[], T> making) {
        List<T> made = new ArrayList<>();
        stretches(
                rows,
                (stretch, packed) -> made.addAll(stretch.parallelStream()
                        .map(row -> making.apply(row, packed.get(row.raw()).bytes()))
                        .toList()));
        return made;
    }

    private void stretches(List<MessageRow> rows, BiConsumer<List<MessageRow>, Map<Long, Packed>> each) {
        int from = 0;
        while (from < rows.size()) {
            int to = from + 1;
            long size = rows.get(from).size();
            while (to < rows.size() && size + rows.get(to).size() <= STRETCH) {
                size += rows.get(to++).size();
            }
            List<MessageRow> stretch = rows.subList(from, to);
            Map<Long, Packed> packed =
                    packed(stretch.stream().map(MessageRow::raw).toList());
            each.accept(stretch, packed);
            from = to;
        }
    }

    /** The form that was stored last, of whichever message: as long as it is the same, nothing was added. */
    public long newest() {
        return ((Number) getEntityManager()
                        .createNativeQuery("select coalesce(max(id), 0) from raw_message")
                        .getSingleResult())
                .longValue();
    }

    /** The forms of a message that may be seen, without their bytes, the best first. */
    public List<Copy> copies(long message) {
        List<Copy> copies = new ArrayList<>();
        for (Object row : ask("select r.sha256, r.size, r.quoting, r.fidelity" + VISIBLE_FORMS
                        + " order by r.fidelity, r.id")
                .setParameter("message", message)
                .getResultList()) {
            copies.add(copy((Tuple) row));
        }
        return copies;
    }

    private static Copy copy(Tuple row) {
        return new Copy(
                HexFormat.of().formatHex(row.get("sha256", byte[].class)),
                row.get("size", Number.class).intValue(),
                row.get("quoting", String.class),
                Fidelity.ofColumn(row.get("fidelity", Number.class).intValue()));
    }

    private Map<Long, Packed> packed(Collection<Long> forms) {
        return packed(ask("select r.id, r.size, r.bytes from raw_message r where r.id = any(:forms)")
                .setParameter("forms", forms.toArray(Long[]::new)));
    }

    /** Rows, not entities: those would be kept until the end of the request. */
    private Query ask(String sql) {
        return getEntityManager().createNativeQuery(sql, Tuple.class);
    }

    private Map<Long, Packed> packed(Query question) {
        Map<Long, Packed> packed = new HashMap<>();
        for (Object row : question.getResultList()) {
            Tuple tuple = (Tuple) row;
            packed.put(
                    number(tuple, "id"),
                    new Packed(
                            tuple.get("bytes", byte[].class),
                            (int) number(tuple, "size"),
                            dictionaries,
                            new ArrayList<>()));
        }
        addStretches(packed);
        return packed;
    }

    private void addStretches(Map<Long, Packed> packed) {
        Long[] cut = packed.entrySet().stream()
                .filter(form -> form.getValue().isCut())
                .map(Map.Entry::getKey)
                .toArray(Long[]::new);
        if (cut.length == 0) {
            return;
        }
        for (Object row : ask("""
                        select c.raw_id, c.position, c.line_length, c.crlf, content.bytes
                          from raw_message_cut c join content on content.sha256 = c.content
                         where c.raw_id = any(:forms)
                         order by c.raw_id, c.position""").setParameter("forms", cut).getResultList()) {
            Tuple tuple = (Tuple) row;
            packed.get(number(tuple, "raw_id"))
                    .stretches()
                    .add(new Stretch(
                            (int) number(tuple, "position"),
                            new Wrapping((int) number(tuple, "line_length"), tuple.get("crlf", Boolean.class)),
                            tuple.get("bytes", byte[].class)));
        }
    }

    private static long number(Tuple row, String column) {
        return row.get(column, Number.class).longValue();
    }

    /** What was cut out of a form. */
    private record Stretch(int position, Wrapping wrapping, byte[] frame) {}

    /** What is stored of a form: what stayed of it, its whole size, and what was cut out of it. */
    private record Packed(byte[] frame, int size, Dictionaries dictionaries, List<Stretch> stretches) {

        boolean isCut() {
            return Zstandard.size(frame) < size;
        }

        /** Bytes that a disk has damaged make any frame, and any fault. */
        Optional<byte[]> readable() {
            try {
                return Optional.of(bytes());
            } catch (RuntimeException damaged) {
                return Optional.empty();
            }
        }

        byte[] bytes() {
            SplicedBytes bytes = new SplicedBytes(Zstandard.expand(frame, dictionaries.of(frame)), size);
            stretches.forEach(stretch ->
                    bytes.insert(stretch.position(), stretch.wrapping().wrap(Zstandard.expand(stretch.frame()))));
            return bytes.whole();
        }
    }
}
