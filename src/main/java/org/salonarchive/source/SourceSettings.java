package org.salonarchive.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator said about a source.
 *
 * @param values by the names of {@link SourceKind#settings}; only those that were said
 */
public record SourceSettings(SourceKind kind, Map<String, String> values) {

    public SourceSettings {
        values = Map.copyOf(values);
    }

    /** What was said under this name, else what is usual; empty when there is neither. */
    public String get(String name) {
        String usual = setting(name).map(Setting::usual).orElse("");
        return values.getOrDefault(name, usual);
    }

    /**
     * What is wrong, by the name of the setting, a sentence each that says the mend; empty when nothing is. It looks
     * at words only; whether the place can be reached is another question.
     */
    public Map<String, String> mistakes() {
        Map<String, String> mistakes = new LinkedHashMap<>();
        values.keySet().stream()
                .filter(name -> setting(name).isEmpty())
                .forEach(name -> mistakes.put(name, "A source of the kind " + kind.word() + " has no such setting."));
        for (Setting setting : kind.settings()) {
            String value = get(setting.name());
            if (value.isBlank() && setting.required()) {
                mistakes.put(setting.name(), setting.label() + " is missing. " + setting.hint());
            } else if (value.chars().anyMatch(Character::isISOControl)) {
                mistakes.put(setting.name(), setting.label() + " holds a control character.");
            } else if (!setting.choices().isEmpty() && !setting.choices().contains(value)) {
                mistakes.put(
                        setting.name(), setting.label() + " is one of " + String.join(", ", setting.choices()) + ".");
            }
        }
        return mistakes;
    }

    private Optional<Setting> setting(String name) {
        return kind.settings().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** Those that may be shown. */
    public Map<String, String> shown() {
        return part(false);
    }

    /** Those that are kept encrypted. */
    public Map<String, String> secrets() {
        return part(true);
    }

    private Map<String, String> part(boolean secret) {
        Map<String, String> part = new LinkedHashMap<>();
        for (Setting setting : kind.settings()) {
            if (setting.secret() == secret && values.containsKey(setting.name())) {
                part.put(setting.name(), values.get(setting.name()));
            }
        }
        return part;
    }

    /** In one line, for lists and reports, without secrets: where it is. */
    public String describe() {
        return switch (kind) {
            case IMAP -> get("user") + " at " + get("host") + ", " + get("folder");
            case MBOX, MAILDIR -> get("path");
            case URL, PIPERMAIL -> get("url");
            case PUSH -> get("address");
        };
    }

    /** Never with values, which may be secret. */
    @Override
    public String toString() {
        return kind.word() + " " + describe();
    }
}
