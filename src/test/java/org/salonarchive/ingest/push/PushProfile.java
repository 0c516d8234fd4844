package org.salonarchive.ingest.push;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application as an operator sets it up who has list servers hand mail over. */
public final class PushProfile implements QuarkusTestProfile {

    static final String SITE = "https://archive.example.org";
    static final String KEY = "a-key-of-Mailman";
    static final int CONNECTIONS = 8;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "salon.site.url",
                SITE,
                "salon.lmtp.port",
                "0",
                "salon.lmtp.idle",
                "2s",
                "salon.lmtp.connections",
                Integer.toString(CONNECTIONS),
                "salon.mailman.key",
                KEY,
                "salon.mailman.from",
                "127.0.0.1,::1");
    }
}
