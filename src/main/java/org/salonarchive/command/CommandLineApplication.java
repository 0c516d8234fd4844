package org.salonarchive.command;

import io.quarkus.runtime.QuarkusApplication;

/** Runs the command of the command line inside the started application. */
public final class CommandLineApplication implements QuarkusApplication {

    @Override
    public int run(String... arguments) {
        return SalonCommand.commandLine().execute(arguments);
    }
}
