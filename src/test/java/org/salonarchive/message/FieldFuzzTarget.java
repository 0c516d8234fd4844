package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.salonarchive.message.charset.Characters;
import org.salonarchive.message.field.BaseSubject;
import org.salonarchive.message.field.DateField;
import org.salonarchive.message.field.EncodedWords;
import org.salonarchive.message.field.FieldWithParameters;
import org.salonarchive.message.field.FileName;
import org.salonarchive.testing.Fit;
import org.salonarchive.testing.FuzzTarget;

/** The grammars of single header fields, given any field body. */
public enum FieldFuzzTarget implements FuzzTarget {
    ENCODED_WORDS(FieldFuzzTarget::encodedWords, "Subject", "From", "To"),
    DATE(FieldFuzzTarget::date, "Date", "Received"),
    ADDRESSES(FieldFuzzTarget::addresses, "From", "To", "Cc", "Reply-To", "Sender"),
    MESSAGE_IDS(FieldFuzzTarget::messageIds, "Message-ID", "References", "In-Reply-To"),
    PARAMETERS(FieldFuzzTarget::parameters, "Content-Type", "Content-Disposition");

    private final Consumer<String> check;
    private final Set<String> fields;

    FieldFuzzTarget(Consumer<String> check, String... fields) {
        this.check = check;
        this.fields = Set.of(fields);
    }

    @Override
    public void accept(byte[] input) {
        check.accept(Characters.ofField(new String(input, StandardCharsets.UTF_8)));
    }

    @Override
    public List<byte[]> seeds(byte[] mail) {
        ParsedMessage message = new MessageParser().parse(mail);
        List<HeaderField> all = new ArrayList<>(message.header().fields());
        message.parts().forEach(part -> all.addAll(part.header().fields()));
        return all.stream()
                .filter(field -> fields.contains(field.name()))
                .map(field -> field.rawValue().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static void encodedWords(String body) {
        String text = EncodedWords.decode(body);
        Fit.require(text, 3L * body.length());
        assertThat(EncodedWords.decode(body)).isEqualTo(text);
        String subject = Characters.collapsed(text);
        Fit.require(BaseSubject.of(subject), subject.length());
    }

    private static void date(String body) {
        assertThat(DateField.parse(body)).isEqualTo(DateField.parse(body));
        assertThat(DateField.parseReceived(body)).isEqualTo(DateField.parseReceived(body));
    }

    private static void addresses(String body) {
        List<MailboxAddress> mailboxes = AddressField.parse(body);
        assertThat(mailboxes).hasSizeLessThanOrEqualTo(ParseLimits.ADDRESSES);
        for (MailboxAddress mailbox : mailboxes) {
            Fit.require(mailbox.name(), 4L * body.length());
            Fit.require(mailbox.address(), 4L * body.length());
            assertThat(mailbox.isEmpty()).isFalse();
        }
        assertThat(AddressField.parse(body)).isEqualTo(mailboxes);
        AddressField.first(body);
    }

    private static void messageIds(String body) {
        HeaderSection header = new HeaderSection(List.of(
                new HeaderField("Message-ID", body),
                new HeaderField("References", body),
                new HeaderField("In-Reply-To", body)));
        IdentificationFields ids = new IdentificationFields(header, new Defects());
        ids.messageId().ifPresent(id -> Fit.require(id.value(), 3L * body.length()));
        List<Reference> references = ids.references(ids.messageId());
        assertThat(references).extracting(Reference::id).doesNotHaveDuplicates();
        assertThat(references).hasSizeLessThanOrEqualTo(4 * ParseLimits.REFERENCES);
        references.forEach(reference -> Fit.require(reference.id().value(), 3L * body.length()));
    }

    private static void parameters(String body) {
        FieldWithParameters field = FieldWithParameters.parse(body);
        field.parameters().values().forEach(value -> {
            Fit.require(value, 9L * body.length());
            String name = FileName.safe(value);
            Fit.require(name, FileName.BOUND);
            assertThat(name).doesNotContain("/", "\\", "\"").doesNotMatch("\\.+");
        });
        assertThat(FieldWithParameters.parse(body)).isEqualTo(field);
    }
}
