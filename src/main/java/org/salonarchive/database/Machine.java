package org.salonarchive.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What decides as whom PostgreSQL can run here.
 *
 * @param root whether this process is root, as whom PostgreSQL does not run
 * @param userNamespaces whether a process may enter a user namespace of its own
 * @param setpriv whether there is the program that starts another under another account
 * @param users the accounts that may own a database without being anybody, best first
 */
record Machine(boolean root, boolean userNamespaces, boolean setpriv, Map<String, User> users) {

    /** An account's numbers. */
    record User(int uid, int gid) {}

    /** The machine that this process runs on. */
    static Machine here() {
        boolean root = new UnixSystem().getUid() == 0;
        return new Machine(
                root,
                root && Commands.succeeds(List.of("unshare", "-U", "true")),
                root && Commands.exists("setpriv"),
                root ? unprivileged() : Map.of());
    }

    private static Map<String, User> unprivileged() {
        Map<String, User> users = new LinkedHashMap<>();
        for (String name : List.of("postgres", "nobody")) {
            user(name).ifPresent(user -> users.put(name, user));
        }
        return users;
    }

    private static Optional<User> user(String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1)) {
                String[] fields = line.split(":", -1);
                if (fields.length > 3 && fields[0].equals(name)) {
                    return Optional.of(new User(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
                }
            }
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
