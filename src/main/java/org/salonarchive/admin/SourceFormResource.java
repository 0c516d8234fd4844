package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.salonarchive.admin.SourceForm.Choice;
import org.salonarchive.admin.SourceForm.Field;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.IngestFailure;
import org.salonarchive.ingest.follow.SourceRun;
import org.salonarchive.ingest.follow.Subscription;
import org.salonarchive.ingest.follow.Subscriptions;
import org.salonarchive.source.SourceKind;

/** Subscribing a source, and changing one: what is saved was looked at first, unless the operator insists. */
@Path("/admin/sources")
public class SourceFormResource {

    private static final String DUPLICATE = "23505";

    private final AdminPages pages;
    private final Visit visit;
    private final SealedSecrets seal;
    private final LocalFolder folder;
    private final Subscriptions subscriptions;
    private final SourceRun run;
    private final MailingLists lists;
    private final ListSettings settings;

    SourceFormResource(
            AdminPages pages,
            Visit visit,
            SealedSecrets seal,
            LocalFolder folder,
            Subscriptions subscriptions,
            SourceRun run,
            MailingLists lists,
            ListSettings settings) {
        this.pages = pages;
        this.visit = visit;
        this.seal = seal;
        this.folder = folder;
        this.subscriptions = subscriptions;
        this.run = run;
        this.lists = lists;
        this.settings = settings;
    }

    /** A kind to choose. */
    record Kind(String link, String label, String description) {}

    record SourceKindsPage(AdminFrame frame, List<Kind> kinds) implements TemplateInstance {}

    /**
     * What the form is for.
     *
     * @param action where it is sent to
     * @param sealed secrets that were typed before
     */
    record Purpose(
            String heading,
            String kind,
            String description,
            String advice,
            String action,
            String sealed,
            boolean fresh) {}

    /**
     * What came of the last step.
     *
     * @param found what a test found; empty when there was none
     * @param fault why it failed
     * @param insist whether it can be saved all the same
     */
    record Result(String found, String fault, boolean insist) {

        static final Result NONE = new Result("", "", false);
    }

    record SourceFormPage(
            AdminFrame frame,
            Purpose purpose,
            Result result,
            List<Field> fields,
            List<Field> more,
            boolean unfold,
            List<Choice> lists,
            String newList,
            String listMistake,
            List<Choice> periods,
            boolean polled)
            implements TemplateInstance {}

    @GET
    @Path("new")
    public Response kinds(@QueryParam("list") @DefaultValue("") String list) {
        String wanted = list.isEmpty() ? "" : "?list=" + ArchiveLinks.escape(list);
        List<Kind> kinds = List.of(SourceKind.values()).stream()
                .map(kind -> new Kind("/admin/sources/new/" + kind.word() + wanted, kind.label(), kind.description()))
                .toList();
        return pages.html(new SourceKindsPage(pages.frame("Add a source", "overview"), kinds));
    }

    @GET
    @Path("new/{kind}")
    public Response add(@PathParam("kind") String word, @QueryParam("list") @DefaultValue("") String list)
            throws SQLException {
        Optional<SourceKind> kind = SourceKind.ofWord(word);
        return kind.isEmpty()
                ? pages.notFound()
                : page(200, SourceForm.empty(kind.get(), list), Optional.empty(), Map.of(), Result.NONE);
    }

    @POST
    @Path("new/{kind}")
    public Response added(@PathParam("kind") String word) throws SQLException {
        Optional<SourceKind> kind = SourceKind.ofWord(word);
        return kind.isEmpty() ? pages.notFound() : sent(kind.get(), Optional.empty());
    }

    @GET
    @Path("{id:[0-9]+}/edit")
    public Response edit(@PathParam("id") long id) throws SQLException {
        Optional<Subscription> source = subscriptions.find(id);
        return source.isEmpty()
                ? pages.notFound()
                : page(200, SourceForm.of(source.get()), source, Map.of(), Result.NONE);
    }

    @POST
    @Path("{id:[0-9]+}/edit")
    public Response edited(@PathParam("id") long id) throws SQLException {
        Optional<Subscription> source = subscriptions.find(id);
        return source.isEmpty()
                ? pages.notFound()
                : sent(source.get().settings().kind(), source);
    }

