package org.salonarchive.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An OpenID provider for the application under test, and for the field of the test that has its type. */
public final class OpenIdServerResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable OpenIdServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = new OpenIdServer(0);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return Map.of(
                "quarkus.oidc.auth-server-url",
                server.url(),
                "quarkus.oidc.client-id",
                OpenIdServer.CLIENT,
                "quarkus.oidc.credentials.secret",
                OpenIdServer.SECRET,
                "salon.admin.oidc.emails",
                "Anna@Example.org, kate@example.org,o'neil@example.org");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(Objects.requireNonNull(server), new TestInjector.MatchesType(OpenIdServer.class));
    }

    @Override
    public void stop() {
        Objects.requireNonNull(server).close();
    }
}
