package org.salonarchive.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The bytes of a file as it stands on disk, counted, with faults of the file told from faults of its content. */
final class FileBytes extends FilterInputStream implements Compression.Counter {

    private final Path file;
    private long count;

    private FileBytes(Path file, InputStream in) {
        super(in);
        this.file = file;
    }

    static FileBytes open(Path file) throws IOException {
        try {
            return new FileBytes(file, Files.newInputStream(file));
        } catch (IOException fault) {
            throw unreadable(file, fault);
        }
    }

    @Override
    public long bytes() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int read = in.read(target, offset, length);
            count += Math.max(read, 0);
            return read;
        } catch (IOException fault) {
            throw unreadable(file, fault);
        }
    }

    private static UnreadableFile unreadable(Path file, IOException fault) {
        String reason = fault instanceof NoSuchFileException ? "it is not there" : String.valueOf(fault.getMessage());
        return new UnreadableFile(file + ": " + reason, fault);
    }
}
