package dev.tumbler.secretsmanager;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.sealing.PlainValue;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.APIErrorType;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;

/** What a batch says of one secret: its value, or why there is none. */
record BatchOutcome(Optional<SecretValueEntry> value, Optional<APIErrorType> error) {

    static BatchOutcome of(ValueReader.ReadValue read) {
        Version version = read.version();
        PlainValue value = read.value();
        SecretValueEntry.Builder entry = SecretValueEntry.builder()
                .arn(read.secret().arn())
                .name(read.secret().id().name())
                .versionId(version.id())
                .versionStages(version.labels())
                .createdDate(version.created());
        SecretValueEntry.Builder valued =
                switch (value.kind()) {
                    case STRING -> entry.secretString(value.asString());
                    case BINARY -> entry.secretBinary(SdkBytes.fromByteArrayUnsafe(value.bytes()));
                };
        return new BatchOutcome(Optional.of(valued.build()), Optional.empty());
    }

    static BatchOutcome refused(String secretId, AwsException refusal) {
        APIErrorType error = APIErrorType.builder()
                .secretId(secretId)
                .errorCode(refusal.code().wireName())
                .message(refusal.getMessage())
                .build();
        return new BatchOutcome(Optional.empty(), Optional.of(error));
    }
}
