package org.salonarchive.ingest.push;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether whoever asks is the Mailman that the operator meant. */
@ApplicationScoped
class MailmanGate {

    private static final String SCHEME = "token ";

    private final Optional<byte[]> key;
    private final List<AddressBlock> from;

    MailmanGate(MailmanConfig config) {
        key = config.key().map(word -> word.getBytes(StandardCharsets.UTF_8));
        from = key.isPresent() ? config.from().stream().map(AddressBlock::parse).toList() : List.of();
    }

    /** Whether there is such a place at all. */
    boolean isOpen() {
        return key.isPresent();
    }

    /** Why the request is refused; empty when it is not. */
    Optional<MailmanReply> refusal(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        if (!isFrom(address)) {
            return Optional.of(MailmanReply.error(
                    403, "Requests from " + address + " are not allowed: see salon.mailman.from of Salon."));
        }
        String given = given(request.getHeader("Authorization"), request.getParam("key"));
        boolean right = key.filter(mine -> MessageDigest.isEqual(mine, given.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
        return right
                ? Optional.empty()
                : Optional.of(MailmanReply.error(
                        401, "The api_key of Mailman's archiver is not salon.mailman.key of Salon."));
    }

    private boolean isFrom(@Nullable String text) {
        Optional<InetAddress> address = text == null ? Optional.empty() : AddressBlock.address(text);
        return address.isPresent() && from.stream().anyMatch(block -> block.contains(address.get()));
    }

    /** In a header field since version 1.2 of the plugin, in the address before. */
    private static String given(@Nullable String authorization, @Nullable String parameter) {
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return authorization.substring(SCHEME.length()).strip();
        }
        return parameter == null ? "" : parameter;
    }
}
