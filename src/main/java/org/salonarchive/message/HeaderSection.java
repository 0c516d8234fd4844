package org.salonarchive.message;

import java.util.List;
import java.util.Optional;
import org.salonarchive.message.field.EncodedWords;

/** The header fields of a message or body part in their order (RFC 5322 §2.2); names match in any case. */
public final class HeaderSection {
    static final HeaderSection EMPTY = new HeaderSection(List.of());

    private final List<HeaderField> fields;

    HeaderSection(List<HeaderField> fields) {
        this.fields = List.copyOf(fields);
    }

    /** All fields that were kept, top to bottom. */
    public List<HeaderField> fields() {
        return fields;
    }

    /** The raw value of the first field of this name. */
    public Optional<String> first(String name) {
        for (HeaderField field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.rawValue());
            }
        }
        return Optional.empty();
    }

    /** The raw values of all fields of this name, top to bottom. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(HeaderField::rawValue)
                .toList();
    }

    /** The first field of this name with its encoded words decoded (RFC 2047), for showing; "" when there is none. */
    public String text(String name) {
        return first(name).map(EncodedWords::decode).orElse("");
    }

    boolean repeats(String name) {
        int count = 0;
        for (HeaderField field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                count++;
            }
        }
        return count > 1;
    }
}
