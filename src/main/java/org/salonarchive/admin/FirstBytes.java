package org.salonarchive.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;

/** Takes the first bytes of what is written, and then says that it is enough. */
final class FirstBytes extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;

    /** @param most how many */
    FirstBytes(int most) {
        this.most = most;
    }

    /** There are as many as were wanted. */
    static final class Enough extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] more, int offset, int length) throws IOException {
        bytes.write(more, offset, Math.min(length, most - bytes.size()));
        if (bytes.size() == most) {
            throw new Enough();
        }
    }

    /** As text, in which nothing but line ends and tabulators is invisible. */
    String text() {
        return bytes.toString(StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\\n\\t]]", "\uFFFD");
    }
}
