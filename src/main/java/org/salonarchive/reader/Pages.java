package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.function.Supplier;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.message.MessageIdHash;

/** What all resources do alike: find the list, answer with a page and its validators, lead to the one address. */
@RequestScoped
public class Pages {

    static final String HTML = "text/html;charset=UTF-8";
    static final String JSON = "application/json;charset=UTF-8";

    private final MailingLists lists;
    private final Request request;
    private final UriInfo uri;
    private final ReaderConfig config;

    Pages(MailingLists lists, Request request, UriInfo uri, ReaderConfig config) {
        this.lists = lists;
        this.request = request;
        this.uri = uri;
        this.config = config;
    }

    /** The list of a name, if it may be seen. */
    public MailingList list(String name) {
        return lists.visible(name).orElseThrow(NotFoundException::new);
    }

    /** The name that an address spells. */
    static MessageIdHash id(String base32) {
        return MessageIdHash.parse(base32).orElseThrow(NotFoundException::new);
    }

    /** Addresses are written in capitals and end with a slash; any other way leads there. */
    Optional<Response> elsewhere(String canonicalPath) {
        if (uri.getRequestUri().getRawPath().equals(canonicalPath)) {
            return Optional.empty();
        }
        return Optional.of(movedTo(canonicalPath));
    }

    Response movedTo(String path) {
        return to(Response.Status.MOVED_PERMANENTLY, withQuery(path));
    }

    /** Leads there as things are now; the address that was asked for stays one. */
    Response nowAt(String path) {
        return to(Response.Status.FOUND, withQuery(path));
    }

    private String withQuery(String path) {
        String query = uri.getRequestUri().getRawQuery();
        return path + (query == null ? "" : "?" + query);
    }

    /** Leads elsewhere on this site, by whichever name and through whichever proxy the reader came. */
    public static Response to(Response.Status status, String path) {
        return Response.status(status).header("Location", path).build();
    }

    Response html(TemplateInstance page, Optional<Instant> modified) {
        return answer(page.render(), HTML, modified);
    }

    /** A strong validator over the bytes, so that any node gives the same. */
    Response answer(String content, String type, Optional<Instant> modified) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        EntityTag tag = tag(bytes);
        return unchanged(tag).orElseGet(() -> {
            ResponseBuilder answer = Response.ok(bytes, type).tag(tag);
            modified.ifPresent(at -> answer.lastModified(Date.from(at)));
            return answer.build();
        });
    }

    /** The strong validator of what these bytes are or stand for. */
    EntityTag tag(byte[] bytes) {
        return new EntityTag(hash(bytes));
    }

    /** The answer to whoever has it already. */
    Optional<Response> unchanged(EntityTag tag) {
        return Optional.ofNullable(request.evaluatePreconditions(tag))
                .map(unchanged -> unchanged.tag(tag).build());
    }

    /**
     * Answers with a file to keep, which search engines leave alone.
     *
     * @param body is asked for when it is to be sent
     */
    Response file(String name, String type, EntityTag tag, Supplier<StreamingOutput> body) {
        return unchanged(tag)
                .orElseGet(() -> Response.fromResponse(streamed(type, tag, body))
                        .header(
                                "Content-Disposition",
                                "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "_") + "\"")
                        .header("X-Robots-Tag", "noindex")
                        .build());
    }

    /** Answers with what is written while it is read; whoever asks only about it costs no more than its validator. */
    Response streamed(String type, EntityTag tag, Supplier<StreamingOutput> body) {
        return request.getMethod().equals("HEAD")
                ? Response.ok().type(type).tag(tag).build()
                : Response.ok(body.get(), type).tag(tag).build();
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The address with the site's own beginning, where that is configured. */
    String absolute(String path) {
        return config.url().map(base -> base.replaceAll("/+$", "") + path).orElse(path);
    }

    /** The same for feeds, whose links must be absolute: without a configured beginning, as the reader asked. */
    String external(String path) {
        return config.url().isPresent()
                ? absolute(path)
                : uri.getBaseUri().resolve(path).toString();
    }
}
