package org.salonarchive.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;

/** Writes the pages and files of one list, one family of addresses at a time; may be used by several threads. */
final class ListSite {

    private static final String PAGE_POLICY = "default-src 'none'; style-src 'self' file:; img-src 'self' file: data:;"
            + " frame-src 'self' file:; form-action 'none'; base-uri 'none'";
    private static final String MAIL_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:; form-action 'none'; base-uri 'none'";
    private static final Pattern CANONICAL =
            Pattern.compile("<link rel=\"canonical\" href=\"(?:https?://[^/\"]+)?(?<path>/[^\"]*)\">");
    private static final int MOST_TOLD = 20;

    private final MailingList list;
    private final SiteFolder files;
    private final OwnSite own;
    private final Optional<String> site;
    private final SiteAddress home;
    private final List<String> problems = new ArrayList<>();
    private long failed;

    ListSite(MailingList list, SiteFolder files, OwnSite own, Optional<String> site) {
        this.list = list;
        this.files = files;
        this.own = own;
        this.site = site;
        this.home = SiteAddress.of(ArchiveLinks.list(list.name()));
    }

    MailingList list() {
        return list;
    }

    /** What was done until now. */
    StaticExport.Report report() {
        return new StaticExport.Report(files.written(), files.same(), List.copyOf(problems), failed);
    }

    /** What is there once. */
    List<String> fixed() {
        List<String> fixed = new ArrayList<>(List.of(
                home.path(),
                ArchiveLinks.authors(list.name()),
                ArchiveLinks.listDownload(list.name()),
                "/salon.css",
                "/favicon.svg"));
        if (site.isPresent()) {
            fixed.add(ArchiveLinks.feed(list.name()));
        }
        return fixed;
    }

    /** A page with its further pages, and with what only it leads to. */
    void family(SiteAddress first) throws IOException {
        Deque<SiteAddress> left = new ArrayDeque<>(List.of(first));
        Set<SiteAddress> seen = new HashSet<>(left);
        boolean message = first.path().startsWith(home.path() + "message/");
        String below = message ? first.path() : first.path() + "?";
        while (!left.isEmpty()) {
            SiteAddress address = left.remove();
            for (SiteAddress link : write(address)) {
                boolean further =
                        link.path().equals(first.path()) || link.path().startsWith(below);
                if (further && isKept(link) && seen.add(link)) {
                    left.add(link);
                }
            }
        }
    }

    /**
     * A message, and the way from it to its place in its thread.
     *
     * @param place the thread, named by the message
     * @param thread the thread's own address; its pages are written
     */
    void message(SiteAddress address, SiteAddress place, SiteAddress thread) throws IOException {
        family(address);
        if (place.equals(thread)) {
            return;
        }
        if (files.has(thread.file()) && !files.has(new SiteAddress(thread.path(), "page=2").file())) {
            lead(place, thread, fragment(place));
        } else {
            leadToPlace(place);
        }
    }

    private static String fragment(SiteAddress thread) {
        String steps = thread.path().replaceFirst("/$", "");
        return "#" + steps.substring(steps.lastIndexOf('/') + 1);
    }

    /** A thread may be named by any of its messages, and shows the page then on which that message stands. */
    private void leadToPlace(SiteAddress address) throws IOException {
        try (OwnSite.Answer answer = own.get(address)) {
            String html = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
            Matcher canonical = CANONICAL.matcher(html);
            Optional<SiteAddress> place = canonical.find()
                    ? address.resolve(canonical.group("path").replace("&amp;", "&"))
                    : Optional.empty();
            if (place.isEmpty() || !isKept(place.get())) {
                page(address, html);
            } else if (!place.get().equals(address)) {
                lead(address, place.get(), fragment(address));
            }
        }
    }

    /** Writes what is at an address, and returns to where it leads. */
    private List<SiteAddress> write(SiteAddress address) throws IOException {
        try (OwnSite.Answer answer = own.get(address)) {
            if (answer.status() / 100 == 3 && answer.location().isPresent()) {
                Optional<SiteAddress> to =
                        address.resolve(answer.location().get()).filter(this::isKept);
                if (to.isPresent()) {
                    lead(address, to.get());
                }
                return List.of();
            }
            if (answer.status() != 200) {
                problem(address + " was answered with status " + answer.status() + ".");
                return List.of();
            }
            if (!answer.isPage()) {
                files.put(address.file(), answer.body());
                return List.of();
            }
            return page(address, new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private List<SiteAddress> page(SiteAddress address, String html) throws IOException {
        String policy = address.path().contains("/original/") ? MAIL_POLICY : PAGE_POLICY;
        SitePage.Written page = SitePage.of(html, address, policy, link -> way(address, link));
        put(address, page.html());
        return page.links();
    }

    private Optional<String> way(SiteAddress from, SiteAddress link) {
        // A place in an index of many pages; which of them it is only the program knows.
        SiteAddress to = link.query().startsWith("at=") ? new SiteAddress(link.path(), "") : link;
        if (isKept(to)) {
            return Optional.of(from.wayTo(to));
        }
        String query = to.query().isEmpty() ? "" : "?" + to.query();
        return to.path().equals("/") && site.isEmpty()
                ? Optional.of(from.wayTo(home))
                : site.map(url -> url + to.path() + query);
    }

    /** Whether there is a file for it. */
    private boolean isKept(SiteAddress address) {
        String path = address.path();
        boolean own = path.startsWith(home.path())
                || List.of("/salon.css", "/favicon.svg").contains(path);
        boolean served = path.startsWith(ArchiveLinks.search(list.name()))
                || path.endsWith(".json")
                || path.endsWith(".atom") && !path.equals(ArchiveLinks.feed(list.name()))
                || path.endsWith(".atom") && site.isEmpty()
                || address.query().contains("images=")
                || address.query().startsWith("year=");
        return own && !served;
    }

    /** An address of the archive before: the page that leads on, or the file. */
    void old(String path) throws IOException {
        SiteAddress address = SiteAddress.of("/pipermail" + home.path() + escaped(path));
        try (OwnSite.Answer answer = own.get(address)) {
            if (answer.status() == 300) {
                page(address, new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
                return;
            }
            Optional<SiteAddress> to =
                    answer.location().flatMap(address::resolve).filter(this::isKept);
            if (to.isEmpty()) {
                problem(address + " was answered with status " + answer.status() + ".");
            } else if (to.get().path().contains("/part/")) {
                copy(address, to.get());
            } else {
                lead(address, to.get());
            }
        }
    }

    private static String escaped(String path) {
        return String.join(
                "/", List.of(path.split("/")).stream().map(ArchiveLinks::escape).toList());
    }

    /** Browsers are not led from one file to another unless the first is a page. */
    private void copy(SiteAddress address, SiteAddress from) throws IOException {
        try (OwnSite.Answer answer = own.get(from)) {
            files.put(address.file(), answer.body());
        }
    }

    /** A page that leads from one address to another. */
    void lead(SiteAddress from, SiteAddress to) throws IOException {
        lead(from, to, "");
    }

    private void lead(SiteAddress from, SiteAddress to, String fragment) throws IOException {
        put(from, SitePage.leadingTo(from.wayTo(to) + fragment));
    }

    private void put(SiteAddress address, String text) throws IOException {
        files.put(address.file(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private synchronized void problem(String sentence) {
        failed++;
        if (problems.size() < MOST_TOLD) {
            problems.add(sentence);
        }
    }
}
