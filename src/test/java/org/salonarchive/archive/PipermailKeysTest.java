package org.salonarchive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipermailKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Karl Anderson | Anderson, Karl",
                "Guido van Rossum | Rossum van, Guido",
                "Ludwig von der Tann | Tann von der, Ludwig",
                "Ludwig Van Beethoven | Beethoven Van, Ludwig",
                "Maria del Carmen Ruiz | Ruiz, Maria del Carmen",
                "Oscar de la Renta | Renta de la, Oscar",
                "Anderson, Karl | Anderson, Karl",
                "karl | karl",
                "karl@example.org | karl@example.org",
                "karl anderson | anderson, karl",
                "ludwig van beethoven | beethoven van, ludwig",
                "LUDWIG VON DER TANN | TANN VON DER, LUDWIG",
                "oscar de la renta | renta, oscar de la",
                "John R. Smith | Smith, John R.",
                "van Rossum | Rossum van, ",
                "山田 太郎 | 太郎, 山田",
                "Élodie d'Ormesson | d'Ormesson, Élodie",
            })
    void namesAreSortedBySurname(String name, String key) {
        assertThat(PipermailKeys.ofAuthor(name)).isEqualTo(key.equals("Rossum van,") ? "Rossum van, " : key);
    }

    @Test
    void aNameOfNothingIsItself() {
        assertThat(PipermailKeys.ofAuthor("")).isEmpty();
        assertThat(PipermailKeys.ofAuthor("  ")).isBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A port city | aportcity",
                "Re: A port city | aportcity",
                "RE: re: A  Port\tCity | aportcity",
                "AW: Sv: VS: Re[2]: a port city | aportcity",
                "Re:A port city | aportcity",
                "[Reading] Re: A port city | aportcity",
                "Re: [reading] A port city | aportcity",
                "Re: [Reading] Re: A port city | aportcity",
                "A port [reading] city | aportcity",
                "Fwd: A port city | fwd:aportcity",
                "FW: Re: A port city | fw:re:aportcity",
                "[other] Re: A port city | [other]re:aportcity",
                "Re : A port city | re:aportcity",
                "Reply: A port city | reply:aportcity",
                "Re^2: x | re^2:x",
                "Re: | ''",
                "ÄRGER | ärger",
            })
    void subjectsAreSortedWithoutPrefixMarksAndSpace(String subject, String key) {
        assertThat(PipermailKeys.ofSubject(subject, PipermailKeys.prefix("", "reading")))
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[Twisted-web] | Re: [Twisted-web] Nevow | nevow",
                "[Twisted-web] | [twisted-web] Nevow | [twisted-web]nevow",
                "[list %d] | [list 42] Re: x | x",
                "[list:%05d] | [list:00042] x | x",
                "(a+)+$ | (a+)+$ x | x",
                "(a+)+$ | aaaa x | aaaax",
            })
    void thePrefixIsTakenWordForWord(String prefix, String subject, String key) {
        assertThat(PipermailKeys.ofSubject(subject, PipermailKeys.prefix(prefix, "unused")))
                .isEqualTo(key);
    }

    @Test
    void aHostileSubjectCostsLittle() {
        Pattern prefix = PipermailKeys.prefix("[%d]", "list");
        assertThat(PipermailKeys.ofSubject("Re:".repeat(1_000_000) + "x", prefix))
                .hasSizeLessThan(10);
        assertThat(PipermailKeys.ofSubject("[" + "1".repeat(100_000), prefix)).hasSize(1_000);
    }
}
