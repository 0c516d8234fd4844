package org.salonarchive.reader.legacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.salonarchive.archive.LegacyLink;
import org.salonarchive.message.MessageIdHash;

/** What an address of Pipermail, MHonArc, the fusion of both, HyperKitty or pgarchives names, read from its path alone. */
sealed interface LegacyAddress {

    /** The list, as it is written there. */
    String list();

    /** The list's own page. */
    record Home(String list) implements LegacyAddress {}

    /**
     * An index of a volume.
     *
     * @param order {@code thread}, {@code subject}, {@code author} or {@code date}
     */
    record Index(String list, String volume, String order) implements LegacyAddress {}

    /** A message page. */
    record Page(String list, LegacyLink.Page page) implements LegacyAddress {}

    /** A volume's text. */
    record Text(String list, String volume) implements LegacyAddress {}

    /** The mailbox of the whole list. */
    record Mailbox(String list) implements LegacyAddress {}

    /** Anything else below the list's folder: an attachment. */
    record File(String list, String path) implements LegacyAddress {}

    /** A message, or its thread, by the hash of its Message-ID. */
    record Hashed(String list, MessageIdHash id, boolean thread) implements LegacyAddress {}

    Pattern TEXT = Pattern.compile("(.+)[.]txt([.]gz)?");
    Pattern MAILBOX = Pattern.compile("(.+)[.]mbox");
    Pattern PIPERMAIL_PAGE = Pattern.compile("(\\d{6,9})[.]html([.]gz)?");
    Pattern MHONARC_PAGE = Pattern.compile("msg(\\d{5,9})[.]html([.]gz)?");
    Pattern THREADS = Pattern.compile("(index|threads?|thrd\\d+)[.]html([.]gz)?");
    Pattern DATES = Pattern.compile("(date|maillist|mail\\d+)[.]html([.]gz)?");
    Pattern OTHERS = Pattern.compile("(author|subject)[.]html([.]gz)?");
    Pattern EXPORT = Pattern.compile(".+[.]mbox([.]gz)?");

    /**
     * @param path below the place of all archives, decoded
     * @return empty when it names no list
     */
    static Optional<LegacyAddress> of(String path) {
        List<String> steps = new ArrayList<>(Arrays.asList(path.split("/")));
        steps.removeIf(String::isEmpty);
        if (steps.size() > 1 && steps.get(0).equals("list")) {
            return Optional.of(ofHyperKitty(steps.get(1), steps.subList(2, steps.size())));
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(of(steps.get(0), steps.subList(1, steps.size())));
    }

    private static LegacyAddress of(String list, List<String> below) {
        Matcher mailbox = MAILBOX.matcher(list);
        if (mailbox.matches()) {
            return new Mailbox(mailbox.group(1));
        }
        return switch (below.size()) {
            case 0 -> new Home(list);
            case 1 -> inList(list, below.get(0));
            case 2 -> inVolume(list, below.get(0), below.get(1));
            default -> new File(list, String.join("/", below));
        };
    }

    private static LegacyAddress inList(String list, String name) {
        Matcher text = TEXT.matcher(name);
        if (text.matches()) {
            return new Text(list, text.group(1));
        }
        boolean index = List.of(THREADS, DATES, OTHERS).stream()
                .anyMatch(pattern -> pattern.matcher(name).matches());
        if (index) {
            return new Home(list);
        }
        return page(list, "", name)
                .orElseGet(() -> name.contains(".") ? new File(list, name) : new Index(list, name, "thread"));
    }

    private static LegacyAddress inVolume(String list, String volume, String name) {
        Matcher other = OTHERS.matcher(name);
        if (other.matches()) {
            return new Index(list, volume, other.group(1));
        }
        if (THREADS.matcher(name).matches()) {
            return new Index(list, volume, "thread");
        }
        if (DATES.matcher(name).matches()) {
            return new Index(list, volume, "date");
        }
        return page(list, volume, name).orElseGet(() -> new File(list, volume + "/" + name));
    }

    private static Optional<LegacyAddress> page(String list, String volume, String name) {
        Matcher pipermail = PIPERMAIL_PAGE.matcher(name);
        if (pipermail.matches()) {
            return Optional.of(page(list, LegacyLink.Scheme.PIPERMAIL, volume, pipermail.group(1)));
        }
        Matcher mhonarc = MHONARC_PAGE.matcher(name);
        return mhonarc.matches()
                ? Optional.of(page(list, LegacyLink.Scheme.MHONARC, volume, mhonarc.group(1)))
                : Optional.empty();
    }

    private static LegacyAddress page(String list, LegacyLink.Scheme scheme, String volume, String number) {
        return new Page(list, new LegacyLink.Page(scheme, volume, Integer.parseInt(number)));
    }

    /** {@code list/NAME@HOST/message/HASH/} and its like; pgarchives has {@code list/NAME/2025-07/}. */
    private static LegacyAddress ofHyperKitty(String list, List<String> below) {
        String first = below.isEmpty() ? "" : below.get(0);
        String second = below.size() < 2 ? "" : below.get(1);
        if (first.equals("message") || first.equals("thread")) {
            Optional<MessageIdHash> id = MessageIdHash.parse(second);
            return id.isPresent() ? new Hashed(list, id.get(), first.equals("thread")) : new Home(list);
        }
        if (first.equals("export") && EXPORT.matcher(second).matches()) {
            return new Mailbox(list);
        }
        if (first.matches("\\d{4}") && second.matches("\\d{1,2}")) {
            return new Index(list, first + "-" + (second.length() == 1 ? "0" : "") + second, "date");
        }
        return first.matches("\\d{4}-\\d{2}") ? new Index(list, first, "date") : new Home(list);
    }
}
