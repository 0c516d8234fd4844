package org.salonarchive.admin;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The part of a page that changes, sent again and again as server-sent events, until it changes no more. */
final class LiveEvents {

    /** After this time a page without scripts asks again. */
    static final int REFRESH_SECONDS = 3;

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** A browser asks for the events anew after this time, and has to be signed in still. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final String END = "end";

    private LiveEvents() {}

    /**
     * How the part is at a moment.
     *
     * @param last whether it stays so
     */
    record Part(String html, boolean last) {}

    /** @param now is asked on a thread that may wait */
    static Multi<OutboundSseEvent> of(Sse sse, Supplier<Part> now) {
        Instant end = Instant.now().plus(LONGEST);
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(() -> event(sse, now.get()))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(PERIOD)
                .whilst(event -> !END.equals(event.getName()) && Instant.now().isBefore(end));
    }

    private static OutboundSseEvent event(Sse sse, Part part) {
        return sse.newEventBuilder()
                .name(part.last() ? END : "message")
                .data(part.html().replaceAll("\\s*\\R\\s*", " "))
                .build();
    }
}
