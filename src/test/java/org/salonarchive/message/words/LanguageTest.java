package org.salonarchive.message.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | The boats that we have seen were not in the harbour when it was closed.",
                "de | Die Boote, die wir gesehen haben, waren nicht im Hafen, als er geschlossen wurde.",
                "fr | Les bateaux que nous avons vus ne sont pas dans le port, et il est fermé.",
                "es | Los barcos que hemos visto no están en el puerto, pero ya lo han cerrado.",
                "pt | Os barcos que nós vimos não estão no porto, mas ele já está fechado por isso.",
                "it | Le barche che abbiamo visto non sono nel porto, perché è stato chiuso da loro.",
                "nl | De boten die wij hebben gezien waren niet in de haven toen die werd gesloten.",
                "sv | Båtarna som vi har sett var inte i hamnen när den stängdes, och det är synd.",
                "ru | Лодки, которые мы видели, не были в гавани, когда она была закрыта, и это так.",
                "tr | Bu gemiler için ne kadar çok ama daha sonra bir şey yok gibi ve ile de.",
            })
    void isToldByFrequentWords(String code, String text) {
        assertThat(Language.of(text).language().code()).isEqualTo(code);
        assertThat(Language.of(text).sure()).isTrue();
    }

    @Test
    void whereNothingTellsLatinLettersAreEnglish() {
        assertThat(Language.of("LGTM")).isEqualTo(new Language.Told(Language.ENGLISH, false));
        assertThat(Language.of("東京")).isEqualTo(new Language.Told(Language.NONE, false));
        assertThat(Language.of("")).isEqualTo(new Language.Told(Language.NONE, false));
    }

    @Test
    void whatIsRepeatedCountsOnce() {
        assertThat(Language.of("for (i in a) { e = per[i]; } for (o in a) { e = per[o]; } per in per in"))
                .isEqualTo(new Language.Told(Language.ENGLISH, false));
    }

    @Test
    void stemsAreThoseOfTheLanguage() {
        assertThat(stem("Häuser", Language.GERMAN)).isEqualTo(stem("Haus", Language.GERMAN));
        assertThat(stem("maisons", Language.FRENCH)).isEqualTo(stem("maison", Language.FRENCH));
        assertThat(stem("лодками", Language.RUSSIAN)).isEqualTo(stem("лодка", Language.RUSSIAN));
        assertThat(stem("running", Language.NONE)).isEqualTo("running");
    }

    private static String stem(String word, Language language) {
        return Stems.of(Tokenizer.all(word).get(0), language);
    }
}
