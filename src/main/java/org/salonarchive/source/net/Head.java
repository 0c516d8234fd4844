package org.salonarchive.source.net;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** What a server says before the body. */
record Head(URI at, ClassicHttpResponse response) {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    /** A validator that is longer would not fit a checkpoint. */
    private static final int LONGEST_VALIDATOR = 300;

    /** A date of change as young as this may stand for two contents (RFC 9110 §8.8.2.2). */
    private static final Duration YOUNG = Duration.ofSeconds(3);

    /**
     * Content-Range (RFC 9110 §14.4).
     *
     * @param total -1 when not said
     */
    record Range(long first, long last, long total) {
        long size() {
            return last - first + 1;
        }
    }

    @Nullable
    HttpEntity entity() {
        return response.getEntity();
    }

    /** As it is said; -1 when it is not. */
    long length() {
        HttpEntity entity = entity();
        return entity == null ? 0 : entity.getContentLength();
    }

    private Optional<String> field(String name) {
        Header field = response.getFirstHeader(name);
        return Optional.ofNullable(field == null ? null : field.getValue()).map(String::strip);
    }

    private Optional<String> validator(String name) {
        return field(name)
                .filter(value -> !value.isEmpty()
                        && value.length() <= LONGEST_VALIDATOR
                        && value.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }

    Optional<String> etag() {
        return validator(HttpHeaders.ETAG).filter(tag -> tag.matches("(W/)?\"[^\"]*\""));
    }

    Optional<String> lastModified() {
        return age().filter(age -> age.compareTo(YOUNG) > 0).flatMap(old -> validator(HttpHeaders.LAST_MODIFIED));
    }

    /** How long before the answer was made the content had last changed, by the server's own clock. */
    Optional<Duration> age() {
        Optional<Instant> now = field(HttpHeaders.DATE).flatMap(Head::instant);
        return field(HttpHeaders.LAST_MODIFIED)
                .flatMap(Head::instant)
                .flatMap(changed -> now.map(date -> Duration.between(changed, date)));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    Optional<Range> range() {
        Matcher range = RANGE.matcher(field(HttpHeaders.CONTENT_RANGE).orElse(""));
        if (!range.matches()) {
            return Optional.empty();
        }
        long total = range.group(3).equals("*") ? -1 : Long.parseLong(range.group(3));
        Range said = new Range(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), total);
        boolean sound = said.last() >= said.first() && (total < 0 || said.last() < total);
        return sound ? Optional.of(said) : Optional.empty();
    }

    String location() throws IOException {
        return field(HttpHeaders.LOCATION)
                .orElseThrow(() -> FetchFault.lasting(at + " redirects without saying where to."));
    }

    Answer unchanged(Request request) throws IOException {
        if (request.etag().isEmpty() && request.lastModified().isEmpty()) {
            throw FetchFault.lasting(at + " says that nothing changed, though that was not asked.");
        }
        return answer(Answer.Kind.UNCHANGED, 0, -1);
    }

    Answer answer(Answer.Kind kind, long size, long total) {
        HttpEntity entity = entity();
        boolean measured = entity == null || entity.getContentLength() >= 0 || entity.isChunked();
        return new Answer(
                kind,
                at,
                etag(),
                lastModified(),
                age(),
                field(HttpHeaders.CONTENT_TYPE).orElse("").toLowerCase(Locale.ROOT),
                field(HttpHeaders.CONTENT_ENCODING).orElse("").toLowerCase(Locale.ROOT),
                size,
                total,
                measured);
    }

    /** What a status means that is no answer (RFC 9110 §15, RFC 6585). */
    FetchFault fault() {
        int status = response.getCode();
        return switch (status) {
            case 401, 403, 407 -> FetchFault.lasting(at + " may not be read by everyone (status " + status + ").");
            case 408, 425, 429, 500, 502, 503, 504 ->
                FetchFault.busy(
                        at + " cannot be read now: the server is " + (status == 429 ? "asked too often" : "in trouble")
                                + " (status " + status + ").",
                        retryAfter());
            default -> FetchFault.lasting(at + " cannot be read (status " + status + ").");
        };
    }

    /** In seconds or as a date (RFC 9110 §10.2.3). */
    private Optional<Duration> retryAfter() {
        String value = field(HttpHeaders.RETRY_AFTER).orElse("");
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        Instant now = field(HttpHeaders.DATE).flatMap(Head::instant).orElseGet(Instant::now);
        return instant(value).map(then -> Duration.between(now, then)).filter(pause -> !pause.isNegative());
    }
}
