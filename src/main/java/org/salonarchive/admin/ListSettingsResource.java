package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.salonarchive.admin.SourceForm.Choice;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.archive.ListSettings.Change;
import org.salonarchive.archive.ListSettings.Habits;
import org.salonarchive.archive.ListSettings.Overview;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.VolumeFrequency;
import org.salonarchive.ingest.follow.Subscriptions;

/** The lists: making them, and what their owner decides. */
@Path("/admin/lists")
public class ListSettingsResource {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 2_000;

    private final AdminPages pages;
    private final Visit visit;
    private final MailingLists lists;
    private final ListSettings settings;
    private final Subscriptions subscriptions;

    ListSettingsResource(
            AdminPages pages, Visit visit, MailingLists lists, ListSettings settings, Subscriptions subscriptions) {
        this.pages = pages;
        this.visit = visit;
        this.lists = lists;
        this.settings = settings;
        this.subscriptions = subscriptions;
    }

    /** What the form holds. */
    record Typed(
            String name,
            String title,
            String description,
            String frequency,
            String zone,
            String access,
            String addresses,
            String postAddress,
            String subjectPrefix,
            String group,
            String indexed,
            String language) {

        static Typed of(Overview list, String description) {
            return new Typed(
                    list.name(),
                    list.title(),
                    description,
                    list.frequency(),
                    list.zone(),
                    list.access(),
                    list.addresses(),
                    list.postAddress(),
                    list.subjectPrefix(),
                    list.group(),
                    list.indexed() ? "yes" : "no",
                    list.language());
        }

        static Typed of(String name, Form form) {
            return new Typed(
                    name,
                    form.get("title"),
                    form.get("description"),
                    form.get("frequency"),
                    form.get("zone"),
                    form.get("access"),
                    form.get("addresses"),
                    form.get("post"),
                    form.get("prefix"),
                    form.get("group"),
                    form.get("indexed"),
                    form.get("language"));
        }

        public List<Choice> frequencies() {
            return Stream.of(VolumeFrequency.values())
                    .map(VolumeFrequency::word)
                    .map(word -> new Choice(word, word, word.equals(frequency)))
                    .toList();
        }

        public List<Choice> accesses() {
            return List.of(
                    new Choice("public", "public: everybody may read it", access.equals("public")),
                    new Choice("private", "private: nobody reads it in the browser", access.equals("private")));
        }

        public List<Choice> addressDisplays() {
            return List.of(
                    new Choice("masked", "masked, so that programs do not collect them", addresses.equals("masked")),
                    new Choice("shown", "shown", addresses.equals("shown")),
                    new Choice("hidden", "hidden", addresses.equals("hidden")));
        }

        public List<Choice> indexings() {
            return List.of(
                    new Choice("yes", "yes", indexed.equals("yes")),
                    new Choice("no", "no: they are asked to leave it out", indexed.equals("no")));
        }

        public List<Choice> languages() {
            List<Choice> choices = new ArrayList<>();
            choices.add(new Choice("", "told by the words of each message", language.isEmpty()));
            ListSettings.languages()
                    .forEach((code, name) -> choices.add(new Choice(code, name, code.equals(language))));
            return choices;
        }

        private Habits habits() {
            return new Habits(
                    Optional.of(postAddress),
                    Optional.of(subjectPrefix),
                    Optional.of(group),
                    Optional.of(indexed.equals("yes")),
                    Optional.of(language));
        }

        Optional<String> mistake() {
            if (title.isEmpty() || title.length() > LONGEST_TITLE) {
                return Optional.of("A title has 1 to " + LONGEST_TITLE + " characters.");
            }
            if (description.length() > LONGEST_DESCRIPTION) {
                return Optional.of("A description has at most " + LONGEST_DESCRIPTION + " characters.");
            }
            if ((title + description).chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r')) {
                return Optional.of("The title or the description holds a control character.");
            }
            boolean chosen = Stream.of(frequencies(), accesses(), addressDisplays(), indexings(), languages())
                    .allMatch(choices -> choices.stream().anyMatch(Choice::chosen));
            return chosen ? zoneMistake().or(habits()::mistake) : Optional.of("Choose one of what is offered.");
        }

        private Optional<String> zoneMistake() {
            try {
                ZoneId.of(zone);
                return Optional.empty();
            } catch (DateTimeException unknown) {
                return Optional.of("There is no time zone \"" + zone + "\"; one is called Europe/Berlin, or UTC.");
            }
        }

        Change change() {
            return new Change(
                    Optional.of(title),
                    Optional.of(description.replace("\r", "")),
                    Optional.of(VolumeFrequency.ofWord(frequency)),
                    Optional.of(ZoneId.of(zone)),
                    Optional.of(access),
                    Optional.of(addresses),
                    habits());
        }
    }

