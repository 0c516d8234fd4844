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

    /**
     * These settings with the secrets of others that they do not say anew, as far as those are for the same servers.
     *
     * @param before with secrets
     */
    public SourceSettings keeping(SourceSettings before) {
        Map<String, String> all = new LinkedHashMap<>();
        before.secrets().forEach((name, secret) -> {
            if (get(sentTo(name)).equals(before.get(sentTo(name)))) {
                all.put(name, secret);
            }
        });
        all.putAll(values);
        return new SourceSettings(kind, all);
    }

    /**
     * Secrets of others that these settings do not say anew although they name another server, by name, each with a
     * sentence that says the mend: whoever may name a server shall not be sent what is never shown.
     *
     * @param before with secrets
     */
    public Map<String, String> misdirected(SourceSettings before) {
        Map<String, String> misdirected = new LinkedHashMap<>();
        before.secrets().keySet().forEach(name -> {
            String now = get(sentTo(name));
            if (!values.containsKey(name) && !now.isEmpty() && !now.equals(before.get(sentTo(name)))) {
                misdirected.put(
                        name,
                        "Enter it again: what is kept is for " + before.get(sentTo(name)) + ", and would be sent to "
                                + now + ".");
            }
        });
        return misdirected;
    }

    private String sentTo(String name) {
        return setting(name).map(Setting::sentTo).orElse("");
    }

    /** In one line, for lists and reports, without secrets: where it is. */
    public String describe() {
        return switch (kind) {
            case IMAP -> get("user") + " at " + get("host") + ", " + get("folder");
            case MBOX, MAILDIR, TREE -> get("path");
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
