package org.salonarchive.source.imap;

import java.io.IOException;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;

/** Signs in with a password (AUTHENTICATE PLAIN, else LOGIN) or with an access token (XOAUTH2). */
final class SignIn {

    private static final int ANSWER_BYTES = 64 << 10;

    private final ImapSettings settings;
    private final Wire wire;
    private final IntConsumer allow;

    /** @param allow says how many bytes the server may answer with */
    SignIn(ImapSettings settings, Wire wire, IntConsumer allow) {
        this.settings = settings;
        this.wire = wire;
        this.allow = allow;
    }

    /** @throws SignInRefused when the server does not accept it */
    void with(String secret) throws IOException, ProtocolException {
        if (wire.isAuthenticated()) {
            throw new IOException(settings.server() + " takes everybody as signed in (PREAUTH), so this would be"
                    + " somebody's mailbox: Salon signs in by itself or not at all.");
        }
        allow.accept(ANSWER_BYTES);
        try {
            if (settings.tokens().isPresent()) {
                wire.authoauth2(settings.user(), secret);
            } else if (wire.hasCapability("AUTH=PLAIN")) {
                wire.authplain(null, settings.user(), secret);
            } else if (wire.hasCapability("LOGINDISABLED")) {
                throw new SignInRefused(settings.server() + " takes no passwords: use OAuth 2.");
            } else {
                wire.login(settings.user(), secret);
            }
            // Many servers can do more for those who signed in, and not all say so by themselves.
            allow.accept(ANSWER_BYTES);
            wire.capability();
        } catch (CommandFailedException refused) {
            throw refusal(refused, secret);
        }
    }

    private IOException refusal(CommandFailedException refused, String secret) {
        Response answer = refused.getResponse();
        String said = answer == null ? "" : answer.getRest().strip();
        String quoted = said.contains(secret) ? "" : Trouble.quoted(said, settings);
        String code = said.toUpperCase(Locale.ROOT);
        if (code.startsWith("[UNAVAILABLE]") || code.startsWith("[INUSE]") || code.startsWith("[LIMIT]")) {
            return new IOException(settings.server() + " cannot let anybody sign in at the moment." + quoted);
        }
        String mend = settings.tokens().isPresent()
                ? " Check the user, and that the application may read mail over IMAP."
                : " Check the user and the password; many providers want an app password or OAuth 2 here.";
        return new SignInRefused(settings.server() + " does not accept " + settings.user() + "." + mend + quoted);
    }
}
