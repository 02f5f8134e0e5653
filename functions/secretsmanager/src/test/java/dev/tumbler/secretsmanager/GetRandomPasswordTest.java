package dev.tumbler.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;

class GetRandomPasswordTest {
    private final SecretsService service = new SecretsService();

    @AfterEach
    @AfterProperty
    void close() {
        service.close();
    }

    @Test
    void byDefaultItHas32CharactersOfEveryType() {
        String password = password(each -> {});

        assertThat(password)
                .hasSize(32)
                .doesNotContain(" ")
                .containsPattern("[a-z]")
                .containsPattern("[A-Z]")
                .containsPattern("[0-9]")
                .containsPattern("\\p{Punct}");
    }

    @Property(tries = 200)
    void everyTypeAppearsOrDoesNotAsTheRequestSays(
            @ForAll boolean lowercase,
            @ForAll boolean uppercase,
            @ForAll boolean numbers,
            @ForAll boolean punctuation,
            @ForAll @LongRange(min = 4, max = 300) long length) {
        String password = password(each -> each.passwordLength(length)
                .includeSpace(true)
                .excludeLowercase(!lowercase)
                .excludeUppercase(!uppercase)
                .excludeNumbers(!numbers)
                .excludePunctuation(!punctuation));

        assertThat(password).hasSize((int) length);
        assertThat(password.matches(".*[a-z].*")).isEqualTo(lowercase);
        assertThat(password.matches(".*[A-Z].*")).isEqualTo(uppercase);
        assertThat(password.matches(".*[0-9].*")).isEqualTo(numbers);
        assertThat(password.matches(".*\\p{Punct}.*")).isEqualTo(punctuation);
    }

    @Test
    void excludedCharactersNeverAppear() {
        assertThat(password(each -> each.passwordLength(4096L).excludeCharacters("abc\"/@")))
                .hasSize(4096)
                .doesNotContainPattern("[abc\"/@]");
    }

    @Test
    void whatCannotBeIsRefusedInAwsWords() {
        assertRefused(each -> each.passwordLength(3L), "Password length is too short based on the required types.");
        assertRefused(
                each -> each.excludeCharacters("0123456789"), "All characters of the desired type have been excluded.");
        assertRefused(
                each -> each.excludeLowercase(true)
                        .excludeUppercase(true)
                        .excludeNumbers(true)
                        .excludePunctuation(true),
                "All characters have been excluded from selection.");
    }

    private void assertRefused(Consumer<GetRandomPasswordRequest.Builder> members, String message) {
        AwsException refusal = service.refusal(() -> password(members));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(refusal).hasMessage(message);
    }

    @Test
    void aShortPasswordIsFineWhenNothingIsRequired() {
        assertThat(password(each -> each.passwordLength(1L).requireEachIncludedType(false)))
                .hasSize(1);
    }

    @Test
    void lengthsThatAwsDoesNotOfferAreRefused() {
        AwsException refusal = service.refusal(() -> password(each -> each.passwordLength(4097L)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION);
        assertThat(refusal)
                .hasMessage("1 validation error detected: Value '4097' at 'passwordLength' failed to satisfy"
                        + " constraint: Member must have value less than or equal to 4096");
    }

    private String password(Consumer<GetRandomPasswordRequest.Builder> members) {
        return service.getRandomPassword(members).randomPassword();
    }
}
