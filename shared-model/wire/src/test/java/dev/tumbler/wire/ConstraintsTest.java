package dev.tumbler.wire;

import static dev.tumbler.wire.Service.SECRETS_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;

class ConstraintsTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private static CreateSecretRequest.Builder create() {
        return CreateSecretRequest.builder().name("n").clientRequestToken(TOKEN);
    }

    private static PutSecretValueRequest.Builder put() {
        return PutSecretValueRequest.builder().secretId("s").clientRequestToken(TOKEN);
    }

    @Test
    void aRequestWithinItsLimitsPasses() {
        assertPasses(
                create().name("x".repeat(512)).secretString("y".repeat(65_536)).build());
        assertPasses(create().kmsKeyId("").description("").tags(List.of()).build());
        assertPasses(
                put().secretBinary(SdkBytes.fromByteArray(new byte[65_536])).build());
        assertPasses(
                ListSecretsRequest.builder().filters(List.of()).maxResults(100).build());
        assertPasses(GetRandomPasswordRequest.builder().passwordLength(4096L).build());
        assertPasses(DescribeSecretRequest.builder().secretId("s").build());
    }

    @Test
    void whatIsRequiredMustBeThere() {
        assertRefused(
                GetSecretValueRequest.builder().build(),
                "1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be"
                        + " null");
        assertRefused(
                TagResourceRequest.builder().build(),
                "2 validation errors detected: Value null at 'secretId' failed to satisfy constraint: Member must not be"
                        + " null; Value null at 'tags' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void lengthsAreCountedInCharacters() {
        assertPasses(create().name("𝄞".repeat(512)).build());
        assertRefusedFor(
                create().name("x".repeat(513)).build(),
                "Value '" + "x".repeat(513)
                        + "' at 'name' failed to satisfy constraint: Member must have length less than"
                        + " or equal to 512");
        assertRefusedFor(
                create().name("").build(),
                "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1");
    }

    @Test
    void aSecretValueIsCountedInBytesAndNeverShown() {
        String tooLong =
                "Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal"
                        + " to 65536";
        assertRefusedFor(put().secretString("x".repeat(65_537)).build(), tooLong);
        assertRefusedFor(put().secretString("ü".repeat(32_769)).build(), tooLong);
        assertRefusedFor(
                put().secretBinary(SdkBytes.fromByteArray(new byte[0])).build(),
                "Value at 'secretBinary' failed to satisfy constraint: Member must have length greater than or equal to"
                        + " 1");
        assertRefused(
                put().rotationToken("hunter_2").build(),
                "2 validation errors detected: Value at 'rotationToken' failed to satisfy constraint: Member must have"
                        + " length greater than or equal to 36; Value at 'rotationToken' failed to satisfy constraint:"
                        + " Member must satisfy regular expression pattern: ^[a-zA-Z0-9\\-]+$");
    }

    @Test
    void numbersHaveARange() {
        assertRefusedFor(
                GetRandomPasswordRequest.builder().passwordLength(4097L).build(),
                "Value '4097' at 'passwordLength' failed to satisfy constraint: Member must have value less than or equal"
                        + " to 4096");
        assertRefusedFor(
                RotateSecretRequest.builder()
                        .secretId("s")
                        .clientRequestToken(TOKEN)
                        .rotationRules(each -> each.automaticallyAfterDays(0L))
                        .build(),
                "Value '0' at 'rotationRules.automaticallyAfterDays' failed to satisfy constraint: Member must have value"
                        + " greater than or equal to 1");
    }

    @Test
    void membersOfStructuresInListsAreNamedByTheirPlace() {
        assertRefusedFor(
                create().tags(tag("a"), tag("")).build(),
                "Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or"
                        + " equal to 1");
        assertRefusedFor(
                create().tags(Tag.builder().value("v").build()).build(),
                "Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null");
        assertRefusedFor(
                create().tags(Collections.singletonList((Tag) null)).build(),
                "Value null at 'tags.1.member' failed to satisfy constraint: Member must not be null");
        assertRefusedFor(
                create().addReplicaRegions(
                                ReplicaRegionType.builder().region("here").build())
                        .build(),
                "Value 'here' at 'addReplicaRegions.1.member.region' failed to satisfy constraint: Member must satisfy"
                        + " regular expression pattern: ^([a-z]+-)+\\d+$");
    }

    @Test
    void aListOfPlainValuesIsRefusedAsAWhole() {
        assertRefusedFor(
                UntagResourceRequest.builder().secretId("s").tagKeys("a", "").build(),
                "Value '[a, ]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must"
                        + " have length less than or equal to 128, Member must have length greater than or equal to 1]");
        assertRefusedFor(
                UntagResourceRequest.builder()
                        .secretId("s")
                        .tagKeys(Arrays.asList("a", null))
                        .build(),
                "Value null at 'tagKeys.2.member' failed to satisfy constraint: Member must not be null");
        assertRefusedFor(
                put().versionStages(List.of()).build(),
                "Value '[]' at 'versionStages' failed to satisfy constraint: Member must have length greater than or equal"
                        + " to 1");
    }

    @Test
    void aListOfStructuresIsNotShown() {
        List<Filter> filters =
                Collections.nCopies(11, Filter.builder().key("name").values("x").build());

        assertRefusedFor(
                ListSecretsRequest.builder().filters(filters).build(),
                "Value at 'filters' failed to satisfy constraint: Member must have length less than or equal to 10");
    }

    @Test
    void enumerationsAreNamed() {
        assertRefusedFor(
                ListSecretsRequest.builder().sortOrder("up").build(),
                "Value 'up' at 'sortOrder' failed to satisfy constraint: Member must satisfy enum value set: [asc, desc]");
        assertRefusedFor(
                ListSecretsRequest.builder()
                        .filters(Filter.builder().key("colour").build())
                        .build(),
                "Value 'colour' at 'filters.1.member.key' failed to satisfy constraint: Member must satisfy enum value"
                        + " set: [all, name, tag-key, description, tag-value, primary-region, owning-service]");
    }

    @Test
    void aBatchHasLimitsOfItsOwn() {
        assertPasses(BatchGetSecretValueRequest.builder()
                .secretIdList(Collections.nCopies(20, "s"))
                .maxResults(20)
                .build());
        assertRefusedFor(
                BatchGetSecretValueRequest.builder().maxResults(21).build(),
                "Value '21' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 20");
        assertRefusedFor(
                BatchGetSecretValueRequest.builder().secretIdList(List.of()).build(),
                "Value '[]' at 'secretIdList' failed to satisfy constraint: Member must have length greater than or equal"
                        + " to 1");
        assertRefusedFor(
                BatchGetSecretValueRequest.builder()
                        .filters(Filter.builder().key("name").values("a,b").build())
                        .build(),
                "Value '[a,b]' at 'filters.1.member.values' failed to satisfy constraint: Member must satisfy constraint:"
                        + " [Member must have length less than or equal to 512, Member must satisfy regular expression"
                        + " pattern: ^\\!?[a-zA-Z0-9 :_@\\/\\+\\=\\.\\-\\!]*$]");
    }

    @Test
    void longTextIsNeverEvaluatedAgainstAPattern() {
        assertRefused(
                create().addReplicaRegions(ReplicaRegionType.builder()
                                .region("a-".repeat(100_000))
                                .build())
                        .build(),
                "1 validation error detected: Value '" + "a-".repeat(100_000)
                        + "' at 'addReplicaRegions.1.member.region'"
                        + " failed to satisfy constraint: Member must have length less than or equal to 128");
    }

    @Test
    void aMissingTokenIsRefusedInEachOperationsOwnTerms() {
        String words = "You must provide a ClientRequestToken value. We recommend a UUID-type value.";

        assertRefused(create().clientRequestToken(null).build(), ErrorCode.INVALID_REQUEST, words);
        assertRefused(put().clientRequestToken(null).build(), ErrorCode.INVALID_REQUEST, words);
        assertRefused(UpdateSecretRequest.builder().secretId("s").build(), ErrorCode.INVALID_REQUEST, words);
        assertRefused(RotateSecretRequest.builder().secretId("s").build(), ErrorCode.INVALID_PARAMETER, words);
    }

    @ParameterizedTest
    @CsvSource({"31, true", "32, false", "64, false", "65, true"})
    void aTokenHas32To64Characters(int length, boolean refused) {
        CreateSecretRequest request =
                create().clientRequestToken("t".repeat(length)).build();
        if (refused) {
            assertRefused(request, ErrorCode.INVALID_PARAMETER, "ClientRequestToken must be 32-64 characters long.");
        } else {
            assertPasses(request);
        }
    }

    @Test
    void nothingIsCheckedForRds() {
        Operation<CreateDbInstanceRequest> operation = Exchange.CREATE_DB_INSTANCE;

        assertThatCode(() -> Constraints.check(
                        operation, CreateDbInstanceRequest.builder().build()))
                .doesNotThrowAnyException();
    }

    private static Tag tag(String key) {
        return Tag.builder().key(key).value("v").build();
    }

    private static void assertPasses(SdkPojo request) {
        assertThatCode(() -> Constraints.check(operation(request), request)).doesNotThrowAnyException();
    }

    private static void assertRefusedFor(SdkPojo request, String reason) {
        assertRefused(request, "1 validation error detected: " + reason);
    }

    private static void assertRefused(SdkPojo request, String message) {
        assertRefused(request, ErrorCode.VALIDATION, message);
    }

    private static void assertRefused(SdkPojo request, ErrorCode code, String message) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> Constraints.check(operation(request), request))
                .withMessage(message)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static Operation<?> operation(SdkPojo request) {
        String name = request.getClass().getSimpleName().replace("Request", "");
        return Operation.of(SECRETS_MANAGER, name, CreateSecretRequest::builder);
    }
}
