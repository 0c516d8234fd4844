package org.salonarchive.command;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.util.ExceptionUtil;

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

    private static String reason(Throwable root) {
        if (root instanceof QuarkusBindException taken) {
            return "Port " + taken.getPort()
                    + " is in use, perhaps by another Salon: stop that program, or choose another port"
                    + " (QUARKUS_HTTP_PORT).";
        }
        String message = root.getMessage() == null
                ? root.getClass().getSimpleName()
                : root.getMessage().strip();
        return "Salon could not start: " + message.lines().findFirst().orElse(message);
    }
}
