package org.salonarchive.message;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.message.charset.Characters;
import org.salonarchive.testing.Corpora;

/** Apache James Mime4j finds the same leaves, the same bytes in them and the same subject; or there is a reason. */
class Mime4jComparisonTest {
    /** Messages of each list that are compared. */
    private static final int SAMPLE = 500;

    private static final String GUESSED =
            "The boundary is missing or never comes. Ours takes another that is there, or shows all as text; theirs has no part.";
    private static final String NO_EMPTY_LINE =
            "A line that is no field follows the header section. Ours begins the body there; theirs drops it and goes on.";
    private static final String SPACES =
            "A line of white space stands for the empty line. Ours begins the body after it; theirs reads it as a fold.";
    private static final String ENDS_IN_SPACE =
            "The boundary ends in a space, which RFC 2046 forbids. Ours leaves the space off; theirs wants it.";
    private static final String TEXT_AFTER_BASE64 =
            "Text follows the Base64. Ours keeps it, since list servers put footers there; theirs drops it.";
    private static final String INNERMOST =
            "Two multiparts share a boundary, or one quotes the other's. Ours gives a line to the innermost and finds every"
                    + " part; theirs to the outermost.";

    /** The mails whose leaves or subjects differ, with who is right and why; ours is except where it says otherwise. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            entry("cpython__data_msg_15", INNERMOST),
            entry("cpython__data_msg_17", GUESSED),
            entry("cpython__data_msg_19", NO_EMPTY_LINE),
            entry("cpython__data_msg_25", GUESSED),
            entry("cpython__data_msg_31", GUESSED),
            entry("cpython__data_msg_33", "The boundary has the form of RFC 2231, which theirs does not read."),
            entry("cpython__data_msg_35", NO_EMPTY_LINE),
            entry(
                    "cpython__data_msg_38",
                    "A text quotes boundaries of multiparts around it. Neither can know; ours shows more of the text."),
            entry("cpython__data_msg_39", INNERMOST),
            entry("cpython__data_msg_42", GUESSED),
            entry("mime4j__mimetools-testmsgs_badbound", GUESSED),
            entry(
                    "mime4j__mimetools-testmsgs_frag",
                    "Binary data end in line ends that belong to no boundary. Ours keeps them, as RFC 2046 has it."),
            entry("mime4j__mimetools-testmsgs_hdr-fakeout", SPACES),
            entry("mime4j__mimetools-testmsgs_multi-frag", TEXT_AFTER_BASE64),
            entry("mime4j__testmsgs_basic-plain-with-bad-header-separator", SPACES),
            entry("mime4j__testmsgs_malformedHeader-nocrlfcrlf", NO_EMPTY_LINE),
            entry("mime4j__testmsgs_missing-boundary", GUESSED),
            entry("mime4j__testmsgs_missing-inner-boundary", GUESSED),
            entry("mime4j__testmsgs_missing-inner-start-boundary", GUESSED),
            entry("mime4j__testmsgs_multipartnopart", GUESSED),
            entry("mime4j__testmsgs_obsolete", NO_EMPTY_LINE),
            entry("mime4j__testmsgs_very-long-boundary", ENDS_IN_SPACE),
            entry("mime4j__testmsgs_very-very-long-boundary", "The boundary is longer than our bound, so all is text."),
            entry("mime4j__testmsgs_weird-boundary", ENDS_IN_SPACE),
            entry("mu__cur_mail5", TEXT_AFTER_BASE64),
            entry("mu__testdir4_mail5", TEXT_AFTER_BASE64),
            entry("rubymail__attachment_emails_attachment_message_rfc822_inline_image", GUESSED),
            entry("rubymail__error_emails_bad_date_header2", GUESSED),
            entry(
                    "rubymail__error_emails_bad_encoded_subject",
                    "The charset of an encoded word is unknown. Ours decodes its ASCII; theirs leaves it encoded."),
            entry("rubymail__error_emails_empty_in_reply_to", GUESSED),
            entry(
                    "rubymail__error_emails_invalid_subject_characters",
                    "The subject has 8-bit text. Ours guesses its charset; theirs replaces it."),
            entry("rubymail__error_emails_missing_body", GUESSED),
            entry("rubymail__error_emails_must_supply_encoding", GUESSED),
            entry("rubymail__rfc2822_example13", NO_EMPTY_LINE));

    /** What is compared; line ends of text come as LF from one decoder and as CR LF from the other. */
    private record Facts(String subject, List<Leaf> leaves) {}

