package org.salonarchive.message.field;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseSubjectTest {

    @ParameterizedTest
    @CsvSource({
        "hello, hello",
        "Re: hello, hello",
        "RE: re: Re: hello, hello",
        "Re : hello, hello",
        "Re[2]: hello, hello",
        "Re^3: hello, hello",
        "Re(4): hello, hello",
        "Re:hello, hello",
        "Fwd: Re: hello, hello",
        "FW: hello, hello",
        "hello (fwd), hello",
        "hello (fwd) (FWD), hello",
        "[fwd: hello], hello",
        "[Fwd: [Fwd: Re: hello]], hello",
        "[Salon] hello, hello",
        "Re: [Salon] hello, hello",
        "[Salon] Re: [Salon] hello, hello",
        "[a] [b] Re: [c] hello, hello",
        "AW: hello, hello",
        "WG: AW: hello, hello",
        "SV: VS: Antw: hello, hello",
        "RV: TR: Ynt: hello, hello",
        "答复: hello, hello",
        "回复：hello, hello",
        "转发: 回复: 你好, 你好",
        "  many   spaces\there , many spaces here",
        "[tag], [tag]",
        "Re: [tag], [tag]",
        "Regarding: hello, Regarding: hello",
        "Reader: hello, Reader: hello",
        "hello Re: world, hello Re: world",
        "[PATCH 1/2] fix, fix",
        "[unclosed hello, [unclosed hello",
        "a: b, a: b"
    })
    void takesMarksAndTagsOff(String subject, String base) {
        assertThat(BaseSubject.of(subject)).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource({"''", "Re:", "Fwd: Re:", "' '", "(fwd)"})
    void leavesNothingOfMarksAlone(String subject) {
        assertThat(BaseSubject.of(subject)).isEmpty();
    }

    @Property
    void aBaseSubjectIsItsOwnBase(@ForAll String subject) {
        String base = BaseSubject.of(subject);

        assertThat(BaseSubject.of(base)).isEqualTo(base);
    }
}
