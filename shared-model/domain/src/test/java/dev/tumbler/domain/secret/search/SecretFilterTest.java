package dev.tumbler.domain.secret.search;

import static dev.tumbler.domain.secret.search.Found.described;
import static dev.tumbler.domain.secret.search.Found.named;
import static dev.tumbler.domain.secret.search.Found.ownedBy;
import static dev.tumbler.domain.secret.search.Found.secret;
import static dev.tumbler.domain.secret.search.Found.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's rules for each key, as its documentation and the answers recorded from it give them. */
class SecretFilterTest {

    private static boolean fits(FilterKey key, Secret secret, String... values) {
        return new SecretFilter(key, List.of(values)).matches(secret);
    }

    @ParameterizedTest
    @CsvSource({
        "prod/db, prod, true",
        "prod/db, prod/db, true",
        "prod/db, Prod, false",
        "prod/db, db, false",
        "prod/db, prod/db2, false",
        "/prod, /, true",
        "prod, /, false",
        "testing1, testing1 one, false",
        "prod, '', true",
    })
    void aNameBeginsWithTheWholeValueInItsCase(String name, String value, boolean fits) {
        assertThat(fits(FilterKey.NAME, named(name), value)).isEqualTo(fits);
        assertThat(fits(FilterKey.NAME, named(name), "!" + value)).isNotEqualTo(fits);
    }

    @Test
    void onlyTheFirstExclamationMarkNegates() {
        assertThat(fits(FilterKey.NAME, named("!odd"), "!!odd")).isFalse();
        assertThat(fits(FilterKey.NAME, named("rds!db-1"), "rds!")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "one and two, one two, true",
        "one and two, o t, true",
        "one and two, two one, true",
        "one and two, ONE, true",
        "one and two, three, false",
        "one and two, one three, false",
        "a secret, a, true",
        "an secret, a, true",
        "asecret, a, true",
        "thesecret, a, false",
        "a secret, a secret, true",
        "an secret, a secret, true",
        "asecret, a secret, false",
        "thesecret, a secret, false",
    })
    void everyWordOfTheValueBeginsAWordOfTheDescription(String description, String value, boolean fits) {
        assertThat(fits(FilterKey.DESCRIPTION, described(description), value)).isEqualTo(fits);
        assertThat(fits(FilterKey.DESCRIPTION, described(description), "!" + value))
                .isNotEqualTo(fits);
    }

