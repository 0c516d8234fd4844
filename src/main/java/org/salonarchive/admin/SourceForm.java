package org.salonarchive.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.salonarchive.ingest.follow.Subscription;
import org.salonarchive.ingest.follow.Subscriptions;
import org.salonarchive.source.Setting;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;

/**
 * What was typed about a source, and the fields to type it into.
 *
 * @param values of the settings by name, with the secrets; only what is not empty
 * @param list the list that was chosen; empty for a new one
 * @param newList the name of the new one; whoever types it means it, whatever was chosen beside it
 */
record SourceForm(SourceKind kind, Map<String, String> values, Duration poll, String list, String newList) {

    /** What begins the names of the fields that are settings. */
    static final String PREFIX = "set-";

    private static final List<Duration> PERIODS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1));

    private static final int LONGEST = 4_000;
    private static final int FEW_FIELDS = 6;

    /** One of several. */
    record Choice(String value, String label, boolean chosen) {}

    /**
     * A field.
     *
     * @param mistake what is wrong with it; empty when nothing is
     * @param note what stands in an empty field
     * @param optional whether it may stay empty
     * @param choices the only values, of a field that has them
     */
    record Field(
            String name,
            String label,
            String hint,
            String type,
            String value,
            String mistake,
            String note,
            boolean optional,
            List<Choice> choices) {}

    static SourceForm empty(SourceKind kind, String list) {
        return new SourceForm(kind, Map.of(), Subscriptions.USUAL_POLL, list, "");
    }

    static SourceForm of(Subscription source) {
        return new SourceForm(source.settings().kind(), source.settings().values(), source.poll(), source.list(), "");
    }

    /** @param sealed secrets that were typed before and came back with the form */
    static SourceForm read(SourceKind kind, Form form, Map<String, String> sealed) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Setting setting : kind.settings()) {
            String typed = setting.secret() ? form.raw(PREFIX + setting.name()) : form.get(PREFIX + setting.name());
            String value = typed.isEmpty() && setting.secret() ? sealed.getOrDefault(setting.name(), "") : typed;
            if (!value.isEmpty()) {
                values.put(setting.name(), value);
            }
        }
        String fresh = form.get("new-list");
        return new SourceForm(kind, values, period(form.get("poll")), fresh.isEmpty() ? form.get("list") : "", fresh);
    }

    private static Duration period(String seconds) {
        return seconds.matches("[0-9]{2,7}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Subscriptions.USUAL_POLL;
    }

    SourceForm with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new SourceForm(kind, changed, poll, list, newList);
    }

    SourceSettings settings() {
        return new SourceSettings(kind, values);
    }

    /** What is wrong with what was typed, by the name of the setting. */
    Map<String, String> mistakes() {
        Map<String, String> mistakes = new LinkedHashMap<>(settings().mistakes());
        values.forEach((name, value) -> {
            if (value.length() > LONGEST) {
                mistakes.put(name, "That is longer than anything that belongs here.");
            }
        });
        return mistakes;
    }

    /** Where there are many fields, those at the end that few need are folded away. */
    List<Field> fields(Map<String, String> mistakes, boolean keeps, Map<String, String> sealed, boolean folded) {
        List<Field> fields = new ArrayList<>();
        boolean secretSeen = false;
        for (Setting setting : kind.settings()) {
            boolean rare = kind.settings().size() > FEW_FIELDS
                    && !setting.required()
                    && setting.usual().isEmpty()
                    && (!setting.secret() || secretSeen)
                    && !setting.name().equals("port");
            secretSeen |= setting.secret();
            if (rare == folded) {
                fields.add(field(setting, mistakes, keeps, sealed));
            }
        }
        return fields;
    }

    private Field field(Setting setting, Map<String, String> mistakes, boolean keeps, Map<String, String> sealed) {
        String value = values.getOrDefault(setting.name(), "");
        String note = setting.usual();
        if (setting.secret() && sealed.containsKey(setting.name())) {
            note = "as typed before";
        } else if (setting.secret() && keeps) {
            note = "kept; leave empty to keep it";
        }
        return new Field(
                PREFIX + setting.name(),
                setting.label(),
                setting.hint(),
                setting.secret() ? "password" : "text",
                setting.secret() ? "" : value,
                mistakes.getOrDefault(setting.name(), ""),
                note,
                !setting.required() && setting.usual().isEmpty() && !setting.secret(),
                setting.choices().stream()
                        .map(choice -> new Choice(
                                choice,
                                choice.toUpperCase(Locale.ROOT),
                                choice.equals(settings().get(setting.name()))))
                        .toList());
    }

    /** How often it is looked at. */
    List<Choice> periods() {
        return Stream.concat(PERIODS.stream(), Stream.of(poll))
                .distinct()
                .sorted()
                .map(period -> new Choice(Long.toString(period.toSeconds()), Told.every(period), period.equals(poll)))
                .toList();
    }
}
