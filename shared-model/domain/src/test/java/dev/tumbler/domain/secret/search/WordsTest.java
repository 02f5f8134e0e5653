package dev.tumbler.domain.secret.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    private static List<String> words(String joined) {
        return joined == null ? List.of() : Stream.of(joined.split(",")).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SecretOne       | secret,one",
                "secret          | secret",
                "COMPANYthings   | compan,ythings",
                "Ythings         | ythings",
                "ABC             | abc",
                "camelCASE       | camelcase",
                "db2             | db,2",
                "2db             | 2db",
                "v2Beta          | v,2,beta",
                "FTag            | f,tag",
                "prod/AppBeta/x  | prod,app,beta,x",
                "a_b+c=d.e@f-g:h | a,b,c,d,e,f,g,h",
                "two  words      | two,words",
                "+               | ",
                "Größe           | größe",
            })
    void partsEndAtPunctuationBeforeDigitsAndBeforeCapitalisedParts(String text, String parts) {
        assertThat(Words.parts(text).inLowerCase()).isEqualTo(words(parts));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A secret | a,secret",
                "' padded  text ' | padded,text",
                "with-hyphen/andOne | with-hyphen/andone",
                "'' | "
            })
    void spacesAloneSeparateTheWordsOfADescription(String text, String words) {
        assertThat(Words.betweenSpaces(text).inLowerCase()).isEqualTo(words(words));
    }
}