    private Response sent(SourceKind kind, Optional<Subscription> kept) throws SQLException {
        Map<String, String> sealed = seal.open(action(kind, kept), visit.form().raw("sealed"));
        SourceForm form = SourceForm.read(kind, visit.form(), sealed);
        Map<String, String> mistakes = new LinkedHashMap<>(form.mistakes());
        SourceForm typed = inFolder(form, kept, mistakes);
        if (kept.isPresent()) {
            subscriptions.mistakes(kept.get().id(), typed.settings()).forEach(mistakes::putIfAbsent);
        } else {
            whyNotIn(typed).ifPresent(mistake -> mistakes.put("list", mistake));
        }
        if (!mistakes.isEmpty()) {
            return page(400, typed, kept, mistakes, Result.NONE);
        }
        String step = visit.form().get("do");
        if (!step.equals("insist") && kind != SourceKind.PUSH) {
            try {
                OptionalLong id = kept.isPresent() ? OptionalLong.of(kept.get().id()) : OptionalLong.empty();
                String found = run.look(typed.settings(), id);
                if (step.equals("test")) {
                    return page(200, typed, kept, Map.of(), new Result(found, "", false));
                }
            } catch (IngestFailure fault) {
                return page(
                        200,
                        typed,
                        kept,
                        Map.of(),
                        new Result("", String.valueOf(fault.getMessage()), !step.equals("test")));
            }
        }
        return save(typed, kept);
    }

    /** A path that is new must lie where paths may lie. */
    private SourceForm inFolder(SourceForm form, Optional<Subscription> kept, Map<String, String> mistakes) {
        String path = form.settings().get("path");
        boolean known =
                kept.map(source -> source.settings().get("path").equals(path)).orElse(false);
        if (!LocalFolder.concerns(form.kind()) || path.isEmpty() || known || mistakes.containsKey("path")) {
            return form;
        }
        LocalFolder.Typed typed = folder.typed(path);
        typed.mistake().ifPresent(mistake -> mistakes.put("path", mistake));
        return form.with("path", typed.path());
    }

    private Optional<String> whyNotIn(SourceForm form) {
        if (!form.list().isEmpty()) {
            return lists.idOf(form.list()).isPresent()
                    ? Optional.empty()
                    : Optional.of("There is no list " + form.list() + " any more.");
        }
        if (form.newList().isEmpty()) {
            return Optional.of("Choose a list, or name a new one.");
        }
        return lists.idOf(form.newList()).isPresent()
                ? Optional.of("There is a list " + form.newList() + " already.")
                : MailingLists.whyNoName(form.newList());
    }

    private Response save(SourceForm form, Optional<Subscription> kept) throws SQLException {
        try {
            if (kept.isPresent()) {
                subscriptions.change(kept.get().id(), form.settings(), form.poll());
                return AdminPages.seeOther("/admin/sources/" + kept.get().id(), Notice.CHANGED);
            }
            int list = form.list().isEmpty()
                    ? lists.make(form.newList(), form.newList(), "")
                    : lists.idOf(form.list()).orElseThrow();
            long id = subscriptions.add(list, form.settings(), form.poll());
            return AdminPages.seeOther("/admin/sources/" + id, Notice.ADDED);
        } catch (IngestFailure noKey) {
            return page(500, form, kept, Map.of(), new Result("", String.valueOf(noKey.getMessage()), false));
        } catch (SQLException refused) {
            if (DUPLICATE.equals(refused.getSQLState())) {
                Map<String, String> taken = Map.of("address", "Another source has this posting address.");
                return page(400, form, kept, taken, Result.NONE);
            }
            throw refused;
        }
    }

    private static String action(SourceKind kind, Optional<Subscription> kept) {
        return kept.map(source -> "/admin/sources/" + source.id() + "/edit")
                .orElse("/admin/sources/new/" + kind.word());
    }

    private Response page(
            int status, SourceForm form, Optional<Subscription> kept, Map<String, String> mistakes, Result result)
            throws SQLException {
        SourceKind kind = form.kind();
        String heading = kept.isPresent() ? "Change a source" : "Add a source";
        String action = action(kind, kept);
        Map<String, String> secrets = form.settings().secrets();
        boolean keeps = kept.map(Subscription::hasSecrets).orElse(false);
        List<Field> more = form.fields(mistakes, keeps, secrets, true);
        return pages.html(
                status,
                new SourceFormPage(
                        pages.frame(heading, "overview"),
                        new Purpose(
                                heading,
                                kind.label(),
                                kind.description(),
                                LocalFolder.concerns(kind) ? folder.advice() : "",
                                action,
                                seal.seal(action, secrets),
                                kept.isEmpty()),
                        result,
                        form.fields(mistakes, keeps, secrets, false),
                        more,
                        more.stream()
                                .anyMatch(field -> !field.value().isEmpty()
                                        || !field.mistake().isEmpty()),
                        choices(form),
                        form.newList(),
                        mistakes.getOrDefault("list", ""),
                        form.periods(),
                        kind != SourceKind.PUSH));
    }

    private List<Choice> choices(SourceForm form) throws SQLException {
        return settings.all().stream()
                .map(list -> new Choice(
                        list.name(),
                        list.title().equals(list.name()) ? list.name() : list.title() + " (" + list.name() + ")",
                        list.name().equals(form.list())))
                .toList();
    }
}
