package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.message.MessageId;

/** Finds a message by its Message-ID, however it was written down. */
@Path("/mid/{id:.+}")
public class MidResource {

    /** A shorter beginning names too many messages. */
    private static final int SHORTEST_PREFIX = 14;

    private static final int LONGEST = 2000;

    private final Messages messages;

    MidResource(Messages messages) {
        this.messages = messages;
    }

    @GET
    public Response get(@PathParam("id") String written) {
        String id = normal(written);
        if (id.isEmpty() || id.length() > LONGEST) {
            throw new NotFoundException();
        }
        List<MessageRow> rows = messages.withMessageId(new MessageId(id).hash());
        if (rows.isEmpty() && id.length() >= SHORTEST_PREFIX) {
            rows = messages.withMessageIdPrefix(id);
            if (rows.size() > 1) {
                throw new NotFoundException();
            }
        }
        MessageRow found = rows.stream().findFirst().orElseThrow(NotFoundException::new);
        return Response.status(Response.Status.FOUND)
                .location(URI.create(ArchiveLinks.message(found)))
                .build();
    }

    /** Without brackets, a scheme, escapes that were escaped again, the " at " of masked addresses, a slash. */
    static String normal(String written) {
        String id = written.strip();
        if (id.contains("%")) {
            id = unescaped(id);
        }
        id = id.regionMatches(true, 0, "mid:", 0, 4) ? id.substring(4) : id;
        id = id.endsWith("/") ? id.substring(0, id.length() - 1) : id;
        id = id.startsWith("<") ? id.substring(1) : id;
        id = id.endsWith(">") ? id.substring(0, id.length() - 1) : id;
        int at = id.indexOf(" at ");
        id = at > 0 && id.indexOf('@') < 0 ? id.substring(0, at) + "@" + id.substring(at + 4) : id;
        return id.replaceAll("\\s+", "");
    }

    private static String unescaped(String id) {
        try {
            return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return id;
        }
    }
}
