package org.salonarchive.search;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.salonarchive.message.words.Language;
import org.salonarchive.message.words.Lexeme;
import org.salonarchive.message.words.Stems;
import org.salonarchive.message.words.Token;
import org.salonarchive.message.words.Tokenizer;
import org.salonarchive.search.query.Condition;
import org.salonarchive.search.query.Field;
import org.salonarchive.search.query.Match;

/**
 * Words that are asked for as a tsquery over the lexemes that {@code MessageWords} made of messages. The text of a
 * tsquery is always a parameter; here only its own quotes are of concern.
 */
final class TextQuery {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\"]+@[^\\s@<>\"]+");

    private final Set<Language> languages;
    private final Language usual;

    /**
     * @param languages that messages are in; a word is looked for by its stem in the messages of each
     * @param usual the one that most messages are in; another only takes more time
     */
    TextQuery(Set<Language> languages, Language usual) {
        this.usual = usual;
        this.languages = EnumSet.noneOf(Language.class);
        this.languages.addAll(languages);
        this.languages.remove(Language.NONE);
    }

    /** Empty where there is nothing that could be found: signs alone. */
    Optional<String> of(Condition.Words words) {
        return of(words, words.field());
    }

    /** The same words in the subject. */
    Optional<String> inSubject(Condition.Words words) {
        return of(words, Field.SUBJECT);
    }

    private Optional<String> of(Condition.Words words, Field field) {
        if (field == Field.FROM
                && words.match() != Match.PREFIX
                && ADDRESS.matcher(words.text()).matches()) {
            return Lexeme.address(words.text()).map(TextQuery::quoted);
        }
        List<Token> tokens = withoutLasts(Tokenizer.all(words.text()));
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        if (tokens.size() == 1 && words.match() == Match.WORD) {
            return Optional.of(word(tokens.get(0), field));
        }
        StringBuilder phrase = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean beginning = i == tokens.size() - 1 && words.match() == Match.PREFIX || isCharacter(tokens, i);
            phrase.append(
                            i == 0
                                    ? ""
                                    : " <"
                                            + (token.position()
                                                    - tokens.get(i - 1).position()) + "> ")
                    .append(lexeme(field, token.folded(), beginning));
        }
        return Optional.of(tokens.size() == 1 ? phrase.toString() : "(" + phrase + ")");
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

    private String word(Token token, Field field) {
        if (token.kind() == Token.Kind.LAST) {
            return lexeme(field, token.folded(), true);
        }
        List<String> any = new ArrayList<>(List.of(lexeme(field, token.folded(), false)));
        if (token.kind() == Token.Kind.LETTERS && isStemmed(field)) {
            Map<String, Set<Language>> stems = new LinkedHashMap<>();
            for (Language language : languages) {
                stems.computeIfAbsent(Stems.of(token, language), first -> EnumSet.noneOf(Language.class))
                        .add(language);
            }
            stems.forEach((stem, of) -> any.add(stem(token, field, stem, of)));
        }
        return any.size() == 1 ? any.get(0) : "(" + String.join(" | ", any) + ")";
    }

    /** Other forms with this stem, in messages of the languages whose stem it is, and in those that may be in any. */
    private String stem(Token token, Field field, String stem, Set<Language> of) {
        String others = lexeme(field, Lexeme.stem(stem), false);
        String all = stem.equals(token.folded()) ? others : "(" + lexeme(field, stem, false) + " | " + others + ")";
        if (of.equals(languages)) {
            return all;
        }
        if (of.contains(usual)) {
            // The others are few, which the index reads sooner than that most are not of them.
            Set<Language> rest = EnumSet.complementOf(EnumSet.copyOf(of));
            rest.removeIf(language -> language != Language.NONE && !languages.contains(language));
            return any(rest.stream().map(Lexeme::language), "(" + all + " & !(");
        }
        return any(
                Stream.concat(of.stream().map(Lexeme::language), Stream.of(Lexeme.ANY_LANGUAGE)), "(" + all + " & (");
    }

    private static String any(Stream<String> lexemes, String before) {
        return lexemes.map(TextQuery::quoted).collect(Collectors.joining(" | ", before, "))"));
    }

    private static boolean isStemmed(Field field) {
        return field != Field.FROM && field != Field.TO && field != Field.FILENAME;
    }

    private static String lexeme(Field field, String form, boolean beginning) {
        String flags = (beginning ? "*" : "") + weights(field);
        return quoted(prefix(field) + form) + (flags.isEmpty() ? "" : ":" + flags);
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

    /** As {@code MessageWords} weighs: A is the subject, B the author's own words, C quotes, D all else. */
    private static String weights(Field field) {
        return switch (field) {
            case BODY -> "BCD";
            case OWN -> "B";
            case QUOTED -> "C";
            default -> "";
        };
    }

    /** A lexeme as a tsquery has it. */
    static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
