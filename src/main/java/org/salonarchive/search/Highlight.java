package org.salonarchive.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Where the words of a query stand in a text that was found. */
public final class Highlight implements Function<String, List<Span>> {

    /** More places are not marked. */
    private static final int MOST = 2_000;

    private static final int ASCII = 0x80;

    private final Set<Language> languages;
    private final List<Sought> sought = new ArrayList<>();
    /** The ASCII characters, in lower case, with which what is sought may begin. */
    private final BitSet beginnings = new BitSet(ASCII);

    /**
     * What is looked for: forms of one word, or words in a row.
     *
     * @param stemmed words of the text that were stemmed before, and whether they are forms of it
     */
    private record Sought(List<Token> tokens, Match match, Set<String> forms, Map<String, Boolean> stemmed) {}

    /** @param languages that the texts are in */
    Highlight(Query query, Set<Language> languages) {
        this.languages = languages;
        for (Condition.Words words : query.marked()) {
            boolean text = words.field() != Field.FROM && words.field() != Field.TO && words.field() != Field.FILENAME;
            List<Token> tokens = text ? Tokenizer.all(words.text()) : List.of();
            if (!tokens.isEmpty()) {
                Set<String> forms = forms(tokens.get(0), words.match());
                forms.forEach(form -> beginnings.set(form.charAt(0)));
                sought.add(new Sought(tokens, words.match(), forms, new HashMap<>()));
            }
        }
        if (languages.contains(Language.INDONESIAN)) {
            // Its words lose beginnings when they are stemmed, those of others only endings (and Arabic is not ASCII).
            beginnings.set(0, ASCII);
        }
    }

    /** Most tokens need not be read. */
    private boolean mayBegin(char first) {
        return first >= ASCII || beginnings.get(Character.toLowerCase(first));
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
        List<Token> tokens = sought.isEmpty() ? List.of() : Tokenizer.all(text);
        for (int i = 0; i < tokens.size() && spans.size() < MOST; i++) {
            int length = 0;
            for (Sought each : mayBegin(text.charAt(tokens.get(i).from())) ? sought : List.<Sought>of()) {
                length = Math.max(length, lengthAt(each, tokens, i));
            }
            if (length > 0) {
                spans.add(new Span(
                        tokens.get(i).from(), tokens.get(i + length - 1).to()));
                i += length - 1;
            }
        }
        return spans;
    }

    /** How many tokens of the text from this one on are what is sought; 0 when they are not. */
    private int lengthAt(Sought sought, List<Token> tokens, int at) {
        int length = sought.tokens().size();
        if (length == 1) {
            return is(sought, tokens.get(at)) ? 1 : 0;
        }
        for (int i = 0; i < length; i++) {
            Token asked = sought.tokens().get(i);
            boolean last = i == length - 1;
            boolean beginning = last && (sought.match() == Match.PREFIX || asked.kind() == Token.Kind.LAST);
            if (at + i >= tokens.size() || !same(asked, tokens.get(at + i), beginning)) {
                return 0;
            }
        }
        return length;
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
