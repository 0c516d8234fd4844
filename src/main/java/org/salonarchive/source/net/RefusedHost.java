package org.salonarchive.source.net;

import java.io.IOException;
import java.io.Serial;

/** A source names a host that it may not name; the message says which setting would allow it. */
public final class RefusedHost extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    RefusedHost(String message) {
        super(message);
    }
}
