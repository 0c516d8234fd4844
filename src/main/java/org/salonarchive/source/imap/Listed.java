package org.salonarchive.source.imap;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;

/**
 * What a server says of a message before its bytes are asked for.
 *
 * @param number its place in the folder, from 1, as of now
 * @param size in bytes; -1 when not said. Some servers are wrong about it
 * @param received when the server got it
 */
record Listed(int number, long uid, long size, Optional<Instant> received) {

    /** The messages of which answers to a FETCH tell, by number; an answer without a UID is about something else. */
    static Map<Integer, Listed> rows(Response[] answers) {
        Map<Integer, Listed> rows = new TreeMap<>();
        for (Response answer : answers) {
            if (answer instanceof FetchResponse row) {
                UID uid = row.getItem(UID.class);
                RFC822SIZE size = row.getItem(RFC822SIZE.class);
                INTERNALDATE date = row.getItem(INTERNALDATE.class);
                if (uid != null && uid.uid > 0 && (size != null || !rows.containsKey(row.getNumber()))) {
                    Optional<Instant> received = Optional.ofNullable(date)
                            .flatMap(said -> Optional.ofNullable(said.getDate()))
                            .map(Date::toInstant);
                    rows.put(
                            row.getNumber(),
                            new Listed(row.getNumber(), uid.uid, size == null ? -1 : size.size, received));
                }
            }
        }
        return rows;
    }
}