    private record Leaf(String mediaType, String content) {
        static Leaf of(String mediaType, byte[] content) {
            return new Leaf(mediaType, new String(content, StandardCharsets.ISO_8859_1).replace("\r", ""));
        }
    }

    @Test
    void findsTheSameInEachMailOrHasAReason() throws IOException {
        List<Path> mails;
        try (Stream<Path> files = Files.list(Corpora.require("corpora/mime"))) {
            mails = files.filter(file -> file.toString().endsWith(".eml")).toList();
        }
        Map<String, String> differing = new HashMap<>();
        for (Path mail : mails) {
            byte[] raw = Files.readAllBytes(mail);
            String name = mail.getFileName().toString().replace(".eml", "");
            if (!ours(raw).equals(theirs(raw))) {
                differing.put(name, REASONS.getOrDefault(name, "no reason is known"));
            }
        }
        assertThat(mails).hasSizeGreaterThan(300);
        assertThat(differing).isEqualTo(REASONS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batman-2020-2021",
                "blinux-2023-2026",
                "cocci-2019",
                "kernel-hardening-2019",
                "ksummit-2021-2022",
                "linux-mips-1996-2002",
                "linux-ntb-googlegroups",
                "spamassassin-easy-ham-1"
            })
    void findsTheSameInTheFirstMessagesOfAList(String list) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        Corpora.eachMessage(list, SAMPLE, messages::add);

        assertThat(messages).hasSize(SAMPLE);
        for (int i = 0; i < messages.size(); i++) {
            byte[] raw = messages.get(i);
            assertThat(ours(raw)).as("message " + (i + 1)).isEqualTo(theirs(raw));
        }
    }

    private static Facts ours(byte[] raw) {
        ParsedMessage message = new MessageParser().parse(raw);
        List<Leaf> leaves = message.parts().stream()
                .filter(part -> part.kind() != BodyPart.Kind.MESSAGE)
                .map(part -> Leaf.of(part.mediaType(), Content.read(part.content(), raw.length)))
                .toList();
        return new Facts(message.subject(), leaves);
    }

    private static Facts theirs(byte[] raw) throws IOException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(new MimeConfig.Builder()
                .setMaxLineLen(-1)
                .setMaxHeaderLen(-1)
                .setMaxHeaderCount(-1)
                .setMaxContentLen(-1)
                .build());
        Message message = builder.parseMessage(new ByteArrayInputStream(raw));
        List<Leaf> leaves = new ArrayList<>();
        Deque<org.apache.james.mime4j.dom.Entity> open = new ArrayDeque<>();
        open.push(message);
        while (!open.isEmpty()) {
            org.apache.james.mime4j.dom.Entity entity = open.pop();
            if (entity.getBody() instanceof Multipart multipart) {
                List<org.apache.james.mime4j.dom.Entity> parts = multipart.getBodyParts();
                for (int i = parts.size() - 1; i >= 0; i--) {
                    open.push(parts.get(i));
                }
            } else if (entity.getBody() instanceof Message nested) {
                open.push(nested);
            } else if (entity.getBody() instanceof SingleBody body) {
                leaves.add(Leaf.of(entity.getMimeType(), body.getInputStream().readAllBytes()));
            }
        }
        String subject = Objects.requireNonNullElse(message.getSubject(), "");
        return new Facts(Characters.collapsed(subject), leaves);
    }
}
