package org.salonarchive.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.RawMessages;

/** Writes messages one after the other to somebody who may go away meanwhile. */
@FunctionalInterface
interface Written {

    void write(MessageRow row, byte[] bytes) throws IOException;

    static void each(RawMessages raws, List<MessageRow> rows, Written written) throws IOException {
        try {
            raws.each(rows, (row, bytes) -> {
                try {
                    written.write(row, bytes);
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }
}
