package dev.tumbler.standins.kms;

import software.amazon.awssdk.services.kms.model.CustomerMasterKeySpec;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/** A key as CreateKey and DescribeKey show it. */
final class KeyAnswer {
    private KeyAnswer() {}

    @SuppressWarnings("deprecation") // AWS still answers the old name of the key spec
    static KeyMetadata metadata(KmsKey key) {
        return KeyMetadata.builder()
                .awsAccountId(key.id().account())
                .keyId(key.id().id())
                .arn(key.arn())
                .creationDate(key.created())
                .enabled(key.state() == KeyState.ENABLED)
                .description(key.description())
                .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
                .keyState(key.state().wireName())
                .deletionDate(key.deletion().orElse(null))
                .origin(OriginType.AWS_KMS)
                .keyManager(key.awsManaged() ? KeyManagerType.AWS : KeyManagerType.CUSTOMER)
                .customerMasterKeySpec(CustomerMasterKeySpec.SYMMETRIC_DEFAULT)
                .keySpec(KeySpec.SYMMETRIC_DEFAULT)
                .encryptionAlgorithms(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .multiRegion(false)
                .build();
    }
}
