package org.salonarchive.admin.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Lets an operator in who knows the password. */
@ApplicationScoped
public class SignIn {

    private static final Logger LOG = Logger.getLogger(SignIn.class);

    private final Operators operators;
    private final Sessions sessions;
    private final Guesses guesses;

    SignIn(Operators operators, Sessions sessions, Guesses guesses) {
        this.operators = operators;
        this.sessions = sessions;
        this.guesses = guesses;
    }

    /**
     * What became of it: a session, or a time to wait, or neither when name or password is wrong.
     *
     * @param session for the cookie
     * @param pause until another try is looked at
     */
    public record Outcome(Optional<Token> session, Optional<Duration> pause) {}

    /** @param address that of the browser */
    public Outcome with(String name, String password, String address) throws SQLException {
        Optional<Operator> operator = Optional.empty();
        Optional<Duration> pause = guesses.count(name, address);
        if (pause.isEmpty()) {
            operator = operators.authenticate(name, password);
        }
        if (operator.isEmpty()) {
            LOG.infof("A sign-in from %s was refused", address);
            return new Outcome(Optional.empty(), pause);
        }
        guesses.forgive(name, address);
        return new Outcome(Optional.of(sessions.open(operator.get(), address)), pause);
    }
}