    @Test
    void aSecretWithoutADescriptionFitsOnlyANegation() {
        assertThat(fits(FilterKey.DESCRIPTION, named("a"), "a")).isFalse();
        assertThat(fits(FilterKey.DESCRIPTION, named("a"), "!a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Team, true", "Tea, true", "team, false", "eam, false", "Teams, false"})
    void aTagsKeyOrValueBeginsWithTheValueInItsCase(String value, boolean fits) {
        assertThat(fits(FilterKey.TAG_KEY, tagged("Team", "x"), value)).isEqualTo(fits);
        assertThat(fits(FilterKey.TAG_VALUE, tagged("x", "Team"), value)).isEqualTo(fits);
        assertThat(fits(FilterKey.TAG_KEY, tagged("Team", "x"), "!" + value)).isNotEqualTo(fits);
    }

    @Test
    void oneTagOfManyIsEnoughAndIsEnoughAgainstANegation() {
        Secret secret = secret("s", Optional.empty(), Optional.empty(), Map.of("team", "blue", "stage", "test"));

        assertThat(fits(FilterKey.TAG_VALUE, secret, "test")).isTrue();
        assertThat(fits(FilterKey.TAG_VALUE, secret, "!test")).isFalse();
        assertThat(fits(FilterKey.TAG_KEY, named("untagged"), "!team")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"rds, true", "r, true", "RDS, false", "redshift, false"})
    void anOwningServiceBeginsWithTheValueInItsCase(String value, boolean fits) {
        assertThat(fits(FilterKey.OWNING_SERVICE, ownedBy("rds"), value)).isEqualTo(fits);
        assertThat(fits(FilterKey.OWNING_SERVICE, named("mine"), value)).isFalse();
        assertThat(fits(FilterKey.OWNING_SERVICE, named("mine"), "!" + value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"eu, true", "eu-central-1, true", "EU, false", "us-east-1, false"})
    void aPrimaryRegionBeginsWithTheValueInItsCase(String value, boolean fits) {
        assertThat(fits(FilterKey.PRIMARY_REGION, named("s"), value)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Secret", "secret", "sec", "SECRETONE", "One"})
    void allFindsTheBeginningOfAPartInAnyCase(String value) {
        boolean whole = value.equals("SECRETONE");
        assertThat(fits(FilterKey.ALL, named("SecretOne"), value)).isEqualTo(!whole);
    }

    @Test
    void allDoesNotFindTheMiddleOfAPart() {
        assertThat(fits(FilterKey.ALL, named("Thirdsecret"), "secret")).isFalse();
        assertThat(fits(FilterKey.ALL, named("SecretOne"), "ret")).isFalse();
        assertThat(fits(FilterKey.ALL, named("SecretOne"), "SomeSecret")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "name, true",
        "desc, true",
        "Two, true",
        "key, true",
        "value, true",
        "d t, true",
        "d v k n, true",
        "d x, false",
        "rds, false",
    })
    void allLooksAtNameDescriptionAndTagsTogether(String value, boolean fits) {
        Secret secret = secret("NameOne", Optional.of("DescTwo"), Optional.of("rds"), Map.of("KeyThree", "ValueFour"));

        assertThat(fits(FilterKey.ALL, secret, value)).isEqualTo(fits);
        assertThat(fits(FilterKey.ALL, secret, "!" + value)).isNotEqualTo(fits);
    }

    @Test
    void allFindsTheLetterTInEachPlace() {
        assertThat(fits(FilterKey.ALL, described("DescTwo"), "t")).isTrue();
        assertThat(fits(FilterKey.ALL, named("Thirdsecret"), "t")).isTrue();
        assertThat(fits(FilterKey.ALL, tagged("SomeFTag", "x"), "t")).isTrue();
        assertThat(fits(FilterKey.ALL, named("SecretOne"), "t")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "_", "+", "=", ".", "@", "-"})
    void allSplitsNamesAtEverySeparator(String separator) {
        Secret secret = named(String.join(separator, "prod", "AppBeta", "x"));

        assertThat(fits(FilterKey.ALL, secret, "AppBeta")).isTrue();
        assertThat(fits(FilterKey.ALL, secret, "Beta")).isTrue();
        assertThat(fits(FilterKey.ALL, secret, separator)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"company, false", "things, false", "pany, false", "N, false", "Ythings, true", "COMPANYthings, true"})
    void allGivesTheLastOfSeveralCapitalsToTheNextPart(String value, boolean fits) {
        assertThat(fits(FilterKey.ALL, named("COMPANYthings"), value)).isEqualTo(fits);
    }

    @Test
    void anyOfSeveralValuesIsEnough() {
        assertThat(fits(FilterKey.NAME, named("foo"), "foo", "bar")).isTrue();
        assertThat(fits(FilterKey.NAME, named("bar"), "foo", "bar")).isTrue();
        assertThat(fits(FilterKey.NAME, named("baz"), "foo", "bar")).isFalse();
        assertThat(fits(FilterKey.NAME, named("baz"), "foo", "!bar")).isTrue();
    }

    @Test
    void everyFilterMustFitAlsoWhereAKeyIsRepeated() {
        SecretFilter one = new SecretFilter(FilterKey.DESCRIPTION, List.of("one"));
        SecretFilter two = new SecretFilter(FilterKey.DESCRIPTION, List.of("two"));
        SecretFilter name = new SecretFilter(FilterKey.NAME, List.of("other"));

        assertThat(search(one, two).matches(described("one two"))).isTrue();
        assertThat(search(one, two).matches(described("one"))).isFalse();
        assertThat(search(one, name).matches(described("one"))).isFalse();
        assertThat(search().matches(named("anything"))).isTrue();
    }

    private static SecretQuery search(SecretFilter... filters) {
        return new SecretQuery(List.of(filters), false, SecretOrder.OLDEST_FIRST);
    }

    @ParameterizedTest
    @EnumSource(FilterKey.class)
    void aKeyIsKnownByItsWireName(FilterKey key) {
        assertThat(FilterKey.of(key.wireName())).contains(key);
    }

    @Test
    void theWireNamesAreAwss() {
        assertThat(Stream.of(FilterKey.values()).map(FilterKey::wireName))
                .containsExactly(
                        "description", "name", "tag-key", "tag-value", "primary-region", "owning-service", "all");
        assertThat(FilterKey.of("colour")).isEmpty();
    }
}
