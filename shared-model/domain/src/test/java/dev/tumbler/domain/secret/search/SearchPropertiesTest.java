package dev.tumbler.domain.secret.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.secret.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SearchPropertiesTest {
    private static final SecretOrder ORDER = SecretOrder.OLDEST_FIRST;

    private static boolean fits(Secret secret, FilterKey key, String... values) {
        return new SecretFilter(key, List.of(values)).matches(secret);
    }

    @Property
    void aNegationIsTheExactInverse(
            @ForAll("secrets") Secret secret, @ForAll FilterKey key, @ForAll("plain") String value) {
        assertThat(fits(secret, key, "!" + value)).isNotEqualTo(fits(secret, key, value));
        assertThat(fits(secret, key, value, "!" + value)).isTrue();
    }

    @Property
    void theOrderOfWordsDoesNotMatter(
            @ForAll("secrets") Secret secret, @ForAll("words") List<String> words, @ForAll Random random) {
        List<String> shuffled = new ArrayList<>(words);
        Collections.shuffle(shuffled, random);
        for (FilterKey key : List.of(FilterKey.ALL, FilterKey.DESCRIPTION)) {
            assertThat(fits(secret, key, String.join(" ", shuffled)))
                    .isEqualTo(fits(secret, key, String.join(" ", words)));
        }
    }

    @Property
    void theOrderOfFiltersAndValuesDoesNotMatter(
            @ForAll("secrets") Secret secret, @ForAll("filters") List<SecretFilter> filters) {
        List<SecretFilter> reversed = new ArrayList<>();
        filters.forEach(filter -> {
            List<String> values = new ArrayList<>(filter.values());
            Collections.reverse(values);
            reversed.add(0, new SecretFilter(filter.key(), values));
        });

        assertThat(new SecretQuery(reversed, false, ORDER).matches(secret))
                .isEqualTo(new SecretQuery(filters, false, ORDER).matches(secret));
    }

    @Property
    void oneMoreValueFindsNoLessAndOneMoreFilterNoMore(
            @ForAll("secrets") Secret secret,
            @ForAll("filters") List<SecretFilter> filters,
            @ForAll FilterKey key,
            @ForAll("values") String one,
            @ForAll("values") String other) {
        assertThat(!fits(secret, key, one) || fits(secret, key, one, other)).isTrue();
        List<SecretFilter> more = new ArrayList<>(filters);
        more.add(new SecretFilter(key, List.of(one)));
        assertThat(!new SecretQuery(more, true, ORDER).matches(secret)
                        || new SecretQuery(filters, true, ORDER).matches(secret))
                .isTrue();
    }

    @Property
    void caseNeverMattersToTheDescription(@ForAll("secrets") Secret secret, @ForAll("plain") String value) {
        assertThat(fits(secret, FilterKey.DESCRIPTION, value.toUpperCase(Locale.ROOT)))
                .isEqualTo(fits(secret, FilterKey.DESCRIPTION, value));
    }

    @Property
    void aSecretIsFoundByItsOwnNameAndByItsDescription(@ForAll("secrets") Secret secret) {
        assertThat(fits(secret, FilterKey.NAME, secret.id().name())).isTrue();
        secret.details().description().filter(text -> !text.isBlank()).ifPresent(text -> assertThat(
                        fits(secret, FilterKey.DESCRIPTION, text))
                .isTrue());
        assertThat(fits(secret, FilterKey.ALL, secret.id().name()))
                .isEqualTo(!Words.parts(secret.id().name()).inLowerCase().isEmpty());
    }

    @Property
    void noLetterOrDigitOfATextIsLost(@ForAll("plain") String text) {
        String kept = text.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        assertThat(String.join("", Words.parts(text).inLowerCase())).isEqualTo(kept.toLowerCase(Locale.ROOT));
    }

    @Property
    void aListingIsInOrderAndItsReverseIsTheOtherOrder(@ForAll("distinct") List<Secret> secrets, @ForAll SortKey key) {
        List<Secret> up =
                secrets.stream().sorted(new SecretOrder(key, false).secrets()).toList();
        List<Secret> down = new ArrayList<>(
                secrets.stream().sorted(new SecretOrder(key, true).secrets()).toList());
        Collections.reverse(down);

        assertThat(down).isEqualTo(up);
        SecretQuery query = new SecretQuery(List.of(), true, new SecretOrder(key, false));
        for (int at = 0; at < up.size(); at++) {
            Position position = query.order().position(up.get(at));
            assertThat(up.stream().filter(each -> query.comesAfter(each, position)))
                    .hasSize(up.size() - at - 1);
        }
    }

    @Provide
    Arbitrary<List<Secret>> distinct() {
        return secrets().list().ofMaxSize(8).uniqueElements(secret -> secret.id()
                .name());
    }

    @Provide
    Arbitrary<Secret> secrets() {
        Arbitrary<String> names =
                Arbitraries.strings().withChars("aAbB12/-").ofMinLength(1).ofMaxLength(6);
        return Combinators.combine(
                        names,
                        plain().optional(),
                        Arbitraries.of("rds", "redshift").optional(),
                        Arbitraries.maps(names, plain()).ofMaxSize(2))
                .as(Found::secret);
    }

    @Provide
    Arbitrary<List<SecretFilter>> filters() {
        return Combinators.combine(
                        Arbitraries.of(FilterKey.class),
                        values().list().ofMinSize(1).ofMaxSize(3))
                .as(SecretFilter::new)
                .list()
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings().withChars("aAbB12/-").ofMaxLength(2).list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> values() {
        return Combinators.combine(Arbitraries.of("", "!"), plain()).as(String::concat);
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.strings().withChars("aAbB12/- ").ofMaxLength(7);
    }
}
