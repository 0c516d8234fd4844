package org.salonarchive.archive.person;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.salonarchive.archive.person.PersonWord.Origin;
import org.salonarchive.message.MessageIdHash;

/** What follows from all words together: of each address that they name, whose it is. The same for any order of words. */
final class Conclusion {

    private final Map<MessageIdHash, PersonWord> mailmap = new HashMap<>();
    private final Map<MessageIdHash, PersonWord> operator = new HashMap<>();
    private final Map<MessageIdHash, MessageIdHash> persons = new TreeMap<>();

    Conclusion(Collection<PersonWord> words) {
        words.forEach(word -> (word.origin() == Origin.MAILMAP ? mailmap : operator).put(word.address(), word));
        words.forEach(word -> {
            persons.put(word.address(), standingFor(word.address()));
            persons.put(word.person(), standingFor(word.person()));
        });
    }

    /** For each address the one that stands for its person. */
    Map<MessageIdHash, MessageIdHash> persons() {
        return persons;
    }

    private Optional<PersonWord> deciding(MessageIdHash address) {
        return Optional.ofNullable(operator.getOrDefault(address, mailmap.get(address)));
    }

    /** Words may lead from one address to another and so on, and in the end back. */
    private MessageIdHash standingFor(MessageIdHash address) {
        Set<MessageIdHash> way = new LinkedHashSet<>();
        MessageIdHash at = address;
        while (way.add(at)) {
            Optional<MessageIdHash> next = deciding(at).filter(PersonWord::ties).map(PersonWord::person);
            if (next.isEmpty()) {
                return at;
            }
            at = next.get();
        }
        List<MessageIdHash> circle = new ArrayList<>(way);
        return circle.subList(circle.indexOf(at), circle.size()).stream()
                .min(Comparator.comparing(this::isMergedAway).thenComparing(Function.identity()))
                .orElseThrow();
    }

    private boolean isMergedAway(MessageIdHash address) {
        return operator.containsKey(address);
    }

    /** For each person the name that it is given: where it stands for itself, else most often. */
    Map<MessageIdHash, String> names() {
        Map<MessageIdHash, List<String>> given = new HashMap<>();
        Map<MessageIdHash, String> names = new HashMap<>();
        for (PersonWord word : mailmap.values()) {
            if (!word.name().isEmpty() && holds(word)) {
                MessageIdHash person = persons.get(word.address());
                given.computeIfAbsent(person, none -> new ArrayList<>()).add(word.name());
                if (person.equals(word.address())) {
                    names.put(person, word.name());
                }
            }
        }
        given.forEach((person, all) -> names.putIfAbsent(person, mostFrequent(all)));
        return names;
    }

    /** A name is a person's, and nobody else's when an operator has given the address to another one. */
    private boolean holds(PersonWord word) {
        PersonWord instead = operator.get(word.address());
        return instead == null || !word.ties() || instead.person().equals(word.person());
    }

    private static String mostFrequent(List<String> names) {
        Map<String, Long> counts =
                names.stream().collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
                .orElseThrow()
                .getKey();
    }
}
