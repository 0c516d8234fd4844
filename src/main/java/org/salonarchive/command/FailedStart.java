package org.salonarchive.command;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.util.ExceptionUtil;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Why the application did not start, told to whoever gave the command. */
public final class FailedStart {

    private FailedStart() {}

    /**
     * Prints one line on the error stream that names the thing and the mend; with {@code --verbose} also where in
     * the program it came from.
     *
     * @return the exit status
     */
    public static int explain(Throwable fault, String... arguments) {
        System.err.println("salon: " + reason(ExceptionUtil.getRootCause(fault)));
        if (SalonCommand.isVerbose(arguments)) {
            fault.printStackTrace();
        }
        return ExitStatus.COULD_NOT_WORK;
    }

    /**
     * Whether the port to serve on is taken, seen before anything is started for it.
     *
     * @return one line that names the thing and the mend
     */
    public static Optional<String> whyNotServe(String host, int port) {
        try (ServerSocket free = new ServerSocket()) {
            free.bind(new InetSocketAddress(host, port));
            return Optional.empty();
        } catch (BindException taken) {
            return Optional.of("salon: " + taken(port));
        } catch (IOException other) {
            // The server says better what is wrong.
            return Optional.empty();
        }
    }

    private static String taken(int port) {
        return "Port " + port + " is in use, perhaps by another Salon: stop that program, or choose another port"
                + " (QUARKUS_HTTP_PORT).";
    }

    private static String reason(Throwable root) {
        if (root instanceof QuarkusBindException taken) {
            return taken(taken.getPort());
        }
        String message = root.getMessage() == null
                ? root.getClass().getSimpleName()
                : root.getMessage().strip();
        return "Salon could not start: " + message.lines().findFirst().orElse(message);
    }
}
