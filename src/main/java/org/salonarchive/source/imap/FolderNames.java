package org.salonarchive.source.imap;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.ListInfo;

/** The folders of a mailbox, for whoever has to choose one. */
final class FolderNames {

    private static final int SHOWN = 50;

    private FolderNames() {}

    /** Those that can be opened, out of the answers to LIST; not more than can be looked through, which is said then. */
    static List<String> of(Response[] answers) {
        List<String> names = new ArrayList<>();
        for (Response answer : answers) {
            if (answer instanceof IMAPResponse row && row.keyEquals("LIST")) {
                try {
                    ListInfo folder = new ListInfo(row);
                    if (folder.canOpen && folder.name != null) {
                        names.add(folder.name.replaceAll("\\p{Cntrl}", "?"));
                    }
                } catch (ProtocolException | RuntimeException illegible) {
                    names.add("(one whose name cannot be read)");
                }
            }
        }
        if (names.size() <= SHOWN) {
            return names;
        }
        List<String> shown = new ArrayList<>(names.subList(0, SHOWN));
        shown.add("and " + (names.size() - SHOWN) + " more");
        return shown;
    }
}
