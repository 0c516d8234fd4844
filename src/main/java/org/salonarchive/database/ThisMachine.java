package org.salonarchive.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The machine that we are on. */
final class ThisMachine implements Account.Machine {

    @Override
    public boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @Override
    public boolean hasUserNamespaces() {
        return Commands.succeeds(List.of("unshare", "-U", "true"));
    }

    @Override
    public boolean hasUser(String name) {
        try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.anyMatch(line -> line.startsWith(name + ":"));
        } catch (IOException noSuchFile) {
            return false;
        }
    }

    @Override
    public boolean hasSetpriv() {
        return Commands.succeeds(List.of("setpriv", "--version"));
    }
}
