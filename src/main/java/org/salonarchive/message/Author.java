package org.salonarchive.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds who wrote a message: the first mailbox of From, unless a list server put itself there for the sake of DMARC
 * ("Name via List &lt;list@host&gt;"); then whom X-Original-From or Reply-To name.
 */
final class Author {
    private static final String VIA = " via ";

    private Author() {}

    static MailboxAddress of(HeaderSection header) {
        MailboxAddress from = AddressField.first(header.first("From").orElse(""));
        int via = from.name().lastIndexOf(VIA);
        if (via <= 0 || from.address().isEmpty()) {
            return from;
        }
        String name = unquoted(from.name().substring(0, via).strip());
        return original(header, from.address())
                .map(author -> new MailboxAddress(author.name().isEmpty() ? name : author.name(), author.address()))
                .orElse(from);
    }

    private static Optional<MailboxAddress> original(HeaderSection header, String listAddress) {
        MailboxAddress original =
                AddressField.first(header.first("X-Original-From").orElse(""));
        if (!original.address().isEmpty()) {
            return Optional.of(original);
        }
        String post = header.first("List-Post").orElse("").toLowerCase(Locale.ROOT);
        List<MailboxAddress> replyTo =
                AddressField.parse(header.first("Reply-To").orElse(""));
        return replyTo.stream()
                .filter(mailbox -> !mailbox.address().isEmpty()
                        && !mailbox.address().equalsIgnoreCase(listAddress)
                        && !post.contains(mailbox.address().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static String unquoted(String name) {
        boolean framed = name.length() > 1 && name.startsWith("'") && name.endsWith("'");
        return framed ? name.substring(1, name.length() - 1).strip() : name;
    }
}
