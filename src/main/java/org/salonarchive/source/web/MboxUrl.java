package org.salonarchive.source.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.salonarchive.source.Place;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.source.net.Answer;
import org.salonarchive.source.net.HttpFetch;
import org.salonarchive.source.net.Request;
import org.salonarchive.source.net.WebAddress;

/**
 * An mbox file at a web address, or one for each month ({@link MonthPattern}) from the first month that was said to
 * the present one. When none was said, the first is looked for: year by year back from now, until
 * {@value #EMPTY_YEARS} years in a row have no file at all. A month without a file is no fault. The last two months
 * are asked for in every pass, those of a year once a day, older ones every two weeks. The operator names the address,
 * so that a robots.txt, which is for programs that find their own way, is not asked.
 */
public final class MboxUrl implements Place {

    private static final int EMPTY_YEARS = 3;

    /** Older than any archive. */
    private static final int FIRST_YEAR = 1980;

    private final MonthPattern pattern;
    private final String since;
    private final HttpFetch fetch;
    private final Clock clock;
    private Optional<YearMonth> found = Optional.empty();

    /**
     * For the settings of a source of the kind URL.
     *
     * @param fetch which is closed with it
     */
    public MboxUrl(SourceSettings settings, HttpFetch fetch) {
        this(settings, fetch, Clock.systemUTC());
    }

    MboxUrl(SourceSettings settings, HttpFetch fetch, Clock clock) {
        this.pattern = new MonthPattern(settings.get("url").strip());
        this.since = settings.get("since").strip();
        this.fetch = fetch;
        this.clock = clock;
    }

    @Override
    public List<Source> sources() throws IOException {
        YearMonth present = YearMonth.now(clock);
        check(present);
        if (!pattern.isMonthly()) {
            return List.of(mailbox(pattern.text(), Duration.ZERO, Optional.empty()));
        }
        Troubles troubles = new Troubles(pattern.text());
        List<Source> months = new ArrayList<>();
        for (YearMonth month = first(present); !month.isAfter(present); month = month.plusMonths(1)) {
            Duration rest = Rests.after(month.until(present, ChronoUnit.MONTHS));
            months.add(mailbox(pattern.at(month), rest, Optional.of(troubles)));
        }
        months.add(troubles);
        return months;
    }

    private void check(YearMonth present) throws IOException {
        Optional<String> unknown = pattern.unknownWord();
        if (unknown.isPresent()) {
            throw new IOException("The address has " + unknown.get() + " in it; the words for months are {yyyy}, {MM},"
                    + " {Month} and {Mon}.");
        }
        WebAddress.of(pattern.at(present), fetch.rule());
    }

    private WebMailbox mailbox(String url, Duration rest, Optional<Troubles> troubles) {
        return new WebMailbox(url, List.of(url), rest, "", Optional.empty(), Optional.empty(), troubles, fetch, clock);
    }

    private YearMonth first(YearMonth present) throws IOException {
        if (!since.isEmpty()) {
            return said();
        }
        if (found.isEmpty()) {
            found = Optional.of(search(present));
        }
        return found.get();
    }

    private YearMonth said() throws IOException {
        try {
            YearMonth said = YearMonth.parse(since);
            if (said.getYear() >= FIRST_YEAR) {
                return said;
            }
        } catch (DateTimeException malformed) {
            // Told below, with the mend.
        }
        throw new IOException("The first month \"" + since + "\" is none since " + FIRST_YEAR + ", such as 2004-08.");
    }

    private YearMonth search(YearMonth present) throws IOException {
        Optional<YearMonth> earliest = Optional.empty();
        int empty = 0;
        for (int year = present.getYear(); year >= FIRST_YEAR && empty < EMPTY_YEARS; year--) {
            if (isAnyIn(year, present)) {
                earliest = Optional.of(YearMonth.of(year, 1));
                empty = 0;
            } else {
                empty++;
            }
        }
        return earliest.orElseThrow(
                () -> new IOException("No month of the last " + EMPTY_YEARS + " years has a file such as "
                        + pattern.at(present) + ". If the address is right, say the first month."));
    }

    private boolean isAnyIn(int year, YearMonth present) throws IOException {
        for (int month = 12; month >= 1; month--) {
            YearMonth asked = YearMonth.of(year, month);
            if (!asked.isAfter(present) && exists(pattern.at(asked))) {
                return true;
            }
        }
        return false;
    }

    private boolean exists(String url) throws IOException {
        Path file = Scratch.file(".probe");
        try {
            Request oneByte = Request.whole(url, Download.MOST_BYTES).range(0, 0);
            return fetch.get(oneByte, file).kind() != Answer.Kind.MISSING;
        } finally {
            Files.delete(file);
        }
    }

    /** What is at the address, in a sentence; nothing is read into the archive. */
    @Override
    public String look() throws IOException {
        check(YearMonth.now(clock));
        if (!pattern.isMonthly()) {
            if (!exists(pattern.text())) {
                throw new IOException("There is nothing at " + pattern.text() + " (status 404).");
            }
            return "There is a file at " + pattern.text() + ".";
        }
        YearMonth present = YearMonth.now(clock);
        YearMonth first = first(present);
        for (YearMonth month : List.of(present, present.minusMonths(1), first)) {
            if (exists(pattern.at(month))) {
                return "There are files of months, such as " + pattern.at(month) + "; they are read from " + first
                        + " on.";
            }
        }
        if (since.isEmpty()) {
            return "There are files of months, read from " + first + " on, but none of the last two months.";
        }
        throw new IOException("There is nothing at " + pattern.at(present) + ", nor for the month before, nor for the"
                + " first month " + first + " (status 404).");
    }

    @Override
    public void await(Duration atMost) throws InterruptedException {
        fetch.await(atMost);
    }

    @Override
    public void close() {
        fetch.close();
    }
}
