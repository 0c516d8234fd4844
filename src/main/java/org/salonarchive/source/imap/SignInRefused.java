package org.salonarchive.source.imap;

import java.io.IOException;
import java.io.Serial;

/** The server, or whoever gives its access tokens, does not accept the user; trying again soon will not help. */
public final class SignInRefused extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    SignInRefused(String message) {
        super(message);
    }
}
