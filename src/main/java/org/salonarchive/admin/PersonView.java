package org.salonarchive.admin;

import java.util.List;
import java.util.stream.Collectors;
import org.salonarchive.archive.person.Person;
import org.salonarchive.archive.person.Person.Address;
import org.salonarchive.archive.person.PersonWord;
import org.salonarchive.archive.person.PersonWord.Origin;
import org.salonarchive.archive.person.SenderKey;

/**
 * A person in the operator's words.
 *
 * @param key the {@code {address-id}} of the address that stands for it
 * @param merged whether it has several addresses
 */
record PersonView(String key, String name, String messages, boolean merged, List<Line> addresses) {

    /**
     * An address of it.
     *
     * @param said why it is this person's
     * @param split where it is split off; empty of the address that stands for the others
     */
    record Line(String address, String name, String lists, String said, String messages, String split) {}

    static PersonView of(Person person) {
        Address standing = person.standing();
        String name = person.name().isEmpty() ? standing.name() : person.name();
        return new PersonView(
                standing.key().page(),
                name.isEmpty() ? standing.label() : name,
                Told.count(person.messages(), "message"),
                person.addresses().size() > 1,
                person.addresses().stream()
                        .map(address -> line(address, address.equals(standing)))
                        .toList());
    }

    private static Line line(Address address, boolean standing) {
        String lists = address.lists().stream()
                .map(list -> list.name() + (list.hidden() ? " (private) " : " ") + Told.number(list.messages()))
                .collect(Collectors.joining(", "));
        return new Line(
                address.address(),
                address.name(),
                lists.isEmpty() ? "nothing yet" : lists,
                address.word().map(PersonView::said).orElse(""),
                Told.number(address.messages()),
                standing ? "" : linkTo(address.key()) + "/split");
    }

    private static String said(PersonWord word) {
        String origin = word.origin() == Origin.MAILMAP ? "mailmap, read by " : "operator ";
        return origin + word.by() + ", " + Told.at(word.at()).text();
    }

    static String linkTo(SenderKey key) {
        return PersonResource.PATH + "/" + key.page();
    }

    public String link() {
        return PersonResource.PATH + "/" + key;
    }
}
