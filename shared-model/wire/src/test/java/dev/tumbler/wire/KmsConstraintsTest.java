package dev.tumbler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;

class KmsConstraintsTest {
    private static final Map<String, SdkPojo> BUILDERS = Map.ofEntries(
            Map.entry("CancelKeyDeletion", CancelKeyDeletionRequest.builder()),
            Map.entry("CreateAlias", CreateAliasRequest.builder()),
            Map.entry("CreateGrant", CreateGrantRequest.builder()),
            Map.entry("CreateKey", CreateKeyRequest.builder()),
            Map.entry("Decrypt", DecryptRequest.builder()),
            Map.entry("DeleteAlias", DeleteAliasRequest.builder()),
            Map.entry("DescribeKey", DescribeKeyRequest.builder()),
            Map.entry("DisableKey", DisableKeyRequest.builder()),
            Map.entry("EnableKey", EnableKeyRequest.builder()),
            Map.entry("Encrypt", EncryptRequest.builder()),
            Map.entry("GenerateDataKey", GenerateDataKeyRequest.builder()),
            Map.entry("GenerateDataKeyWithoutPlaintext", GenerateDataKeyWithoutPlaintextRequest.builder()),
            Map.entry("GetKeyPolicy", GetKeyPolicyRequest.builder()),
            Map.entry("ListAliases", ListAliasesRequest.builder()),
            Map.entry("ListGrants", ListGrantsRequest.builder()),
            Map.entry("ListKeys", ListKeysRequest.builder()),
            Map.entry("ListResourceTags", ListResourceTagsRequest.builder()),
            Map.entry("PutKeyPolicy", PutKeyPolicyRequest.builder()),
            Map.entry("ReEncrypt", ReEncryptRequest.builder()),
            Map.entry("RetireGrant", RetireGrantRequest.builder()),
            Map.entry("RevokeGrant", RevokeGrantRequest.builder()),
            Map.entry("ScheduleKeyDeletion", ScheduleKeyDeletionRequest.builder()),
            Map.entry("TagResource", TagResourceRequest.builder()),
            Map.entry("UntagResource", UntagResourceRequest.builder()),
            Map.entry("UpdateAlias", UpdateAliasRequest.builder()));

    static Stream<String> operations() {
        return KmsConstraints.TABLE.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyRowNamesAMemberAndFitsItsType(String name) {
        RowsOfATable.assertFit(BUILDERS.get(name), name, KmsConstraints.TABLE.get(name));
    }

    @Test
    void everyOperationHasARow() {
        assertThat(KmsConstraints.TABLE.keySet()).isEqualTo(BUILDERS.keySet());
    }

    @Test
    void aPlaintextIsNeverShown() {
        EncryptRequest tooLong = EncryptRequest.builder()
                .keyId("alias/a")
                .plaintext(SdkBytes.fromByteArray(new byte[4097]))
                .build();
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(
                        () -> Constraints.check(Operation.of(Service.KMS, "Encrypt", EncryptRequest::builder), tooLong))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.VALIDATION))
                .withMessage("1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member"
                        + " must have length less than or equal to 4096");
    }
}
