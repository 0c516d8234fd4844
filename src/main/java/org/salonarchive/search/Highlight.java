package org.salonarchive.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.salonarchive.message.words.Language;
import org.salonarchive.message.words.Stems;
import org.salonarchive.message.words.Token;
import org.salonarchive.message.words.Tokenizer;
import org.salonarchive.render.Span;
import org.salonarchive.search.query.Condition;
import org.salonarchive.search.query.Field;
import org.salonarchive.search.query.Match;
import org.salonarchive.search.query.Query;

/** Where the words of a query stand in a text that was found. Thread-safe. */
public final class Highlight implements Function<String, List<Span>> {

    /** More places are not marked. */
    private static final int MOST = 2_000;

    private static final int ASCII = 0x80;

    private final Set<Language> languages;
    private final List<Sought> sought = new ArrayList<>();
    /** The ASCII characters with which what is sought may begin; most tokens need not be read. */
    private final BitSet beginnings = new BitSet(ASCII);

    /**
     * What is looked for: forms of one word, or words in a row.
     *
     * @param stemmed words of the text that were stemmed before, and whether they are forms of it
     */
    private record Sought(List<Token> tokens, Match match, Set<String> forms, Map<String, Boolean> stemmed) {}

    /** @param languages by whose stems the text was found: see {@link Found.Hit#languages} */
    public Highlight(Query query, Set<Language> languages) {
        this.languages = languages;
        for (Condition.Words words : query.marked()) {
            boolean text = words.field() != Field.FROM && words.field() != Field.TO && words.field() != Field.FILENAME;
            List<Token> tokens = text ? Tokenizer.all(words.text()) : List.of();
            if (!tokens.isEmpty()) {
                Set<String> forms = forms(tokens.get(0), words.match());
                forms.forEach(form -> {
                    beginnings.set(form.charAt(0));
                    beginnings.set(Character.toUpperCase(form.charAt(0)));
                });
                sought.add(new Sought(tokens, words.match(), forms, new ConcurrentHashMap<>()));
            }
        }
        if (languages.contains(Language.INDONESIAN)) {
            // Its words lose beginnings when they are stemmed, those of others only endings (and Arabic is not ASCII).
            beginnings.set(0, ASCII);
        }
    }

    private Set<String> forms(Token token, Match match) {
        Set<String> forms = new HashSet<>(Set.of(token.folded()));
        if (match == Match.WORD) {
            languages.forEach(language -> forms.add(Stems.of(token, language)));
        }
        return forms;
    }

    /** The places in order, none within another. */
    @Override
    public List<Span> apply(String text) {
        List<Span> spans = new ArrayList<>();
        Tokenizer tokens = new Tokenizer(text, 0);
        Token token = sought.isEmpty() ? null : tokens.next(beginnings);
        int end = 0;
        while (token != null && spans.size() < MOST) {
            int to = token.from() < end ? 0 : endAt(token);
            if (to > 0) {
                spans.add(new Span(token.from(), to));
                end = to;
            }
            token = tokens.next(beginnings);
        }
        return spans;
    }

    /** Where what is sought ends that begins with this token; 0 when nothing does. */
    private int endAt(Token token) {
        int end = 0;
        for (Sought each : sought) {
            end = Math.max(end, endAt(each, token));
        }
        return end;
    }

    private int endAt(Sought sought, Token first) {
        List<Token> asked = sought.tokens();
        if (asked.size() == 1) {
            return is(sought, first) ? end(asked.get(0), first) : 0;
        }
        if (!same(asked.get(0), first, false)) {
            return 0;
        }
        Tokenizer following = Tokenizer.at(first);
        Token token = following.next();
        for (int i = 1; i < asked.size() && token != null; i++) {
            boolean last = i == asked.size() - 1;
            boolean beginning =
                    last && (sought.match() == Match.PREFIX || asked.get(i).kind() == Token.Kind.LAST);
            Token next = following.next();
            token = next != null && same(asked.get(i), next, beginning) ? next : null;
        }
        return token == null ? 0 : end(asked.get(asked.size() - 1), token);
    }

    /** A single character is sought as the beginning of a pair. */
    private static int end(Token asked, Token token) {
        return asked.kind() == Token.Kind.LAST ? token.from() + asked.to() - asked.from() : token.to();
    }

    private static boolean same(Token asked, Token token, boolean beginning) {
        return beginning
                ? token.folded().startsWith(asked.folded())
                : token.folded().equals(asked.folded());
    }

    private boolean is(Sought sought, Token token) {
        Token asked = sought.tokens().get(0);
        if (sought.match() == Match.PREFIX || asked.kind() == Token.Kind.LAST) {
            return token.folded().startsWith(asked.folded());
        }
        if (sought.forms().contains(token.folded())) {
            return true;
        }
        return sought.match() == Match.WORD
                && token.kind() == Token.Kind.LETTERS
                && sought.stemmed().computeIfAbsent(token.word(), first -> hasStemOf(sought, token));
    }

    private boolean hasStemOf(Sought sought, Token token) {
        return languages.stream().anyMatch(language -> sought.forms().contains(Stems.of(token, language)));
    }
}
