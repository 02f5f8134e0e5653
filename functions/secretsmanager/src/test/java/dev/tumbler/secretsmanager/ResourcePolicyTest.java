package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.RDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidationErrorsEntry;

class ResourcePolicyTest {
    /** With blanks and an order of its own, which have to come back. */
    private static final String READER =
            """
            { "Statement" : [ {"Resource": "*", "Effect": "Allow", "Action":"secretsmanager:GetSecretValue",
              "Principal": { "AWS": "arn:aws:iam::123456789012:role/reader" }} ],
              "Version" : "2012-10-17" }
            """;

    private static final String ANYBODY = READER.replace("arn:aws:iam::123456789012:role/reader", "*");
    private static final String LOCKING = ANYBODY.replace("Allow", "Deny").replace("GetSecretValue", "*");

    private final SecretsService service = new SecretsService();
    private String arn;

    @BeforeEach
    void create() {
        arn = service.createSecret(each -> each.name("a").secretString("v")).arn();
    }

    @AfterEach
    void close() {
        service.close();
    }

    private PutResourcePolicyResponse put(Consumer<PutResourcePolicyRequest.Builder> members) {
        PutResourcePolicyRequest.Builder request = PutResourcePolicyRequest.builder();
        members.accept(request);
        return service.call(new PutResourcePolicyHandler(service.secrets, service.clock), request.build());
    }

    private GetResourcePolicyResponse get() {
        return service.call(
                new GetResourcePolicyHandler(service.secrets),
                GetResourcePolicyRequest.builder().secretId("a").build());
    }

    private DeleteResourcePolicyResponse delete() {
        return service.call(
                new DeleteResourcePolicyHandler(service.secrets, service.clock),
                DeleteResourcePolicyRequest.builder().secretId("a").build());
    }

    private ValidateResourcePolicyResponse validate(Consumer<ValidateResourcePolicyRequest.Builder> members) {
        ValidateResourcePolicyRequest.Builder request = ValidateResourcePolicyRequest.builder();
        members.accept(request);
        return service.call(new ValidateResourcePolicyHandler(service.secrets), request.build());
    }

    @Test
    void aPolicyComesBackAsItWasPut() {
        PutResourcePolicyResponse put = put(each -> each.secretId("a").resourcePolicy(READER));

        assertThat(put.arn()).isEqualTo(arn);
        assertThat(put.name()).isEqualTo("a");
        assertThat(get().resourcePolicy()).isEqualTo(READER);
        assertThat(get().arn()).isEqualTo(arn);
        assertThat(get().name()).isEqualTo("a");
    }

    @Test
    void aSecretWithoutOneShowsNone() {
        assertThat(get().resourcePolicy()).isNull();
    }

    @Test
    void theNextPolicyTakesThePlaceOfTheOneBefore() {
        put(each -> each.secretId("a").resourcePolicy(READER));
        put(each -> each.secretId("a").resourcePolicy(ANYBODY));

        assertThat(get().resourcePolicy()).isEqualTo(ANYBODY);
    }

    @Test
    void itIsDeletedAndMayBeDeletedAgain() {
        put(each -> each.secretId("a").resourcePolicy(READER));

        assertThat(delete().arn()).isEqualTo(arn);
        assertThat(get().resourcePolicy()).isNull();
        assertThat(delete().name()).isEqualTo("a");
    }

    @Test
    void itOutlivesAChangeOfTheSecretAndIsAChangeItself() {
        service.clock.advance(Duration.ofMinutes(1));
        put(each -> each.secretId("a").resourcePolicy(READER));
        assertThat(service.describeSecret(each -> each.secretId("a")).lastChangedDate())
                .isEqualTo(service.clock.instant());

        service.putSecretValue(each -> each.secretId("a").secretString("w"));
        assertThat(get().resourcePolicy()).isEqualTo(READER);
    }

