package org.salonarchive.command;

import io.quarkus.runtime.QuarkusApplication;

/** Runs the command of the command line inside the started application. */
public final class CommandLineApplication implements QuarkusApplication {

    private final Collaborators collaborators;

    CommandLineApplication(Collaborators collaborators) {
        this.collaborators = collaborators;
    }

    @Override
    public int run(String... arguments) {
        return SalonCommand.commandLine(collaborators).execute(arguments);
    }
}