    record ListLinesPage(AdminFrame frame, List<ListLine> lists) implements TemplateInstance {}

    record ListSettingsPage(
            AdminFrame frame, Typed list, String mistake, boolean fresh, String pages, List<SourceLine> sources)
            implements TemplateInstance {}

    @GET
    public Response all() throws SQLException {
        return pages.html(
                new ListLinesPage(pages.frame("Lists", "lists"), ListLine.all(settings.all(), subscriptions.all())));
    }

    @GET
    @Path("new")
    public Response make() throws SQLException {
        return page(200, new Typed("", "", "", "month", "UTC", "public", "masked", "", "", "", "yes", ""), "");
    }

    @POST
    @Path("new")
    public Response made() throws SQLException {
        String name = visit.form().get("name");
        Typed typed = Typed.of(name, visit.form());
        Optional<String> mistake = MailingLists.whyNoName(name)
                .or(() -> lists.idOf(name).isPresent()
                        ? Optional.of("There is a list " + name + " already.")
                        : typed.mistake());
        if (mistake.isPresent()) {
            return page(400, typed, mistake.get());
        }
        settings.change(lists.make(name, typed.title(), ""), typed.change());
        return AdminPages.seeOther(link(name), Notice.MADE);
    }

    @GET
    @Path("{name}")
    public Response one(@PathParam("name") String name) throws SQLException {
        Optional<Overview> list = find(name);
        return list.isEmpty() ? pages.notFound() : page(200, Typed.of(list.get(), description(name)), "");
    }

    @POST
    @Path("{name}")
    public Response change(@PathParam("name") String name) throws SQLException {
        Optional<Integer> id = lists.idOf(name);
        if (id.isEmpty()) {
            return pages.notFound();
        }
        Typed typed = Typed.of(name, visit.form());
        Optional<String> mistake = typed.mistake();
        if (mistake.isPresent()) {
            return page(400, typed, mistake.get());
        }
        settings.change(id.get(), typed.change());
        return AdminPages.seeOther(link(name), Notice.SAVED);
    }

    private Optional<Overview> find(String name) throws SQLException {
        return settings.all().stream().filter(list -> list.name().equals(name)).findFirst();
    }

    private String description(String name) {
        return lists.find("name", name)
                .firstResultOptional()
                .map(MailingList::description)
                .orElse("");
    }

    private static String link(String name) {
        return "/admin/lists/" + ArchiveLinks.escape(name);
    }

    private Response page(int status, Typed typed, String mistake) throws SQLException {
        Instant now = Instant.now();
        boolean fresh = find(typed.name()).isEmpty();
        List<SourceLine> sources = subscriptions.all().stream()
                .filter(source -> source.list().equals(typed.name()))
                .map(source -> SourceLine.of(source, now))
                .toList();
        return pages.html(
                status,
                new ListSettingsPage(
                        pages.frame(fresh ? "Make a list" : typed.name(), "lists"),
                        typed,
                        mistake,
                        fresh,
                        ArchiveLinks.list(typed.name()),
                        sources));
    }
}
