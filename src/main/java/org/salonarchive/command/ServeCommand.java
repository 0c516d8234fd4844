package org.salonarchive.command;

import io.quarkus.runtime.Quarkus;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.salonarchive.admin.account.Invitations;
import org.salonarchive.archive.ArchiveChanges;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Serves the archive over HTTP until it is stopped. */
@Command(
        name = "serve",
        description =
                "Serves the archive in the browser (the default). On its very first start it loads a sample list.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = Logger.getLogger(ServeCommand.class);

    @ParentCommand
    @Nullable
    SalonCommand salon;

    @Option(
            names = "--until-warm",
            hidden = true,
            description = "Ends when it has read its own pages, as the JVM's -XX:ArchiveClassesAtExit needs it.")
    boolean untilWarm;

    @Override
    public Integer call() {
        return serve(Objects.requireNonNull(salon).collaborators(), untilWarm);
    }

    static int serve(Collaborators collaborators, boolean untilWarm) {
        collaborators.sample().loadIfFirstStart();
        collaborators.lmtp().start().ifPresent(port -> LOG.infof("Taking mail by LMTP on port %d", port));
        collaborators.schedule().start();
        collaborators.refill().startIfNeeded();
        LOG.infof("Reading at http://localhost:%d/ (Ctrl-C stops)", port());
        invite(collaborators.invitations());
        ArchiveChanges.Listening changes = collaborators.changes().listen();
        collaborators.warmUp().start(port(), untilWarm ? WarmUp.SOME_PAGES : WarmUp.PAGES);
        try {
            if (untilWarm) {
                collaborators.warmUp().join();
            } else {
                Quarkus.waitForExit();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            changes.close();
        }
        return ExitStatus.DONE;
    }

    private static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    /** Printed and never logged: whoever has the link becomes the operator. */
    private static void invite(Invitations invitations) {
        try {
            invitations
                    .invite()
                    .ifPresent(token -> System.out.println("There is no operator yet. Make the first one at "
                            + site() + "/admin/first?token=" + token.text() + " (once, within a day),\n"
                            + "or with: salon admin create NAME"));
        } catch (SQLException fault) {
            LOG.errorf("Whether there is an operator could not be seen: %s", fault.getMessage());
        }
    }

    private static String site() {
        Config config = ConfigProvider.getConfig();
        return config.getOptionalValue("salon.site.url", String.class)
                .orElse("http://localhost:" + port())
                .replaceFirst("/+$", "");
    }
}
