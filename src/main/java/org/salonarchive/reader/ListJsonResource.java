package org.salonarchive.reader;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.Counts.VolumeCount;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.Volume;

/** A list and a volume for programs. */
@Path("/{list}/{name:[^/]+[.]json}")
public class ListJsonResource {

    private final Pages pages;
    private final Counts counts;
    private final VolumeMessages volumes;
    private final MessageJson json;

    ListJsonResource(Pages pages, Counts counts, VolumeMessages volumes, MessageJson json) {
        this.pages = pages;
        this.counts = counts;
        this.volumes = volumes;
        this.json = json;
    }

    @GET
    public Response get(
            @PathParam("list") String listName,
            @PathParam("name") String file,
            @QueryParam("after") @Nullable String after) {
        MailingList list = pages.list(listName);
        String name = file.substring(0, file.length() - ".json".length());
        ObjectNode answer = name.equals("index") ? index(list) : volume(list, VolumeResource.volume(list, name), after);
        return pages.answer(answer.toString(), Pages.JSON, Optional.empty());
    }

    private ObjectNode index(MailingList list) {
        ObjectNode index = json.object().put("list", list.name());
        ArrayNode volumes = index.putArray("volumes");
        for (VolumeCount count : counts.volumes(list)) {
            volumes.addObject()
                    .put("volume", count.volume().name())
                    .put("count", count.messages())
                    .put("first", Dates.machine(count.firstAt()))
                    .put("last", Dates.machine(count.lastAt()));
        }
        return index;
    }

    /** In the order and the pages of the volume's index by thread. */
    private ObjectNode volume(MailingList list, Volume volume, @Nullable String after) {
        VolumeMessages.Stretch stretch = volumes.read(list, volume, "thread", new VolumeMessages.Place(after, null));
        if (stretch.rows().isEmpty()) {
            throw new NotFoundException();
        }
        long total = counts.volumes(list).stream()
                .filter(count -> count.volume().name().equals(volume.name()))
                .mapToLong(VolumeCount::messages)
                .findFirst()
                .orElse(stretch.rows().size());
        String next = stretch.next().isEmpty()
                ? ""
                : ArchiveLinks.volumeJson(list.name(), volume) + "?after=" + stretch.next();
        return json.page(list.id(), stretch.rows(), total, next);
    }
}
