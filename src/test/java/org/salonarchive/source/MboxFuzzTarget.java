package org.salonarchive.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.salonarchive.testing.FuzzTarget;

/** Mailboxes of any dialect, given any bytes. */
public enum MboxFuzzTarget implements FuzzTarget {
    MBOX;

    @Override
    public void accept(byte[] input) throws IOException {
        accept(input, Set.of());
        accept(input, EnumSet.allOf(Repair.class));
    }

    private static void accept(byte[] input, Set<Repair> repairs) throws IOException {
        List<byte[]> messages = read(input, repairs);
        long total = messages.stream().mapToLong(message -> message.length).sum();
        assertThat(total).isLessThanOrEqualTo(input.length);
        assertThat(read(input, repairs).stream().map(String::new))
                .isEqualTo(messages.stream().map(String::new).toList());
    }

    private static List<byte[]> read(byte[] input, Set<Repair> repairs) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        MboxReading reading =
                new MboxReading("fuzz", new ByteArrayInputStream(input), 0, input.length % 2 == 0, repairs);
        long start = -1;
        for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
            assertThat(reading.lastStart()).isGreaterThan(start).isLessThanOrEqualTo(input.length);
            start = reading.lastStart();
            assertThat(item.get()).isNotInstanceOf(OversizeMessage.class);
            if (item.get() instanceof RawMessage message) {
                messages.add(message.bytes());
            }
        }
        return messages;
    }

    @Override
    public List<byte[]> seeds(byte[] mail) {
        String from = "From a@example.org Tue Mar  1 09:00:00 2011\n";
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        String quoted = text.replaceAll("(?m)^(>*From )", ">$1");
        ByteArrayOutputStream mbox = new ByteArrayOutputStream();
        mbox.writeBytes((from + quoted + "\n" + from + text + "\n").getBytes(StandardCharsets.ISO_8859_1));
        String mmdf = "\1\1\1\1\n" + text + "\1\1\1\1\n";
        return List.of(mbox.toByteArray(), mmdf.getBytes(StandardCharsets.ISO_8859_1));
    }
}
