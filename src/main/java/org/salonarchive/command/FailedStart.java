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
     * Why it cannot be served on this address and port, seen before anything is started for it.
     *
     * @return one line that names the thing and the mend
     */
    public static Optional<String> whyNotServe(String host, int port) {
        try (ServerSocket free = new ServerSocket()) {
            free.bind(new InetSocketAddress(host, port));
            return Optional.empty();
        } catch (BindException refused) {
            String why = String.valueOf(refused.getMessage());
            if (why.contains("assign")) {
                return Optional.of("salon: " + host + " is no address of this machine: choose one that is, or 0.0.0.0"
                        + " for all (QUARKUS_HTTP_HOST).");
            }
            if (why.contains("ermission")) {
                return Optional.of("salon: This user may not serve on port " + port + ": choose one from 1024 on"
                        + " (QUARKUS_HTTP_PORT), and have a web server pass requests on to it.");
            }
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
