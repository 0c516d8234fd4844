package org.salonarchive.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs. It refuses to run as root, so root lends it another account: the owner of an
 * existing cluster, a user namespace (the files stay root's), or {@code postgres} or {@code nobody}, to whom
 * the files are then given.
 */
final class Account {

    /** What is known of the machine; a test knows something else. */
    interface Machine {
        boolean isRoot();

        boolean hasUserNamespaces();

        boolean hasUser(String name);

        boolean hasSetpriv();
    }

    private final List<String> prefix;
    private final Optional<String> owner;

    private Account(List<String> prefix, Optional<String> owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    /** Chooses for a folder of PostgreSQL's. */
    static Account of(Path folder, Machine machine) throws DatabaseUnavailable {
        if (!machine.isRoot()) {
            return new Account(List.of(), Optional.empty());
        }
        Optional<String> owner = ownerOf(folder.resolve("cluster"));
        if (owner.isPresent() && machine.hasSetpriv()) {
            return lent(owner.get());
        }
        if (machine.hasUserNamespaces()) {
            return new Account(List.of("unshare", "-U"), Optional.empty());
        }
        for (String user : List.of("postgres", "nobody")) {
            if (machine.hasUser(user) && machine.hasSetpriv()) {
                return lent(user);
            }
        }
        throw new DatabaseUnavailable(
                "PostgreSQL does not run as root, and this machine offers no other way: run Salon as"
                        + " an ordinary user, or use another PostgreSQL (set QUARKUS_DATASOURCE_JDBC_URL).");
    }

    private static Account lent(String user) {
        return new Account(
                List.of("setpriv", "--reuid=" + user, "--regid=" + groupOf(user), "--clear-groups"), Optional.of(user));
    }

    /** The primary group has the user's number in {@code /etc/passwd}'s fourth field. */
    private static String groupOf(String user) {
        try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":"))
                    .filter(fields -> fields.length > 3 && (fields[0].equals(user) || fields[2].equals(user)))
                    .map(fields -> fields[3])
                    .findFirst()
                    .orElse(user);
        } catch (IOException noSuchFile) {
            return user;
        }
    }

    /** Whose the cluster is, if it is somebody else's than root's. */
    private static Optional<String> ownerOf(Path cluster) throws DatabaseUnavailable {
        try {
            if (!Files.exists(cluster)) {
                return Optional.empty();
            }
            UserPrincipal owner = Files.getOwner(cluster);
            return owner.getName().equals("root") ? Optional.empty() : Optional.of(owner.getName());
        } catch (IOException fault) {
            throw new DatabaseUnavailable("The owner of " + cluster + " cannot be told: " + fault.getMessage(), fault);
        }
    }

    /** A command as this account. */
    List<String> command(List<String> command) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(command);
        return line;
    }

    /** Gives the files of PostgreSQL to the account, if it is another. */
    void giveFiles(Path folder) throws DatabaseUnavailable {
        if (owner.isEmpty()) {
            return;
        }
        for (Path above = folder.toAbsolutePath(); above != null; above = above.getParent()) {
            if (!isOpen(above)) {
                throw new DatabaseUnavailable("PostgreSQL runs as " + owner.get() + " here and may not enter " + above
                        + ": allow it (chmod o+x " + above
                        + "), or put the data directory elsewhere (SALON_DATA_DIR).");
            }
        }
        Commands.run(List.of("chown", "-R", owner.get(), folder.toString()));
    }

    private static boolean isOpen(Path folder) throws DatabaseUnavailable {
        try {
            return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException fault) {
            throw new DatabaseUnavailable(
                    "The permissions of " + folder + " cannot be read: " + fault.getMessage(), fault);
        }
    }
}
