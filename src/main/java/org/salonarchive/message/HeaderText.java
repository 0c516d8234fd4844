package org.salonarchive.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.salonarchive.message.charset.Characters;
import org.salonarchive.message.charset.TextDecoder;
import org.salonarchive.message.field.FieldWithParameters;

/**
 * Decodes the bytes of a header section: ASCII, UTF-8 (RFC 6532), and else what the message declares for its body, or a
 * guess over all fields together, since one field alone is too little for a guess.
 */
final class HeaderText {
    private static final byte ESCAPE = 0x1b;

    private final List<RawField> raw;
    private final String place;
    private final Defects defects;

    HeaderText(List<RawField> raw, String place, Defects defects) {
        this.raw = raw;
        this.place = place;
        this.defects = defects;
    }

    HeaderSection decoded() {
        if (raw.isEmpty()) {
            return HeaderSection.EMPTY;
        }
        List<HeaderField> fields = new ArrayList<>(raw.size());
        boolean undecided = false;
        for (RawField field : raw) {
            boolean plain = isPlain(field.value());
            undecided |= !plain;
            fields.add(field(field, new String(field.value(), StandardCharsets.UTF_8)));
        }
        if (undecided) {
            redecode(fields);
        }
        return new HeaderSection(fields);
    }

    private static HeaderField field(RawField field, String text) {
        return new HeaderField(field.name(), Characters.ofField(text));
    }

    private static boolean isPlain(byte[] value) {
        for (byte b : value) {
            if (b < 0 || b == ESCAPE) {
                return TextDecoder.isPlainUtf8(value);
            }
        }
        return true;
    }

    private void redecode(List<HeaderField> fields) {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        for (RawField field : raw) {
            if (!isPlain(field.value())) {
                sample.writeBytes(field.value());
                sample.write('\n');
            }
        }
        String charset = charset(sample.toByteArray());
        for (int i = 0; i < fields.size(); i++) {
            RawField field = raw.get(i);
            if (!isPlain(field.value())) {
                fields.set(i, field(field, TextDecoder.decodeWord(field.value(), charset)));
                defects.add(Defect.Kind.FIELD_CHARSET, place, field.name() + " read as " + charset);
            }
        }
    }

    private String charset(byte[] sample) {
        for (RawField field : raw) {
            if (field.name().equalsIgnoreCase("Content-Type")) {
                String body = new String(field.value(), StandardCharsets.ISO_8859_1);
                String declared = FieldWithParameters.parse(body).parameter("charset");
                if (TextDecoder.fits(sample, declared)) {
                    return declared;
                }
            }
        }
        return TextDecoder.decode(sample, "").charset();
    }
}
