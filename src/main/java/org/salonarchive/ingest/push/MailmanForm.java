package org.salonarchive.ingest.push;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.ingest.IngestFailure;

/** The form by which Mailman gives a message; its file is written while it comes and goes when this is closed. */
final class MailmanForm implements Closeable {

    /** That more came than a message may have. */
    static final class TooLarge extends IOException {
        @Serial
        private static final long serialVersionUID = 1;
    }

    private final HttpServerRequest request;
    private final Promise<Void> whole = Promise.promise();
    private Future<Void> written = Future.succeededFuture();
    private @Nullable Path file;
    private long come;

    private MailmanForm(HttpServerRequest request) {
        this.request = request;
    }

    /**
     * Why the body is not even begun to be read; empty when it is.
     *
     * @param most bytes it may have
     */
    static Optional<MailmanReply> refusal(HttpServerRequest request, long most) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return Optional.of(MailmanReply.error(415, "The message comes as a file in a multipart form."));
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null || length.matches("[0-9]{1,18}") && Long.parseLong(length) <= most
                ? Optional.empty()
                : Optional.of(tooLarge());
    }

    static MailmanReply tooLarge() {
        return MailmanReply.error(413, "A message has at most " + Handover.LARGEST + " bytes.");
    }

    /**
     * The form, when all of it has come; where it fails, the file goes. It fails with {@link TooLarge}, with an
     * {@link IngestFailure} when the file could not be written, otherwise by the fault of the form or of the way it came.
     *
     * @param most bytes that the body may have, also where it does not say its length
     */
    static Future<MailmanForm> read(HttpServerRequest request, long most) {
        MailmanForm form = new MailmanForm(request);
        request.exceptionHandler(form.whole::tryFail);
        request.endHandler(ended -> form.whole.tryComplete());
        request.handler(buffer -> form.count(buffer.length(), most));
        try {
            request.setExpectMultipart(true);
            request.uploadHandler(form::receive);
        } catch (RuntimeException malformed) {
            form.whole.tryFail(malformed);
        }
        return form.whole
                .future()
                .compose(ended -> form.written.recover(fault -> Future.failedFuture(unwritable(fault))))
                .map(form)
                .onFailure(fault -> form.written.onComplete(stopped -> form.remove()));
    }

    private void count(int bytes, long most) {
        come += bytes;
        if (come > most) {
            whole.tryFail(new TooLarge());
        }
    }

    private static IngestFailure unwritable(Throwable fault) {
        return new IngestFailure("The temporary file of a mail could not be written: " + fault.getMessage(), fault);
    }

    private void receive(HttpServerFileUpload upload) {
        if (file != null || !upload.name().equals("message")) {
            upload.handler(ignored -> {});
            return;
        }
        try {
            Path created = IncomingFile.newFile();
            file = created;
            written = upload.streamToFileSystem(created.toString());
        } catch (IOException full) {
            upload.handler(ignored -> {});
            written = Future.failedFuture(full);
        }
    }

    Optional<String> list() {
        return Optional.ofNullable(request.getFormAttribute("mlist"));
    }

    Optional<Path> message() {
        return Optional.ofNullable(file);
    }

    private void remove() {
        try {
            close();
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
