package org.salonarchive.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.person.Mailmap;
import org.salonarchive.archive.person.Person;
import org.salonarchive.archive.person.Person.Address;
import org.salonarchive.archive.person.PersonWord;
import org.salonarchive.archive.person.Persons;
import org.salonarchive.archive.person.SenderKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Says which addresses are one person's. */
@Command(
        name = "person",
        description = {
            "Says which addresses are one person's: by a mailmap, or one by one.",
            "An address may be named before anything has come from it; instead of one, the 32 characters of a",
            "sender's page are understood, too."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "mailmap|show|merge|split")
final class PersonCommand {

    private static final String BY = "command line";

    @ParentCommand
    @Nullable
    SalonCommand salon;

    @Spec
    CommandSpec spec;

    private Persons persons() {
        return Objects.requireNonNull(salon).collaborators().persons();
    }

    @Command(
            name = "mailmap",
            description = {
                "Reads a mailmap as git has it (gitmailmap(5)), in place of the one that was read before;",
                "what was merged and split one by one goes before it."
            },
            mixinStandardHelpOptions = true)
    int mailmap(@Parameters(paramLabel = "FILE") Path file) throws SQLException, IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + file + " that can be read.");
        }
        if (Files.size(file) > Mailmap.LARGEST) {
            throw new ParameterException(
                    spec.commandLine(),
                    file + " is no mailmap: it has " + Files.size(file) + " bytes, of at most " + Mailmap.LARGEST
                            + ".");
        }
        Mailmap mailmap = Mailmap.read(Files.readAllBytes(file));
        if (mailmap.isNone()) {
            throw new ParameterException(
                    spec.commandLine(),
                    file + " is no mailmap, and nothing was changed: "
                            + mailmap.mistakes().get(0));
        }
        Persons.Read read = persons().read(mailmap, BY);
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "Lines %,d, addresses %,d, persons %,d; merged senders in this archive: %,d.",
                mailmap.lines(),
                read.addresses(),
                read.persons(),
                read.merged()));
        read.mistakes().forEach(mistake -> out.println(file + ", " + mistake));
        out.flush();
        return read.mistakes().isEmpty() ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
    }

    @Command(
            name = "show",
            description = "Shows the person of an address, with all its addresses.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "ADDRESS") String address) throws SQLException {
        SenderKey key = key(address);
        Optional<Person> person = persons().find(key);
        PrintWriter out = spec.commandLine().getOut();
        if (person.isEmpty()) {
            out.println("Nothing has come from " + address + ", and nobody has said whose it is.");
        } else {
            show(out, person.get());
        }
        out.flush();
        return ExitStatus.DONE;
    }

    private static void show(PrintWriter out, Person person) {
        out.println(person.name().isEmpty() ? person.standing().name() : person.name());
        for (Address address : person.addresses()) {
            String lists = address.lists().stream()
                    .map(list -> list.name() + " " + list.messages())
                    .collect(Collectors.joining(", "));
            out.println(String.format(
                    Locale.ROOT,
                    "  %-40s %s%s",
                    address.label(),
                    lists.isEmpty() ? "nothing has come from it yet" : lists,
                    address.word().map(PersonCommand::said).orElse("")));
        }
    }

    private static String said(PersonWord word) {
        return "; " + word.origin().name().toLowerCase(Locale.ROOT) + ", " + word.by() + ", "
                + word.at().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    @Command(
            name = "merge",
            description = "Makes addresses the person's whose the first one is; that one stands for the others.",
            mixinStandardHelpOptions = true)
    int merge(@Parameters(paramLabel = "ADDRESS", arity = "2..*") List<String> addresses) throws SQLException {
        List<SenderKey> keys = new ArrayList<>();
        for (String address : addresses) {
            keys.add(key(address));
        }
        PrintWriter out = spec.commandLine().getOut();
        List<SenderKey> before = persons().merge(keys.get(0), keys.subList(1, keys.size()), BY);
        for (int i = 1; i < keys.size(); i++) {
            if (before.contains(keys.get(i))) {
                out.println(addresses.get(i) + " was the same person's already.");
            }
        }
        persons().find(keys.get(0)).ifPresent(person -> show(out, person));
        out.flush();
        return ExitStatus.DONE;
    }

    @Command(
            name = "split",
            description = "Takes an address off the person to whom it was given; what was merged into it goes with it.",
            mixinStandardHelpOptions = true)
    int split(@Parameters(paramLabel = "ADDRESS") String address) throws SQLException {
        return switch (persons().split(key(address), BY)) {
            case DONE -> ExitStatus.DONE;
            case WAS_ALONE ->
                throw new ParameterException(spec.commandLine(), address + " is by itself; see 'person show'.");
            case STANDS_FOR_OTHERS ->
                throw new ParameterException(
                        spec.commandLine(),
                        address + " stands for other addresses; split those off it, which 'person show' shows.");
        };
    }

    private SenderKey key(String address) throws SQLException {
        Optional<SenderKey> key = SenderKey.parse(address);
        if (key.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "\"" + address + "\" is no mail address, nor the 32 characters of a sender's page.");
        }
        if (key.get().address().isEmpty() && persons().find(key.get()).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "There is no sender whose page is called " + address + ".");
        }
        return key.get();
    }
}
