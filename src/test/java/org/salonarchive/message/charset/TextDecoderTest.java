package org.salonarchive.message.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDecoderTest {

    @ParameterizedTest
    @CsvSource({
        "iso-8859-1, Café déjà vu",
        "windows-1252, “Quotes” – and a €",
        "iso-8859-15, Prix : 5 €",
        "iso-8859-2, Zażółć gęślą jaźń",
        "koi8-r, Привет",
        "windows-1251, Привет",
        "gb18030, 你好",
        "big5, 你好",
        "euc-kr, 안녕하세요",
        "shift_jis, こんにちは",
        "euc-jp, こんにちは",
        "iso-2022-jp, こんにちは",
        "iso-2022-kr, 안녕하세요",
        "utf-16, Zwei Bytes",
        "utf-8, Ünïcode 🙂"
    })
    void decodesTheDeclaredCharset(String charset, String text) {
        DecodedText decoded = TextDecoder.decode(text.getBytes(Charset.forName(charset)), charset);

        assertThat(decoded.text()).isEqualTo(text);
        assertThat(decoded.guessed()).isFalse();
        assertThat(decoded.declaredWrong()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"iso-8859-1, “Ünïcode”", "windows-1251, Привет", "iso-8859-15, Prix : 5 € – déjà"})
    void knowsUtf8ThatIsCalledOtherwise(String charset, String text) {
        DecodedText decoded = TextDecoder.decode(text.getBytes(StandardCharsets.UTF_8), charset);

        assertThat(decoded.text()).isEqualTo(text);
        assertThat(decoded.guessed()).isTrue();
        assertThat(decoded.declaredWrong()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1252, 'This message contains accents: é è ç à î ï ë ¤'",
        "windows-1252, 'Viele Grüße aus München, schöne Feiertage für dich und deine Familie'",
        "koi8-r, 'Привет, как дела? Это письмо надо угадать.'",
        "windows-1251, 'Привет, как дела? Это письмо надо угадать.'",
        "gb18030, 你好，这是一封没有声明编码的邮件，请猜一猜。",
        "big5-hkscs, 你好，這是一封沒有聲明編碼的郵件，請猜一猜。",
        "windows-31j, こんにちは、これは文字コードを宣言していないメールです。",
        "utf-8, Grüße",
        "gb18030, 'Hello, my name is 王小明 and I live in Beijing.'",
        "windows-1252, 'Robbie Williams signs £80m deal'",
    })
    void guessesWhatIsNotDeclared(String charset, String text) {
        DecodedText decoded = TextDecoder.decode(text.getBytes(Charset.forName(charset)), "");

        assertThat(decoded.text()).isEqualTo(text);
        assertThat(decoded.charset()).isEqualTo(charset);
        assertThat(decoded.guessed()).isTrue();
        assertThat(decoded.declaredWrong()).isFalse();
    }

    @Test
    void guessesAnAnswerUnderQuotesInAnotherLanguage() {
        String text = "> English text that is quoted here is longer than\n> what follows it, by some words.\n"
                + "Привет, согласен с тобой.\n";

        assertThat(TextDecoder.decode(text.getBytes(Charset.forName("windows-1251")), "")
                        .text())
                .isEqualTo(text);
    }

    @Test
    void asciiNeedsNoGuess() {
        DecodedText decoded = TextDecoder.decode("plain".getBytes(StandardCharsets.US_ASCII), "");

        assertThat(decoded).isEqualTo(new DecodedText("plain", "us-ascii", false, false));
    }

    @Test
    void saysWhenTheDeclarationIsWrong() {
        byte[] latin1 = "Grüße aus Köln".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(TextDecoder.decode(latin1, "us-ascii").declaredWrong()).isTrue();
        assertThat(TextDecoder.decode(latin1, "utf-8").declaredWrong()).isTrue();
        assertThat(TextDecoder.decode(latin1, "utf-8").text()).isEqualTo("Grüße aus Köln");
        assertThat(TextDecoder.decode(latin1, "x-unknown").declaredWrong()).isTrue();
    }

    @Test
    void keepsUtf8WithADamagedCharacter() {
        byte[] damaged = "Grüße, \u00e4\u00f6".getBytes(StandardCharsets.UTF_8);
        damaged[damaged.length - 1] = 'x';

        assertThat(TextDecoder.decode(damaged, "utf-8").text()).isEqualTo("Grüße, ä\ufffdx");
    }

    @Test
    void readsByteOrderMarks() {
        assertThat(TextDecoder.decode("\ufeffa".getBytes(StandardCharsets.UTF_8), "")
                        .text())
                .isEqualTo("a");
        assertThat(TextDecoder.decode("\ufeffaé".getBytes(StandardCharsets.UTF_16LE), "")
                        .text())
                .isEqualTo("aé");
        assertThat(TextDecoder.decode("\ufeffaé".getBytes(StandardCharsets.UTF_16BE), "")
                        .text())
                .isEqualTo("aé");
    }

    @Test
    void readsUndeclaredIso2022() {
        byte[] japanese = "日本語".getBytes(Charset.forName("ISO-2022-JP"));

        assertThat(TextDecoder.decode(japanese, "").text()).isEqualTo("日本語");
        assertThat(TextDecoder.decode(japanese, "us-ascii").guessed()).isTrue();
    }
}
