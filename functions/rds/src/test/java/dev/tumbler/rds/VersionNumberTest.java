package dev.tumbler.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionNumberTest {
    private static VersionNumber number(String text) {
        return VersionNumber.of(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "18.6, 18.6",
        "18, 18.6",
        "16.1, 16.14",
        "16, 16.14",
        "15.4, 16.14",
        "9.6, 16.14",
        "17.3, 18.6",
        "99, 18.6",
        "16.0.mysql_aurora.3.04.0, 16.14",
    })
    void theNearestOneIsOfTheSameMajorWhereThereIsOne(String wanted, String nearest) {
        List<VersionNumber> offered =
                Stream.of("16.14", "18.6").map(VersionNumberTest::number).toList();
        assertThat(Collections.min(offered, number(wanted).nearestFirst())).isEqualTo(number(nearest));
    }

    @Test
    void numbersAreComparedAsNumbers() {
        assertThat(Stream.of("16.14", "9.6", "16.2")
                        .map(VersionNumberTest::number)
                        .sorted())
                .containsExactly(number("9.6"), number("16.2"), number("16.14"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "18.", ".6", "8.0.mysql", "1234567890"})
    void whatIsNoVersionIsNone(String text) {
        assertThat(VersionNumber.of(text)).isEmpty();
    }
}
