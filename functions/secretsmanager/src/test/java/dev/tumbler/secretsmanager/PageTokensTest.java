package dev.tumbler.secretsmanager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PageTokensTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final PageTokens tokens = tokens(KEY);

    private static PageTokens tokens(String key) {
        return new PageTokens(DefaultTokenKey.from(Optional.of(key), new SecureRandom()));
    }

    @Property
    void aTokenLeadsBackToItsPlaceAndNoOtherListingTakesIt(
            @ForAll("listings") List<String> listing, @ForAll("listings") List<String> other, @ForAll String place) {
        String valid = wellFormed(place);
        String token = tokens.write(listing, valid);

        assertThat(tokens.read(listing, token)).contains(valid);
        if (!other.equals(listing)) {
            assertRefused(other, token);
        }
    }

    /** Half of a surrogate pair has no form in UTF-8, and names have none of either. */
    private static String wellFormed(String text) {
        return text.codePoints()
                .filter(each -> Character.getType(each) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Property
    void aTokenThatWasChangedAnywhereIsRefused(
            @ForAll("listings") List<String> listing, @ForAll @IntRange(max = 1000) int at, @ForAll byte other) {
        byte[] token = Base64.getUrlDecoder().decode(tokens.write(listing, "2026-03-01T10:15:30Z"));
        int index = at % token.length;
        if (token[index] != other) {
            token[index] = other;
            assertRefused(listing, Base64.getUrlEncoder().withoutPadding().encodeToString(token));
        }
    }

    @Property
    void anyOtherTextIsRefused(@ForAll String text) {
        assertRefused(List.of("ListSecrets"), text);
    }

    private void assertRefused(List<String> listing, String token) {
        assertThatThrownBy(() -> tokens.read(listing, token))
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.INVALID_NEXT_TOKEN));
    }

    @Provide
    Arbitrary<List<String>> listings() {
        return Arbitraries.strings().alpha().ofMaxLength(3).list().ofMaxSize(3);
    }

    @Test
    void aTokenOutlivesTheProcessWhereTheKeyDoes() {
        String token = tokens.write(List.of("ListSecrets"), "place");

        assertThat(tokens(KEY).read(List.of("ListSecrets"), token)).contains("place");
        String anotherKey = Base64.getEncoder().encodeToString("another key of thirty-two bytes.".getBytes(UTF_8));
        assertThatThrownBy(() -> tokens(anotherKey).read(List.of("ListSecrets"), token))
                .isInstanceOf(AwsException.class);
    }

    @Test
    void noTokenMeansTheBeginning() {
        assertThat(tokens.read(List.of("ListSecrets"), null)).isEmpty();
    }

    @Test
    void aKeyThatIsUnfitIsRefusedAndNotShown() {
        for (String unfit : List.of("c2hvcnQ=", "!no base64!", "")) {
            assertThatThrownBy(() -> tokens(unfit))
                    .hasMessage("TUMBLER_TOKEN_KEY must be 32 bytes or more in Base64")
                    .hasNoCause();
        }
        assertThat(DefaultTokenKey.from(Optional.of(KEY), new SecureRandom())).hasToString("TokenKey");
    }
}
