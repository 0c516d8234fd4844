package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.render.AddressMask;
import org.salonarchive.thread.ThreadTree;

/** A thread for programs, and as a mailbox. */
@Path("/{list}/thread/{file:[^/]+[.](json|mbox[.]gz)}")
public class ThreadFilesResource {

    private final Pages pages;
    private final Messages messages;
    private final MessageJson json;
    private final Mailboxes mailboxes;

    ThreadFilesResource(Pages pages, Messages messages, MessageJson json, Mailboxes mailboxes) {
        this.pages = pages;
        this.messages = messages;
        this.json = json;
        this.mailboxes = mailboxes;
    }

    @GET
    public Response get(@PathParam("list") String name, @PathParam("file") String file) {
        MailingList list = pages.list(name);
        MessageRow member = messages.at(list.id(), Pages.id(file.substring(0, file.indexOf('.'))))
                .orElseThrow(NotFoundException::new);
        List<MessageRow> thread = messages.thread(list.id(), member.thread());
        if (file.endsWith(".mbox.gz")) {
            return mailboxes.answer("thread-" + member.address().base32(), write -> {
                for (MessageRow row : thread) {
                    write.message(row);
                }
            });
        }
        ThreadTree tree = IndexRow.tree(thread);
        List<MessageRow> inOrder = new ArrayList<>();
        for (int place = 0; place < tree.size(); place++) {
            inOrder.add(thread.get(tree.at(place)));
        }
        AddressMask mask = AddressMask.ofWord(list.addressDisplay());
        String answer = json.page(list.id(), mask, inOrder, inOrder.size(), "").toString();
        return pages.answer(answer, Pages.JSON, Optional.empty());
    }
}
