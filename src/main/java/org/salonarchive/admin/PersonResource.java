package org.salonarchive.admin;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.salonarchive.admin.account.Operator;
import org.salonarchive.archive.person.Person;
import org.salonarchive.archive.person.Persons;
import org.salonarchive.archive.person.Persons.Split;
import org.salonarchive.archive.person.SenderKey;

/** Which addresses are one person's: looking, merging after a look at both, and taking it back. */
@Path(PersonResource.PATH)
public class PersonResource {

    static final String PATH = "/admin/persons";
    private static final int LONGEST_SEARCH = 256;

    private final AdminPages pages;
    private final Visit visit;
    private final Persons persons;

    PersonResource(AdminPages pages, Visit visit, Persons persons) {
        this.pages = pages;
        this.visit = visit;
        this.persons = persons;
    }

    /**
     * A sender that was found.
     *
     * @param person the address that stands for it; empty where it stands for itself
     * @param link to its person, or to a look at both
     */
    record Line(String name, String address, String messages, String person, String link) {}

    /**
     * Senders.
     *
     * @param more whether there are others
     */
    record Found(List<Line> lines, boolean more) {}

    record PersonsPage(AdminFrame frame, String words, Found found) implements TemplateInstance {}

    /** @param words that were searched for; empty where others of the same name are found */
    record PersonPage(AdminFrame frame, PersonView person, String words, Found found) implements TemplateInstance {}

    /** A look at what a merge would make, and where the other one would stand for both. */
    record MergePage(AdminFrame frame, PersonView person, PersonView other, String turned)
            implements TemplateInstance {}

    @GET
    public Response all(@QueryParam("q") @Nullable String typed) throws SQLException {
        String words = words(typed);
        Found found = words.isEmpty() ? found(persons.merged(), "") : found(persons.search(words), "");
        return pages.html(new PersonsPage(pages.frame("Persons", "persons"), words, found));
    }

    private static String words(@Nullable String typed) {
        String words = Objects.requireNonNullElse(typed, "").replace('\0', ' ').strip();
        return words.substring(0, Math.min(words.length(), LONGEST_SEARCH));
    }

    /** @param merge what comes before the key of one that could be merged; empty to look at it */
    private static Found found(List<Persons.Line> senders, String merge) {
        return new Found(
                senders.stream()
                        .limit(Persons.FOUND)
                        .map(sender -> new Line(
                                sender.name(),
                                sender.address(),
                                Told.number(sender.messages()),
                                sender.person(),
                                merge.isEmpty()
                                        ? PersonView.linkTo(sender.key())
                                        : merge + sender.key().page()))
                        .toList(),
                senders.size() > Persons.FOUND);
    }

    @GET
    @Path("{key}")
    public Response one(@PathParam("key") String key, @QueryParam("q") @Nullable String typed) throws SQLException {
        Optional<Person> person = find(key);
        if (person.isEmpty()) {
            return pages.notFound();
        }
        PersonView view = PersonView.of(person.get());
        String words = words(typed);
        Set<String> own = person.get().addresses().stream()
                .map(address -> address.key().page())
                .collect(Collectors.toSet());
        List<Persons.Line> others = persons.search(words.isEmpty() ? view.name() : words).stream()
                .filter(sender -> !own.contains(sender.key().page()))
                .filter(sender -> !words.isEmpty() || sender.name().equalsIgnoreCase(view.name()))
                .toList();
        Found found = found(others, view.link() + "/merge?with=");
        return pages.html(new PersonPage(pages.frame(view.name(), "persons"), view, words, found));
    }

    private Optional<Person> find(@Nullable String key) throws SQLException {
        Optional<SenderKey> sender = Optional.ofNullable(key).flatMap(SenderKey::ofPage);
        return sender.isEmpty() ? Optional.empty() : persons.find(sender.get());
    }

    @GET
    @Path("{key}/merge")
    public Response look(@PathParam("key") String key, @QueryParam("with") @Nullable String with) throws SQLException {
        Optional<Person> person = find(key);
        Optional<Person> other = find(with);
        if (person.isEmpty() || other.isEmpty()) {
            return pages.notFound();
        }
        PersonView view = PersonView.of(person.get());
        PersonView merged = PersonView.of(other.get());
        return view.key().equals(merged.key())
                ? sameAlready()
                : pages.html(new MergePage(
                        pages.frame("Merge", "persons"), view, merged, merged.link() + "/merge?with=" + view.key()));
    }

    private Response sameAlready() {
        return pages.refused(
                409, "They are one person", "These addresses are one person's already; nothing was changed.");
    }

    @POST
    @Path("{key}/merge")
    public Response merge(@PathParam("key") String key) throws SQLException {
        Optional<Person> person = find(key);
        Optional<Person> other = find(visit.form().get("with"));
        if (person.isEmpty() || other.isEmpty()) {
            return pages.notFound();
        }
        SenderKey standing = person.get().standing().key();
        return persons.merge(standing, List.of(other.get().standing().key()), by())
                        .isEmpty()
                ? AdminPages.seeOther(PersonView.linkTo(standing), Notice.MERGED)
                : sameAlready();
    }

    private String by() {
        return visit.operator().map(Operator::name).orElseThrow(NotFoundException::new);
    }

    @POST
    @Path("{key}/split")
    public Response split(@PathParam("key") String key) throws SQLException {
        Optional<Person> person = find(key);
        if (person.isEmpty()) {
            return pages.notFound();
        }
        SenderKey address = SenderKey.ofPage(key).orElseThrow(NotFoundException::new);
        Split split = persons.split(address, by());
        return split == Split.DONE
                ? AdminPages.seeOther(PersonView.linkTo(person.get().standing().key()), Notice.SPLIT)
                : pages.refused(409, "Nothing was changed", """
                        This address is not another one's, or not any more. Split those off it that it stands for.""");
    }
}
