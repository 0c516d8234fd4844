package org.salonarchive.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * As whom PostgreSQL runs. It refuses to run as root, so root lends it another identity: that of the owner of
 * an existing cluster, else a user namespace (the files stay root's), else {@code postgres} or {@code nobody},
 * to whom the cluster is then given.
 *
 * @param prefix what stands before a command to run it so
 * @param owner whose PostgreSQL's own files are, if they are not this process's
 */
record Account(List<String> prefix, Optional<Machine.User> owner) {

    /**
     * Chooses for a folder.
     *
     * @throws DatabaseUnavailable when PostgreSQL can run as nobody here
     */
    static Account of(Path folder, Binaries binaries, Machine machine) throws DatabaseUnavailable {
        if (!machine.root()) {
            return new Account(List.of(), Optional.empty());
        }
        List<Account> roads = roads(folder.resolve("cluster"), machine);
        for (Account road : roads) {
            // By way of env, which has nothing of root's power left when it looks for the program.
            if (Commands.succeeds(road.command("env", binaries.program("postgres"), "--version"))) {
                return road;
            }
        }
        if (roads.isEmpty()) {
            throw new DatabaseUnavailable(
                    "PostgreSQL does not run as root, and this machine has neither user namespaces"
                            + " nor setpriv to run it as somebody else: run Salon as an ordinary user, or "
                            + Commands.ANOTHER_DATABASE + ".");
        }
        throw new DatabaseUnavailable("PostgreSQL does not run as root, and nobody else may enter "
                + closed(folder).orElse(folder) + ": allow it (chmod o+x), put the data directory elsewhere"
                + " (SALON_DATA_DIR), run Salon as an ordinary user, or " + Commands.ANOTHER_DATABASE + ".");
    }

    private static List<Account> roads(Path cluster, Machine machine) throws DatabaseUnavailable {
        List<Account> roads = new ArrayList<>();
        Optional<Machine.User> owner = ownerOf(cluster);
        if (owner.isPresent()) {
            // Nobody else may read an existing cluster.
            return machine.setpriv() ? List.of(lent(owner.get())) : List.of();
        }
        if (machine.userNamespaces()) {
            roads.add(new Account(List.of("unshare", "-U"), Optional.empty()));
        }
        if (machine.setpriv()) {
            machine.users().values().forEach(user -> roads.add(lent(user)));
        }
        return roads;
    }

    private static Account lent(Machine.User user) {
        return new Account(
                List.of("setpriv", "--reuid=" + user.uid(), "--regid=" + user.gid(), "--clear-groups"),
                Optional.of(user));
    }

    /** Whose the cluster is, if there is one and it is somebody else's than root's. */
    private static Optional<Machine.User> ownerOf(Path cluster) throws DatabaseUnavailable {
        try {
            if (!Files.exists(cluster)) {
                return Optional.empty();
            }
            int uid = (int) Files.getAttribute(cluster, "unix:uid");
            int gid = (int) Files.getAttribute(cluster, "unix:gid");
            return uid == 0 ? Optional.empty() : Optional.of(new Machine.User(uid, gid));
        } catch (IOException fault) {
            throw new DatabaseUnavailable(
                    "The owner of " + cluster + " cannot be told (" + fault.getMessage() + "): see whether its disk"
                            + " is well.",
                    fault);
        }
    }

    /** The topmost folder that others may not enter. */
    private static Optional<Path> closed(Path folder) {
        Optional<Path> topmost = Optional.empty();
        for (Path above = folder; above != null; above = above.getParent()) {
            try {
                if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    topmost = Optional.of(above);
                }
            } catch (IOException unreadable) {
                topmost = Optional.of(above);
            }
        }
        return topmost;
    }

    /** A command as this account. */
    List<String> command(String... command) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(List.of(command));
        return line;
    }

    /** Gives a file, or a folder with all that is in it, to the account, if it is another than this process's. */
    void give(Path path) throws DatabaseUnavailable {
        if (owner.isPresent()) {
            try {
                Machine.User to = owner.get();
                Commands.run(List.of("chown", "-R", to.uid() + ":" + to.gid(), path.toString()), "");
            } catch (Commands.Failure failure) {
                throw new DatabaseUnavailable(
                        path + " cannot be given to the account that PostgreSQL runs as (" + failure.getMessage()
                                + "): put the data directory on a file system with owners (SALON_DATA_DIR).",
                        failure);
            }
        }
    }
}
