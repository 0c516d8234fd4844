package org.salonarchive.ingest.push;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.salonarchive.ingest.IngestFailure;

/**
 * The two addresses that Mailman 3's plugin for HyperKitty asks, so that it uses Salon in its place. They come before
 * the limit on bodies of other requests, and a body is read only when key and length are right.
 */
@Singleton
final class MailmanRoutes {

    private static final Logger LOG = Logger.getLogger(MailmanRoutes.class);

    /** After the headers of every answer, before all else. */
    private static final int ORDER = Integer.MIN_VALUE + 1;

    /** With what a form needs besides the message. */
    private static final long MOST_BYTES = Handover.LARGEST + (1 << 16);

    private static final int MOST_AT_ONCE = 16;

    private final MailmanGate gate;
    private final Handover handover;
    private final Permalinks links;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final AtomicBoolean warned = new AtomicBoolean();

    MailmanRoutes(MailmanGate gate, Handover handover, Permalinks links) {
        this.gate = gate;
        this.handover = handover;
        this.links = links;
    }

    void add(@Observes Router router) {
        router.route("/api/mailman/urls").order(ORDER).handler(context -> guarded(context, HttpMethod.GET));
        router.route("/api/mailman/archive").order(ORDER).handler(context -> guarded(context, HttpMethod.POST));
    }

    private void guarded(RoutingContext context, HttpMethod method) {
        if (!gate.isOpen()) {
            MailmanReply.error(404, "Mailman is not expected here: see salon.mailman.key of Salon.")
                    .send(context);
            return;
        }
        HttpServerRequest request = context.request();
        Optional<MailmanReply> refusal = gate.refusal(request);
        if (refusal.isPresent()) {
            refusal.get().send(context);
        } else if (!request.method().equals(method)) {
            context.response().putHeader("Allow", method.name());
            MailmanReply.error(405, "Only " + method.name() + " is understood here.")
                    .send(context);
        } else if (method.equals(HttpMethod.GET)) {
            urls(context);
        } else {
            archive(context);
        }
    }

    private void urls(RoutingContext context) {
        String list = context.request().getParam("mlist");
        String messageId = context.request().getParam("msgid");
        if (list == null) {
            MailmanReply.error(400, "There is no mlist, the posting address of a list.")
                    .send(context);
            return;
        }
        answer(context, () -> address(list, messageId));
    }

    private MailmanReply address(String list, @Nullable String messageId) throws SQLException {
        return handover.list(list)
                .map(name -> url(messageId == null ? links.list(name) : links.message(name, messageId)))
                .orElseGet(() -> unknown(list));
    }

    private MailmanReply url(String url) {
        if (!links.areAbsolute() && warned.compareAndSet(false, true)) {
            LOG.warn("Mailman writes addresses into mails that lead nowhere: set salon.site.url");
        }
        return MailmanReply.url(url);
    }

    private static MailmanReply unknown(String list) {
        return MailmanReply.error(
                404,
                "No list of Salon has the posting address " + list
                        + ": add a source of the kind \"push\" with this address to the list it belongs to.");
    }

    private void archive(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<MailmanReply> refusal = MailmanForm.refusal(request, MOST_BYTES);
        if (refusal.isPresent()) {
            refusal.get().send(context);
        } else if (!places.tryAcquire()) {
            MailmanReply.later("Too much comes at once.").send(context);
        } else {
            context.addEndHandler(ended -> places.release());
            MailmanForm.read(request, MOST_BYTES)
                    .onSuccess(form -> answer(context, () -> archive(form)))
                    .onFailure(fault -> broken(fault).send(context));
        }
    }

    private static MailmanReply broken(Throwable fault) {
        if (fault instanceof IngestFailure) {
            LOG.error(fault.getMessage());
            return MailmanReply.later("There is no room for the message.");
        }
        return fault instanceof MailmanForm.TooLarge
                ? MailmanForm.tooLarge()
                : MailmanReply.error(400, "The form is not whole.");
    }

    private MailmanReply archive(MailmanForm form) throws SQLException, IOException, InterruptedException {
        try (form) {
            return archive(form.list(), form.message());
        }
    }

    private MailmanReply archive(Optional<String> list, Optional<Path> message)
            throws SQLException, IOException, InterruptedException {
        if (list.isEmpty() || message.isEmpty()) {
            return MailmanReply.error(
                    400, "The form needs mlist, the posting address of a list, and the file message.");
        }
        return switch (handover.give(list.get(), "mailman", message.get())) {
            case UNKNOWN -> unknown(list.get());
            case PAUSED -> MailmanReply.later("The operator lets this list rest.");
            case AWAY -> MailmanReply.later("The mail cannot be kept for now.");
            case KEPT -> url(links.message(handover.list(list.get()).orElseThrow(), message.get()));
        };
    }

    /** Does what may wait for the database, and answers. */
    private void answer(RoutingContext context, Callable<MailmanReply> work) {
        context.vertx()
                .executeBlocking(() -> inWords(work), false)
                .onSuccess(reply -> reply.send(context))
                .onFailure(fault -> MailmanReply.later("Salon is stopping.").send(context));
    }

    private static MailmanReply inWords(Callable<MailmanReply> work) throws Exception {
        try {
            return work.call();
        } catch (SQLException away) {
            LOG.warnf("Mailman is not answered now, since the database is away: %s", away.getMessage());
            return MailmanReply.later("The database is away.");
        } catch (IOException | RuntimeException fault) {
            LOG.error("Mailman could not be answered", fault);
            return MailmanReply.later("Something went wrong in Salon: see its log.");
        }
    }
}