    @Test
    void anybodyMayBeLetInUnlessThatIsBlocked() {
        put(each -> each.secretId("a").resourcePolicy(ANYBODY));
        assertThat(get().resourcePolicy()).isEqualTo(ANYBODY);

        assertRefused(
                () -> put(each -> each.secretId("a").resourcePolicy(ANYBODY).blockPublicPolicy(true)),
                ErrorCode.PUBLIC_POLICY,
                "You can't attach a resource-based policy that allows broad access to the secret.");
        put(each -> each.secretId("a").resourcePolicy(READER).blockPublicPolicy(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                " ",
                "null",
                "[]",
                "\"text\"",
                "{} {}",
                "{\"Statement\": [], \"Statement\": []}",
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"AllowSomething\"}]}"
            })
    void whatIsNoPolicyIsRefused(String text) {
        assertRefused(
                () -> put(each -> each.secretId("a").resourcePolicy(text)),
                ErrorCode.MALFORMED_POLICY_DOCUMENT,
                "This resource policy contains a syntax error.");
        assertThat(get().resourcePolicy()).isNull();
    }

    @Test
    void aPrincipalThatCannotBeIsRefused() {
        assertRefused(
                () -> put(each -> each.secretId("a").resourcePolicy(READER.replace("role/reader", "group/readers"))),
                ErrorCode.MALFORMED_POLICY_DOCUMENT,
                "This resource policy contains an unsupported principal.");
        assertRefused(
                () -> put(each -> each.secretId("a").resourcePolicy(READER.replace("AWS", "Service"))),
                ErrorCode.MALFORMED_POLICY_DOCUMENT,
                "This resource policy contains an unsupported service principal.");
    }

    @Test
    void nobodyLocksHimselfOut() {
        assertRefused(
                () -> put(each -> each.secretId("a").resourcePolicy(LOCKING)),
                ErrorCode.MALFORMED_POLICY_DOCUMENT,
                "Your requested changes will not allow you to manage this secret in the future.");
    }

    @Test
    void theLongestPolicyIsStoredAndOneCharacterMoreIsRefused() {
        String longest = READER + " ".repeat(20_480 - READER.length());
        put(each -> each.secretId("a").resourcePolicy(longest));
        assertThat(get().resourcePolicy()).isEqualTo(longest);

        AwsException refusal =
                service.refusal(() -> put(each -> each.secretId("a").resourcePolicy(longest + " ")));
        assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION);
        assertThat(refusal)
                .hasMessageEndingWith("at 'resourcePolicy' failed to satisfy constraint: Member must have length less"
                        + " than or equal to 20480");
    }

    @Test
    void aSecretScheduledForDeletionIsLeftAlone() {
        service.deleteSecret(each -> each.secretId("a"));
        String marked = "You can't perform this operation on the secret because it was marked for deletion.";

        assertRefused(this::get, ErrorCode.INVALID_REQUEST, marked);
        assertRefused(this::delete, ErrorCode.INVALID_REQUEST, marked);
        assertRefused(() -> put(each -> each.secretId("a").resourcePolicy(READER)), ErrorCode.INVALID_REQUEST, marked);
        assertRefused(
                () -> validate(each -> each.secretId("a").resourcePolicy(READER)), ErrorCode.INVALID_REQUEST, marked);
    }

    @Test
    void aSecretOfAServiceMayHaveOne() {
        service.as(RDS, () -> service.createSecret(each -> each.name("rds!db-1").secretString("v")));

        assertThat(put(each -> each.secretId("rds!db-1").resourcePolicy(READER)).name())
                .isEqualTo("rds!db-1");
    }

    @Test
    void aSoundPolicyPassesWithASecretAndWithout() {
        ValidateResourcePolicyResponse validated = validate(each -> each.resourcePolicy(READER));

        assertThat(validated.policyValidationPassed()).isTrue();
        assertThat(validated.hasValidationErrors()).isTrue();
        assertThat(validated.validationErrors()).isEmpty();
        assertThat(validate(each -> each.secretId("a").resourcePolicy(READER)).policyValidationPassed())
                .isTrue();
    }

    @Test
    void whatIsWrongIsToldAndNothingStored() {
        ValidateResourcePolicyResponse broad =
                validate(each -> each.secretId("a").resourcePolicy(ANYBODY));
        assertThat(broad.policyValidationPassed()).isFalse();
        assertThat(broad.validationErrors())
                .containsExactly(error(
                        "REFLEXIVE_PRINCIPAL_CHECK",
                        "You can't attach a resource-based policy that allows broad access to the secret."));
        assertThat(validate(each -> each.resourcePolicy(LOCKING)).validationErrors())
                .containsExactly(error(
                        "LOCK_OUT_CHECK",
                        "Your requested changes will not allow you to manage this secret in the future."));
        assertThat(validate(each -> each.resourcePolicy("{}")).validationErrors())
                .containsExactly(error("SYNTAX_CHECK", "This resource policy contains a syntax error."));
        assertThat(get().resourcePolicy()).isNull();
    }

    private static ValidationErrorsEntry error(String check, String message) {
        return ValidationErrorsEntry.builder()
                .checkName(check)
                .errorMessage(message)
                .build();
    }

    @Test
    void whatIsNoJsonCannotBeValidated() {
        assertRefused(
                () -> validate(each -> each.resourcePolicy("{")),
                ErrorCode.MALFORMED_POLICY_DOCUMENT,
                "This resource policy contains a syntax error.");
    }

    @Test
    void anUnknownSecretIsNotFound() {
        assertThat(service.refusal(() -> put(each -> each.secretId("b").resourcePolicy(READER)))
                        .code())
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(service.refusal(() -> validate(each -> each.secretId("b").resourcePolicy(READER)))
                        .code())
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    private void assertRefused(Runnable call, ErrorCode code, String message) {
        AwsException refusal = service.refusal(call);

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal).hasMessage(message);
    }
}
