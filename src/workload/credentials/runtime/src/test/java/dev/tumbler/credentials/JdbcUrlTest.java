package dev.tumbler.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {
    private static final Address WHOLE = new Address(Optional.of("db"), Optional.of(5433), Optional.of("shop"));

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://here:5432/any,               jdbc:postgresql://db:5433/shop",
        "jdbc:postgresql://here/any?sslmode=require,    jdbc:postgresql://db:5433/shop?sslmode=require",
        "jdbc:postgresql:///,                           jdbc:postgresql://db:5433/shop",
        "jdbc:mysql://here,                             jdbc:mysql://db:5433/shop",
        "jdbc:mariadb://here?useSsl=true,               jdbc:mariadb://db:5433/shop?useSsl=true",
        "jdbc:aws-wrapper:postgresql://here/any,        jdbc:aws-wrapper:postgresql://db:5433/shop",
    })
    void theSecretsAddressStandsForThatOfTheUrl(String url, String expected) {
        assertThat(JdbcUrl.at(url, WHOLE)).isEqualTo(expected);
    }

    @Test
    void whatTheSecretDoesNotSayStays() {
        Address host = new Address(Optional.of("db"), Optional.empty(), Optional.empty());
        assertThat(JdbcUrl.at("jdbc:postgresql://here:5432/any", host)).isEqualTo("jdbc:postgresql://db:5432/any");
        assertThat(JdbcUrl.at("jdbc:postgresql://here:5432/any", Address.NONE))
                .isEqualTo("jdbc:postgresql://here:5432/any");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:oracle:thin:@here:1521:any", "jdbc:postgresql://one:1,two:2/any", "jdbc:h2:mem:any"})
    void anyOtherFormStays(String url) {
        assertThat(JdbcUrl.at(url, WHOLE)).isEqualTo(url);
    }
}
