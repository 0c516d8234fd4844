package org.salonarchive.search;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.salonarchive.archive.index.Weight;
import org.salonarchive.message.words.Language;
import org.salonarchive.message.words.Lexeme;
import org.salonarchive.message.words.Stems;
import org.salonarchive.message.words.Token;
import org.salonarchive.message.words.Tokenizer;
import org.salonarchive.search.query.Condition;
import org.salonarchive.search.query.Field;
import org.salonarchive.search.query.Match;

/** Words that are asked for, as the words that {@code MessageWords} made of messages. */
final class TextQuery {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\"]+@[^\\s@<>\"]+");

    private final Set<Language> languages;

    /** @param languages that messages are in; a word is looked for by its stem in the messages of each */
    TextQuery(Set<Language> languages) {
        this.languages = EnumSet.noneOf(Language.class);
        this.languages.addAll(languages);
        this.languages.remove(Language.NONE);
    }

    /** Empty where there is nothing that could be found: signs alone. */
    Optional<WordQuery> of(Condition.Words words) {
        Field field = words.field();
        if (field == Field.FROM
                && words.match() != Match.PREFIX
                && ADDRESS.matcher(words.text()).matches()) {
            return Lexeme.address(words.text()).map(address -> new WordQuery.Word(address, false, 0));
        }
        List<Token> tokens = withoutLasts(Tokenizer.all(words.text()));
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        if (tokens.size() == 1 && words.match() == Match.WORD) {
            return Optional.of(word(tokens.get(0), field));
        }
        List<WordQuery.Word> phrase = new ArrayList<>();
        List<Integer> distances = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean beginning = i == tokens.size() - 1 && words.match() == Match.PREFIX || isCharacter(tokens, i);
            distances.add(i == 0 ? 0 : token.position() - tokens.get(i - 1).position());
            phrase.add(lexeme(field, token.folded(), beginning));
        }
        return Optional.of(phrase.size() == 1 ? phrase.get(0) : new WordQuery.Phrase(phrase, distances));
    }

    /** The last character of a stretch is in the pair before it; one that is alone is looked for as a beginning. */
    private static List<Token> withoutLasts(List<Token> tokens) {
        List<Token> kept = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            boolean covered = tokens.get(i).kind() == Token.Kind.LAST
                    && i > 0
                    && tokens.get(i - 1).kind() == Token.Kind.PAIR
                    && tokens.get(i - 1).to() == tokens.get(i).to();
            if (!covered) {
                kept.add(tokens.get(i));
            }
        }
        return kept;
    }

    private static boolean isCharacter(List<Token> tokens, int at) {
        return tokens.get(at).kind() == Token.Kind.LAST;
    }

    private WordQuery word(Token token, Field field) {
        if (token.kind() == Token.Kind.LAST) {
            return lexeme(field, token.folded(), true);
        }
        List<WordQuery> any = new ArrayList<>(List.of(lexeme(field, token.folded(), false)));
        if (token.kind() == Token.Kind.LETTERS && isStemmed(field)) {
            Map<String, Set<Language>> stems = new LinkedHashMap<>();
            for (Language language : languages) {
                stems.computeIfAbsent(Stems.of(token, language), first -> EnumSet.noneOf(Language.class))
                        .add(language);
            }
            stems.forEach((stem, of) -> any.add(stem(token, field, stem, of)));
        }
        return any.size() == 1 ? any.get(0) : new WordQuery.Any(any);
    }

    /** Other forms with this stem, in messages of the languages whose stem it is, and in those that may be in any. */
    private WordQuery stem(Token token, Field field, String stem, Set<Language> of) {
        WordQuery others = lexeme(field, Lexeme.stem(stem), false);
        WordQuery all =
                stem.equals(token.folded()) ? others : new WordQuery.Any(List.of(lexeme(field, stem, false), others));
        return of.equals(languages) ? all : new WordQuery.InLanguages(all, of);
    }

    private static boolean isStemmed(Field field) {
        return field != Field.FROM && field != Field.TO && field != Field.FILENAME;
    }

    private static WordQuery.Word lexeme(Field field, String form, boolean beginning) {
        return new WordQuery.Word(prefix(field) + form, beginning, weights(field));
    }

    private static String prefix(Field field) {
        return switch (field) {
            case SUBJECT -> Lexeme.SUBJECT;
            case FROM -> Lexeme.FROM;
            case TO -> Lexeme.TO;
            case FILENAME -> Lexeme.FILE;
            case ANY, BODY, OWN, QUOTED -> "";
        };
    }

    private static int weights(Field field) {
        return switch (field) {
            case BODY -> Weight.OWN.bit() | Weight.QUOTED.bit() | Weight.ASIDE.bit();
            case OWN -> Weight.OWN.bit();
            case QUOTED -> Weight.QUOTED.bit();
            default -> 0;
        };
    }
}
