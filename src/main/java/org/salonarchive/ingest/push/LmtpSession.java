package org.salonarchive.ingest.push;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One client's conversation (RFC 2033 over RFC 5321): commands may come in any order, and nothing is relayed. */
final class LmtpSession {

    private static final Logger LOG = Logger.getLogger(LmtpSession.class);

    /** As many as RFC 5321 §4.5.3.1.8 asks for. */
    private static final int MOST_RECIPIENTS = 100;

    private static final int MOST_FAULTS = 20;

    private final LmtpWire wire;
    private final Handover handover;
    private final Duration messageTime;
    private boolean greeted;
    private boolean sender;
    private final List<String> recipients = new ArrayList<>();
    private int faults;

    LmtpSession(LmtpWire wire, Handover handover, Duration messageTime) {
        this.wire = wire;
        this.handover = handover;
        this.messageTime = messageTime;
    }

    /** Speaks until the client leaves, is silent for too long or makes too many mistakes. */
    void converse() throws IOException, InterruptedException {
        try {
            wire.say("220 localhost LMTP Salon");
            boolean goesOn = true;
            while (goesOn) {
                goesOn = obey(wire.command());
            }
            wire.finish();
        } catch (SocketTimeoutException silent) {
            wire.say("421 4.4.2 Nothing was heard for too long");
            wire.finish();
        } catch (EOFException gone) {
            LOG.debug("An LMTP client left without a word");
        }
    }

    /** Returns whether the conversation goes on. */
    private boolean obey(Optional<String> line) throws IOException, InterruptedException {
        if (line.isEmpty()) {
            return refuse("500 5.5.2 A line is at most 2048 bytes of printable text and ends with CRLF");
        }
        String[] words = line.get().split(" ", 2);
        String argument = words.length < 2 ? "" : words[1].strip();
        switch (words[0].toUpperCase(Locale.ROOT)) {
            case "LHLO":
                return greet(argument);
            case "MAIL":
                return mail(argument);
            case "RCPT":
                return recipient(argument);
            case "DATA":
                return data(argument);
            case "RSET":
                reset();
                return answer("250 2.0.0 Forgotten");
            case "NOOP":
                return answer("250 2.0.0 Yes");
            case "VRFY":
                return answer("252 2.1.5 RCPT tells");
            case "QUIT":
                wire.say("221 2.0.0 Bye");
                return false;
            case "HELO", "EHLO":
                return refuse("500 5.5.1 This is LMTP, not SMTP: say LHLO");
            default:
                return refuse("500 5.5.1 No such command");
        }
    }

    private boolean answer(String reply) throws IOException {
        wire.say(reply);
        return true;
    }

    /** Says what was wrong; a client that hardly does anything right is not heard for ever. */
    private boolean refuse(String reply) throws IOException {
        wire.say(reply);
        faults++;
        if (faults < MOST_FAULTS) {
            return true;
        }
        wire.say("421 4.7.0 Too many mistakes");
        return false;
    }

    private void reset() {
        sender = false;
        recipients.clear();
    }

    private boolean greet(String name) throws IOException {
        if (name.isEmpty()) {
            return refuse("501 5.5.4 LHLO needs a name");
        }
        reset();
        greeted = true;
        wire.say("250-localhost");
        wire.say("250-PIPELINING");
        wire.say("250-8BITMIME");
        wire.say("250-SMTPUTF8");
        wire.say("250-SIZE " + Handover.LARGEST);
        return answer("250 ENHANCEDSTATUSCODES");
    }

    private boolean mail(String argument) throws IOException {
        if (!greeted || sender) {
            return refuse(greeted ? "503 5.5.1 The sender is known" : "503 5.5.1 Say LHLO first");
        }
        Optional<LmtpPath> path = LmtpPath.parse(argument, "FROM");
        if (path.isEmpty()) {
            return refuse("501 5.5.4 MAIL FROM:<address> is understood");
        }
        for (String parameter : path.get().parameters()) {
            if (parameter.matches("SIZE=[0-9]{1,20}")) {
                if (isTooLarge(parameter.substring("SIZE=".length()))) {
                    return answer("552 5.3.4 A message has at most " + Handover.LARGEST + " bytes");
                }
            } else if (!parameter.matches("BODY=(7BIT|8BITMIME)|SMTPUTF8")) {
                return refuse("555 5.5.4 No such parameter");
            }
        }
        sender = true;
        return answer("250 2.1.0 Go on");
    }

    private static boolean isTooLarge(String size) {
        return size.length() > 18 || Long.parseLong(size) > Handover.LARGEST;
    }

    private boolean recipient(String argument) throws IOException {
        if (!sender) {
            return refuse("503 5.5.1 Say MAIL first");
        }
        Optional<LmtpPath> path = LmtpPath.parse(argument, "TO");
        if (path.isEmpty()) {
            return refuse("501 5.5.4 RCPT TO:<address> is understood");
        }
        if (!path.get().parameters().isEmpty()) {
            return refuse("555 5.5.4 No such parameter");
        }
        if (recipients.size() == MOST_RECIPIENTS) {
            return answer("452 4.5.3 At most " + MOST_RECIPIENTS + " recipients at once");
        }
        Handover.Answer welcome = handover.welcome(path.get().address());
        if (welcome == Handover.Answer.KEPT) {
            recipients.add(path.get().address());
            return answer("250 2.1.5 Welcome");
        }
        return answer(reply(welcome));
    }

    private static String reply(Handover.Answer answer) {
        return switch (answer) {
            case KEPT -> "250 2.0.0 Kept";
            case UNKNOWN -> "550 5.1.1 No list here has this posting address";
            case PAUSED -> "451 4.3.0 This list takes no mail for now, come again";
            case AWAY -> "451 4.3.0 Mail cannot be kept for now, come again";
        };
    }

    private boolean data(String argument) throws IOException, InterruptedException {
        if (recipients.isEmpty() || !argument.isEmpty()) {
            return refuse(recipients.isEmpty() ? "503 5.5.1 There is no recipient" : "501 5.5.4 DATA stands by itself");
        }
        IncomingFile created;
        try {
            created = IncomingFile.create(Handover.LARGEST);
        } catch (IOException full) {
            LOG.errorf("Mail is not taken now, since there can be no temporary file: %s", full.getMessage());
            return answer("452 4.3.1 There is no room for a message");
        }
        try (IncomingFile file = created) {
            wire.say("354 Go on, and end with a lone dot");
            wire.message(file, messageTime);
            // RFC 2033 §4.2: one answer for each recipient, in their order.
            deliver(file);
        }
        reset();
        faults = 0;
        return true;
    }

    private void deliver(IncomingFile file) throws IOException, InterruptedException {
        Optional<Path> whole = Optional.empty();
        String trouble = "552 5.3.4 A message has at most " + Handover.LARGEST + " bytes";
        if (!file.isTooLarge()) {
            try {
                whole = Optional.of(file.finish());
            } catch (IOException full) {
                LOG.errorf("Mail is not taken now, since its temporary file is not whole: %s", full.getMessage());
                trouble = "452 4.3.1 There is no room for the message";
            }
        }
        for (String recipient : recipients) {
            wire.say(whole.isPresent() ? reply(handover.give(recipient, "lmtp", whole.get())) : trouble);
        }
    }
}
